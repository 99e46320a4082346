import { fieldOf, isUnknown, messageIn, messagesIn } from '../../envoy/messageFields.ts';
import type { EnvoyConfig } from '../../model/envoyConfig.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badConfigSource = defineEnvoyRule({
  id: 'bad-config-source',
  category: 'correctness',
  docs: {
    summary: 'The service or file that configuration is fetched from does not fit the way it is asked.',
    why: 'With `GRPC` and `DELTA_GRPC` one entry of `grpc_services` says whom to ask; with `REST` one of `cluster_names`, and `refresh_delay` says how often. Envoy refuses every other combination, and the path of a file without a slash.',
    instead: 'Name exactly one service in the field that belongs to `api_type`.',
    references: ['https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/core/v3/config_source.proto'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          node: { id: a, cluster: b }
          dynamic_resources:
            cds_config:
              api_config_source:
                api_type: GRPC
                #         ^^^^ needs \`grpc_services\`
                transport_api_version: V3
        `,
      },
      {
        text: yaml`
          node: { id: a, cluster: b }
          dynamic_resources:
            cds_config:
              path_config_source: { path: clusters.yaml }
              #                           ^^^^^^^^^^^^^ no path without a slash
        `,
        fixed: yaml`
          node: { id: a, cluster: b }
          dynamic_resources:
            cds_config:
              path_config_source: { path: ./clusters.yaml }
        `,
      },
    ],
    good: [
      yaml`
        node: { id: a, cluster: b }
        dynamic_resources:
          cds_config:
            api_config_source:
              api_type: GRPC
              transport_api_version: V3
              grpc_services: [{ envoy_grpc: { cluster_name: control } }]
        static_resources:
          clusters: [{ name: control }]
      `,
    ],
  },
  *check(config) {
    for (const { brings, path, span } of config.sources) {
      if (path.includes('/')) continue;
      const isLate = brings === 'listeners';
      yield {
        span,
        message: `Envoy takes no path without a slash: ${isLate ? 'its validation says nothing, and it does not start' : 'it does not start'}.`,
        // A check before the start lets it pass.
        ...(isLate ? { severity: 'warning' } : {}),
        fixes: [
          {
            title: `Change to \`./${path}\``,
            safety: 'unsafe',
            edits: [{ kind: 'replace', span, newText: `./${path}` }],
          },
        ],
      };
    }
    for (const { message: source, around } of messagesOfType(config, 'envoy.config.core.v3.ApiConfigSource')) {
      const parent = around.at(-1);
      // What these are given is looked at when they connect.
      const isLater = ['hds_config', 'load_stats_config'].some((name) => fieldOf(parent, name)?.value === source);
      const listeners = fieldOf(around.at(-2), 'lds_config')?.value;
      if (isLater || (listeners !== undefined && listeners === parent)) continue;
      yield* faultsOf(source);
    }
    yield* hostSourceFaults(config);
  },
});

/** Virtual hosts come in differences only. */
function* hostSourceFaults(config: EnvoyConfig): Iterable<Finding> {
  for (const { message: hosts } of messagesOfType(config, 'envoy.config.route.v3.Vhds')) {
    const source = messageIn(hosts, 'config_source');
    const ads = fieldOf(source, 'ads');
    const type = fieldOf(source, 'api_config_source', 'api_type');
    const other = fieldOf(source, 'path_config_source') ?? fieldOf(source, 'path') ?? fieldOf(source, 'self');
    const isDelta = type?.value?.kind === 'scalar' ? type.value.value === 'DELTA_GRPC' : type?.value === undefined;
    if (ads && config.kind === 'bootstrap' && !fieldOf(config.root, 'dynamic_resources', 'ads_config'))
      yield {
        span: ads.keySpan,
        message: 'There is no `ads_config` in `dynamic_resources`, which says whom to ask: Envoy does not start.',
      };
    else if (other ?? (isDelta ? undefined : type))
      yield {
        span: (other ?? type)?.keySpan ?? hosts.span,
        message: 'Virtual hosts come from ADS or an `api_config_source` of type DELTA_GRPC: Envoy does not start.',
      };
  }
}

function* faultsOf(source: EnvoyMessage): Iterable<Finding> {
  const type = fieldOf(source, 'api_type')?.value;
  if (type?.kind !== 'scalar' || isUnknown(source, 'grpc_services') || isUnknown(source, 'cluster_names')) return;
  const services = messagesIn(source, 'grpc_services');
  const listed = fieldOf(source, 'cluster_names');
  const names = listed?.value?.kind === 'list' ? listed.value.items : [];
  const asGrpc = type.value === 'GRPC' || type.value === 'DELTA_GRPC';
  const asRest = type.value === 'REST';
  const grpc = fieldOf(source, 'grpc_services');
  if (asGrpc) {
    if (services.length === 0 && names.length === 0)
      yield {
        span: type.contentSpan,
        message: `${type.value} needs \`grpc_services\` with the service to ask: Envoy does not start.`,
      };
    else if (names.length > 0 && listed)
      yield {
        span: listed.keySpan,
        message: '`cluster_names` is for REST; with gRPC Envoy refuses it and does not start.',
      };
    else if (services[1] && fieldOf(source, 'config_validators') === undefined)
      yield {
        span: services[1].span,
        message: 'Configuration comes from one gRPC service: Envoy refuses a second one and does not start.',
      };
  } else if (asRest) {
    if (services.length > 0 && grpc)
      yield {
        span: grpc.keySpan,
        message: '`grpc_services` is for gRPC; with REST Envoy refuses it and does not start.',
      };
    else if (names.length !== 1)
      yield {
        span: names.length === 0 ? type.contentSpan : (listed?.keySpan ?? type.contentSpan),
        message: 'REST needs exactly one of `cluster_names`: Envoy does not start.',
      };
    else if (!fieldOf(source, 'refresh_delay'))
      yield {
        span: type.contentSpan,
        message: 'REST needs `refresh_delay`, the time between two requests: Envoy does not start.',
      };
  }
}
