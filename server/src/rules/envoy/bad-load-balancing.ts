import { fieldOf, isOn, isUnknown, messagesIn, textsIn } from '../../envoy/messageFields.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import { clusterTypeOf } from '../envoyClusterTypes.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badLoadBalancing = defineEnvoyRule({
  id: 'bad-load-balancing',
  category: 'correctness',
  docs: {
    summary: 'Settings of how a cluster chooses an endpoint do not go with each other or with its type.',
    why: 'A fallback to fewer keys names some of the keys; subsets by locality need the weights of localities; names are hashed where endpoints have names; endpoints of a locality are fetched for EDS clusters. Envoy does not start otherwise.',
    instead: 'Set what belongs together, as the message says.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/load_balancing/subsets',
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/cluster/v3/cluster.proto',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            clusters:
              - name: api
                lb_subset_config:
                  subset_selectors:
                    - keys: [version, stage]
                      fallback_policy: KEYS_SUBSET
                      fallback_keys_subset: [region]
                      #                      ^^^^^^ none of \`keys\`
        `,
      },
      {
        text: yaml`
          static_resources:
            clusters:
              - name: api
                common_lb_config: { consistent_hashing_lb_config: { use_hostname_for_hashing: true } }
                #                                                   ^^^^^^^^^^^^^^^^^^^^^^^^ STATIC
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          clusters:
            - name: api
              lb_subset_config:
                subset_selectors:
                  - keys: [version, stage]
                    fallback_policy: KEYS_SUBSET
                    fallback_keys_subset: [version]
      `,
    ],
  },
  *check(config) {
    for (const { message } of messagesOfType(config, 'envoy.config.cluster.v3.Cluster')) {
      yield* subsetFaults(message);
      yield* hashingFaults(message);
    }
  },
});

function* subsetFaults(cluster: EnvoyMessage): Iterable<Finding> {
  const aware = fieldOf(cluster, 'lb_subset_config', 'locality_weight_aware');
  const isWeighted = fieldOf(cluster, 'common_lb_config', 'locality_weighted_lb_config') !== undefined;
  if (aware && isOn(cluster, 'lb_subset_config', 'locality_weight_aware') && !isWeighted)
    yield {
      span: aware.keySpan,
      message: 'It needs `locality_weighted_lb_config` in `common_lb_config`: Envoy does not start.',
    };
  for (const selector of messagesIn(cluster, 'lb_subset_config', 'subset_selectors')) {
    const fallback = fieldOf(selector, 'fallback_policy')?.value;
    const subset = fieldOf(selector, 'fallback_keys_subset');
    const isSubset = fallback?.kind === 'scalar' && fallback.value === 'KEYS_SUBSET';
    if (isSubset && !subset)
      yield { span: fallback.span, message: 'KEYS_SUBSET needs `fallback_keys_subset`: Envoy does not start.' };
    if (!subset || isUnknown(selector, 'keys') || isUnknown(selector, 'fallback_keys_subset')) continue;
    const keys = new Set(textsIn(selector, 'keys').map(({ value }) => value));
    // A selector without keys selects nothing, and is not looked at.
    if (keys.size === 0) continue;
    const chosen = textsIn(selector, 'fallback_keys_subset');
    const other = chosen.find(({ value }) => !keys.has(value));
    if (!isSubset && fallback?.kind !== 'opaque' && chosen.length > 0)
      yield { span: subset.keySpan, message: 'It is for `fallback_policy: KEYS_SUBSET`: Envoy does not start.' };
    else if (other)
      yield { span: other.contentSpan, message: `"${other.value}" is none of \`keys\`: Envoy does not start.` };
    else if (chosen.length > 0 && new Set(chosen.map(({ value }) => value)).size === keys.size)
      yield { span: subset.keySpan, message: 'It must have fewer keys than `keys`: Envoy does not start.' };
  }
}

function* hashingFaults(cluster: EnvoyMessage): Iterable<Finding> {
  const names = ['common_lb_config', 'consistent_hashing_lb_config', 'use_hostname_for_hashing'] as const;
  const byName = fieldOf(cluster, ...names);
  const type = clusterTypeOf(cluster);
  if (byName && isOn(cluster, ...names) && type !== undefined && type !== 'STRICT_DNS')
    yield {
      span: byName.keySpan,
      message: `Only endpoints of STRICT_DNS clusters are told by names, and this one is ${type}: Envoy does not start.`,
    };
  if (type !== 'STATIC') return;
  for (const locality of messagesIn(cluster, 'load_assignment', 'endpoints')) {
    const leds = fieldOf(locality, 'leds_cluster_locality_config');
    if (leds) yield { span: leds.keySpan, message: 'Only EDS clusters fetch their endpoints: Envoy does not start.' };
  }
}
