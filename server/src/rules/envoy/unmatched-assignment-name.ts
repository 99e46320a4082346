import { fieldOf, textIn } from '../../envoy/messageFields.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const unmatchedAssignmentName = defineEnvoyRule({
  id: 'unmatched-assignment-name',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'The endpoints of a cluster are assigned to a cluster of another name.',
    why: '`load_assignment.cluster_name` belongs to the cluster around it. Envoy takes another name without a word, and statistics and logs then show two names for one cluster.',
    instead: 'Write the name of the cluster.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/endpoint/v3/endpoint.proto#config-endpoint-v3-clusterloadassignment',
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
                  cluster_name: frontend
                  #             ^^^^^^^^ cluster around it is \`backend\`
        `,
        fixed: yaml`
          static_resources:
            clusters:
              - name: backend
                load_assignment:
                  cluster_name: backend
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          clusters:
            - name: backend
              load_assignment: { cluster_name: backend }
      `,
    ],
  },
  *check(config) {
    for (const { message: cluster } of messagesOfType(config, 'envoy.config.cluster.v3.Cluster')) {
      const name = textIn(cluster, 'name');
      const assigned = textIn(cluster, 'load_assignment', 'cluster_name');
      // With EDS the name is that of the service that is asked for.
      if (!name || !assigned || name.value === assigned.value || fieldOf(cluster, 'eds_cluster_config')) continue;
      yield {
        span: assigned.contentSpan,
        message: `The cluster around it is \`${name.value}\`: statistics and logs show two names for one cluster.`,
        related: [{ span: name.contentSpan, message: 'the name of the cluster' }],
        fixes: [
          {
            title: `Write \`${name.value}\``,
            safety: 'unsafe',
            edits: [{ kind: 'replace', span: assigned.contentSpan, newText: name.value }],
          },
        ],
      };
    }
  },
});
