import { fieldOf, messagesIn, numberIn } from '../../envoy/messageFields.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const weightsWithoutSum = defineEnvoyRule({
  id: 'weights-without-sum',
  category: 'correctness',
  docs: {
    summary: 'The weights of a weighted route add up to nothing.',
    why: 'A request goes to a cluster with the chance of its weight in the sum of all. A cluster without `weight` counts as zero, and Envoy refuses a sum of zero.',
    instead: 'Give each cluster of `weighted_clusters` a weight.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-weightedcluster',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
          virtual_hosts:
            - name: all
              domains: ["*"]
              routes:
                - match: { prefix: / }
                  route:
                    weighted_clusters:
                    #^^^^^^^^^^^^^^^^ Envoy does not start
                      clusters: [{ name: v1 }, { name: v2 }]
        `,
        fixed: yaml`
          "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
          virtual_hosts:
            - name: all
              domains: ["*"]
              routes:
                - match: { prefix: / }
                  route:
                    weighted_clusters:
                      clusters: [{ name: v1, weight: 1 }, { name: v2, weight: 1 }]
        `,
      },
    ],
    good: [
      yaml`
        "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
        virtual_hosts:
          - name: all
            domains: ["*"]
            routes:
              - match: { prefix: / }
                route:
                  weighted_clusters:
                    clusters: [{ name: v1, weight: 90 }, { name: v2, weight: 10 }]
      `,
    ],
  },
  *check(config) {
    for (const { message: action } of messagesOfType(config, 'envoy.config.route.v3.RouteAction')) {
      const field = fieldOf(action, 'weighted_clusters');
      const clusters = messagesIn(action, 'weighted_clusters', 'clusters');
      const hasWeight = clusters.some((each) => each.fields.has('weight') && numberIn(each, 'weight') !== 0);
      if (!field || clusters.length === 0 || hasWeight) continue;
      yield {
        span: field.keySpan,
        message: 'No cluster has a weight, so that their sum is zero: Envoy does not start.',
        fixes: [
          {
            title: 'Give each the same weight',
            safety: 'unsafe',
            edits: clusters.map(({ path }) => ({ kind: 'set', uri: config.uri, path: [...path, 'weight'], value: 1 })),
          },
        ],
      };
    }
  },
});
