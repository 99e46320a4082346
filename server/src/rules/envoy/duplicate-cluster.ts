import { type EnvoyText, messagesIn, textIn } from '../../envoy/messageFields.ts';
import { staticClusters } from '../envoyClusters.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const duplicateCluster = defineEnvoyRule({
  id: 'duplicate-cluster',
  category: 'correctness',
  docs: {
    summary: 'Two clusters have the same name.',
    why: 'Routes find clusters by their name; Envoy refuses a file in which a name stands for two of them.',
    instead: 'Give each cluster a name of its own, or put the endpoints of both into one.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/cluster/v3/cluster.proto#envoy-v3-api-field-config-cluster-v3-cluster-name',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
              - name: backend
              #       ^^^^^^^ Envoy does not start
        `,
      },
      {
        text: yaml`
          resources:
            - "@type": type.googleapis.com/envoy.config.cluster.v3.Cluster
              name: backend
            - "@type": type.googleapis.com/envoy.config.cluster.v3.Cluster
              name: backend
              #     ^^^^^^^ refuses this one
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          clusters:
            - name: backend
            - name: backend-v2
      `,
    ],
  },
  *check(config) {
    const first = new Map<string, EnvoyText>();
    const fetched = messagesIn(config.root, 'resources').filter(
      ({ type }) => type === 'envoy.config.cluster.v3.Cluster',
    );
    for (const cluster of [...staticClusters(config), ...(config.kind === 'discovery' ? fetched : [])]) {
      const name = textIn(cluster, 'name');
      if (!name) continue;
      const other = first.get(name.value);
      if (!other) first.set(name.value, name);
      else
        yield {
          span: name.contentSpan,
          message: `Another cluster is called \`${name.value}\` as well: Envoy ${config.kind === 'discovery' ? 'refuses this one' : 'does not start'}.`,
          related: [{ span: other.contentSpan, message: 'the first one' }],
        };
    }
  },
});
