import { fieldOf, isUnknown, messageIn, textIn } from '../../envoy/messageFields.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const missingNodeIdentity = defineEnvoyRule({
  id: 'missing-node-identity',
  category: 'correctness',
  docs: {
    summary: 'Configuration is fetched or watched, and the file does not say which node Envoy is.',
    why: "A source of clusters, routes, endpoints or secrets is asked in the name of a node, also when it is a file. Envoy does not start without the node's `id` and `cluster`, unless the command line has `--service-node` and `--service-cluster`.",
    instead: 'Write `node: { id: …, cluster: … }`. Where the command line gives both, allow this rule in the file.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/bootstrap/v3/bootstrap.proto#envoy-v3-api-field-config-bootstrap-v3-bootstrap-node',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          dynamic_resources:
            cds_config:
            #^^^^^^^^^ does not say which node it is
              path_config_source: { path: /etc/envoy/cds.yaml }
        `,
        fixed: yaml`
          dynamic_resources:
            cds_config:
              path_config_source: { path: /etc/envoy/cds.yaml }
          node:
            id: envoy
            cluster: envoy
        `,
      },
    ],
    good: [
      yaml`
        node: { id: front-1, cluster: front }
        dynamic_resources:
          cds_config:
            path_config_source: { path: /etc/envoy/cds.yaml }
      `,
    ],
  },
  *check(config) {
    const { root, uri } = config;
    if (config.kind !== 'bootstrap' || !root || isUnknown(root, 'node')) return;
    const missing = (['id', 'cluster'] as const).filter(
      (name) => textIn(root, 'node', name) === undefined && !isUnknown(messageIn(root, 'node'), name),
    );
    if (missing.length === 0) return;
    for (const [type, field] of askingFields) {
      for (const { message } of messagesOfType(config, type)) {
        const asking = fieldOf(message, field);
        if (!asking || !needsNode(message, field)) continue;
        const path = [...(messageIn(root, 'node')?.path ?? ['node'])];
        yield {
          span: asking.keySpan,
          message: `The file does not say which node it is (${missing.map((name) => `\`node.${name}\``).join(' and ')}), and this is fetched in its name: Envoy does not start without --service-node and --service-cluster.`,
          fixes: [
            {
              title: 'Name the node',
              safety: 'unsafe',
              edits: missing.map((name) => ({ kind: 'set', uri, path: [...path, name], value: 'envoy' })),
            },
          ],
        };
        return;
      }
    }
  },
});

/** Fields for which Envoy wants to know its node when it starts. `lds_config` and `hds_config` are not among them. */
const askingFields: readonly (readonly [type: string, field: string])[] = [
  ['envoy.config.bootstrap.v3.Bootstrap.DynamicResources', 'ads_config'],
  ['envoy.config.bootstrap.v3.Bootstrap.DynamicResources', 'cds_config'],
  ['envoy.config.bootstrap.v3.RuntimeLayer.RtdsLayer', 'rtds_config'],
  ['envoy.config.cluster.v3.Cluster', 'eds_cluster_config'],
  ['envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig', 'sds_config'],
  ['envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager', 'rds'],
  ['envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter', 'config_discovery'],
  ['envoy.config.listener.v3.Filter', 'config_discovery'],
  ['envoy.config.listener.v3.ListenerFilter', 'config_discovery'],
  ['envoy.config.metrics.v3.StatsdSink', 'tcp_cluster_name'],
];

/** Other faults come first: a source that is none, a configuration of endpoints in a cluster without. */
function needsNode(message: EnvoyMessage, field: string): boolean {
  if (field === 'eds_cluster_config') {
    const type = fieldOf(message, 'type')?.value;
    return type?.kind === 'scalar' && type.value === 'EDS';
  }
  return true;
}
