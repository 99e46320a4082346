import { fieldOf, isUnknown, messageIn, messagesIn, textIn } from '../../envoy/messageFields.ts';
import { clusterTypeOf } from '../envoyClusterTypes.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const badLogicalDns = defineEnvoyRule({
  id: 'bad-logical-dns',
  category: 'correctness',
  docs: {
    summary:
      'A `LOGICAL_DNS` cluster does not have exactly one endpoint, or an endpoint that is looked up names a resolver.',
    why: 'A logical cluster stands for one name whose addresses it takes in turn. Envoy refuses none, two, and `resolver_name`.',
    instead: 'Keep one endpoint, or use `STRICT_DNS` for several.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/service_discovery#logical-dns',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                type: LOGICAL_DNS
                #     ^^^^^^^^^^^ has 2
                load_assignment:
                  cluster_name: backend
                  endpoints:
                    - lb_endpoints:
                        - endpoint: { address: { socket_address: { address: a, port_value: 80 } } }
                        - endpoint: { address: { socket_address: { address: b, port_value: 80 } } }
        `,
        fixed: yaml`
          static_resources:
            clusters:
              - name: backend
                type: STRICT_DNS
                load_assignment:
                  cluster_name: backend
                  endpoints:
                    - lb_endpoints:
                        - endpoint: { address: { socket_address: { address: a, port_value: 80 } } }
                        - endpoint: { address: { socket_address: { address: b, port_value: 80 } } }
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          clusters:
            - name: backend
              type: LOGICAL_DNS
              load_assignment:
                cluster_name: backend
                endpoints:
                  - lb_endpoints:
                      - endpoint: { address: { socket_address: { address: a, port_value: 80 } } }
      `,
    ],
  },
  *check(config) {
    for (const { message: cluster } of messagesOfType(config, 'envoy.config.cluster.v3.Cluster')) {
      const type = clusterTypeOf(cluster);
      if (type !== 'LOGICAL_DNS' && type !== 'STRICT_DNS') continue;
      const assignment = messageIn(cluster, 'load_assignment');
      const localities = messagesIn(assignment, 'endpoints');
      const isKnown =
        !isUnknown(cluster, 'load_assignment') &&
        !isUnknown(assignment, 'endpoints') &&
        !localities.some((each) => isUnknown(each, 'lb_endpoints'));
      if (!isKnown) continue;
      const endpoints = localities.flatMap((locality) => messagesIn(locality, 'lb_endpoints'));
      for (const endpoint of endpoints) {
        const resolver = textIn(endpoint, 'endpoint', 'address', 'socket_address', 'resolver_name');
        if (resolver)
          yield {
            span: resolver.contentSpan,
            message: `A ${type} cluster takes no resolver of its own here: Envoy does not start.`,
          };
      }
      const value = fieldOf(cluster, 'type')?.value;
      if (type !== 'LOGICAL_DNS' || value?.kind !== 'scalar' || (endpoints.length === 1 && localities.length === 1))
        continue;
      const count = endpoints.length === 1 ? `1 in ${localities.length} localities` : String(endpoints.length);
      yield {
        span: value.contentSpan,
        message: `A LOGICAL_DNS cluster has exactly one endpoint, and this one has ${count}: Envoy does not start.`,
        fixes:
          endpoints.length > 1
            ? [
                {
                  title: 'Use STRICT_DNS',
                  safety: 'unsafe',
                  edits: [{ kind: 'replace', span: value.contentSpan, newText: 'STRICT_DNS' }],
                },
              ]
            : [],
      };
    }
  },
});
