import { fieldOf } from '../../envoy/messageFields.ts';
import type { Edit } from '../../text/edit.ts';
import { hostInPlaceOfAddress, socketsOf } from '../envoyAddresses.ts';
import { clusterTypeOf, endpointsOf } from '../envoyClusterTypes.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const hostNameInStaticCluster = defineEnvoyRule({
  id: 'host-name-in-static-cluster',
  category: 'correctness',
  docs: {
    summary: 'An endpoint of a `STATIC` cluster is a host name.',
    why: 'A cluster without `type` is `STATIC`: its endpoints are IP addresses and no name is looked up. For the name of a service Envoy says "malformed IP address" and does not start.',
    instead: 'Set `type: STRICT_DNS` to use all addresses of the name, `LOGICAL_DNS` for one of them at a time.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/service_discovery#strict-dns',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                load_assignment:
                  cluster_name: backend
                  endpoints:
                    - lb_endpoints:
                        - endpoint: { address: { socket_address: { address: backend, port_value: 80 } } }
                          #                                                 ^^^^^^^ looks up no names
        `,
        fixed: yaml`
          static_resources:
            clusters:
              - name: backend
                load_assignment:
                  cluster_name: backend
                  endpoints:
                    - lb_endpoints:
                        - endpoint: { address: { socket_address: { address: backend, port_value: 80 } } }
                type: STRICT_DNS
        `,
      },
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                type: STATIC
                load_assignment:
                  cluster_name: backend
                  endpoints:
                    - lb_endpoints:
                        - endpoint: { address: { socket_address: { address: "[::1]", port_value: 80 } } }
                          #                                                  ^^^^^ no IP address
        `,
        fixed: yaml`
          static_resources:
            clusters:
              - name: backend
                type: STATIC
                load_assignment:
                  cluster_name: backend
                  endpoints:
                    - lb_endpoints:
                        - endpoint: { address: { socket_address: { address: "::1", port_value: 80 } } }
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          clusters:
            - name: backend
              type: STRICT_DNS
              load_assignment:
                cluster_name: backend
                endpoints:
                  - lb_endpoints:
                      - endpoint: { address: { socket_address: { address: backend, port_value: 80 } } }
      `,
    ],
  },
  *check(config) {
    for (const { message: cluster } of messagesOfType(config, 'envoy.config.cluster.v3.Cluster')) {
      if (clusterTypeOf(cluster) !== 'STATIC') continue;
      for (const endpoint of endpointsOf(cluster)) {
        for (const socket of socketsOf(endpoint)) {
          const host = hostInPlaceOfAddress(socket);
          const named = fieldOf(socket, 'named_port');
          if (host) {
            const bare = /^\[(.*)\]$/.exec(host.value)?.[1];
            const edit: Edit =
              bare === undefined
                ? { kind: 'set', uri: config.uri, path: [...cluster.path, 'type'], value: 'STRICT_DNS' }
                : { kind: 'replace', span: host.contentSpan, newText: bare };
            yield {
              span: host.contentSpan,
              message: `\`${host.value}\` is no IP address, and a STATIC cluster looks up no names: Envoy does not start.`,
              fixes: [
                {
                  title: bare === undefined ? 'Look the name up: type STRICT_DNS' : 'Leave the brackets out',
                  safety: 'unsafe',
                  edits: [edit],
                },
              ],
            };
          } else if (named) {
            yield {
              span: named.keySpan,
              message: 'A STATIC cluster looks up no names of ports: Envoy does not start. Use `port_value`.',
            };
          }
        }
      }
    }
  },
});
