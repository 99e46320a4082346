import { fieldOf, isOn, isUnknown, messageIn, messagesIn, numberIn, textIn } from '../envoy/messageFields.ts';
import type { EnvoyMessage } from '../model/envoyMessage.ts';

/** A setting without which what the message is for refuses to start. */
export interface Need {
  readonly what: string;
  /** What is looked at; where one of them cannot be read nothing is said. */
  readonly fields: readonly string[];
  isMissing(message: EnvoyMessage, around: readonly EnvoyMessage[]): boolean;
  readonly fix?: { readonly field: string; readonly value: string };
}

const isUnused = (around: readonly EnvoyMessage[]): boolean =>
  around.some(({ type }) => type === 'envoy.config.trace.v3.Tracing');

const noneOf = (...names: readonly string[]): Pick<Need, 'fields' | 'isMissing'> => ({
  fields: names,
  isMissing: (message, around) => !isUnused(around) && !names.some((name) => fieldOf(message, name)),
});

const filters = 'envoy.extensions.filters';

/** By the type of the message. Each was tried with Envoy 1.40. */
export const needs: readonly (readonly [type: string, need: Need])[] = [
  [
    'envoy.config.trace.v3.ZipkinConfig',
    {
      what: '`collector_endpoint_version`, because the default is no longer there',
      fields: ['collector_endpoint_version'],
      isMissing: (message, around) => !isUnused(around) && !fieldOf(message, 'collector_endpoint_version'),
      fix: { field: 'collector_endpoint_version', value: 'HTTP_JSON' },
    },
  ],
  [
    'envoy.config.trace.v3.ZipkinConfig',
    {
      what: '`collector_cluster` and `collector_endpoint`, or `collector_service`',
      fields: ['collector_cluster', 'collector_endpoint', 'collector_service'],
      isMissing: (message, around) =>
        !isUnused(around) &&
        !fieldOf(message, 'collector_service') &&
        (!textIn(message, 'collector_cluster') || !textIn(message, 'collector_endpoint')),
    },
  ],
  [
    'envoy.config.trace.v3.ZipkinConfig',
    {
      what: '`http_uri` in `collector_service`',
      fields: ['collector_service'],
      isMissing: (message, around) =>
        !isUnused(around) &&
        fieldOf(message, 'collector_service') !== undefined &&
        !fieldOf(message, 'collector_service', 'http_uri'),
    },
  ],
  [
    'envoy.config.common.mutation_rules.v3.KeyValueMutation',
    { what: '`append` or `remove`', ...noneOf('append', 'remove') },
  ],
  [
    'envoy.config.rbac.v3.Policy',
    {
      what: 'an expression in `condition`',
      fields: ['condition'],
      isMissing: (message) => messageIn(message, 'condition')?.fields.size === 0,
    },
  ],
  [
    'envoy.config.route.v3.RateLimit.HitsAddend',
    {
      what: '`number` or `format`',
      fields: ['number', 'format'],
      // In a route's own limits it is not looked at.
      isMissing: (message, around) =>
        around.at(-2)?.type.startsWith('envoy.config.route.v3.') === false &&
        !fieldOf(message, 'number') &&
        !fieldOf(message, 'format'),
    },
  ],
  [
    'envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext',
    {
      what: '`disable_stateless_session_resumption` and `disable_stateful_session_resumption` for certificates on demand',
      fields: ['disable_stateless_session_resumption', 'disable_stateful_session_resumption'],
      isMissing: (message) =>
        messageIn(message, 'common_tls_context', 'custom_tls_certificate_selector', 'typed_config')?.type ===
          'envoy.extensions.transport_sockets.tls.cert_selectors.on_demand_secret.v3.Config' &&
        !(
          isOn(message, 'disable_stateless_session_resumption') && isOn(message, 'disable_stateful_session_resumption')
        ),
    },
  ],
  ['envoy.config.cluster.v3.Cluster.EdsClusterConfig', { what: '`eds_config`', ...noneOf('eds_config') }],
  [
    'envoy.extensions.filters.http.dynamic_modules.v3.DynamicModuleFilter',
    { what: '`dynamic_module_config`', ...noneOf('dynamic_module_config') },
  ],
  [
    'envoy.extensions.bootstrap.dynamic_modules.v3.DynamicModuleBootstrapExtension',
    { what: '`dynamic_module_config`', ...noneOf('dynamic_module_config') },
  ],
  [
    'envoy.config.trace.v3.ZipkinConfig',
    {
      what: 'a `collector_endpoint_version` that exists, or crashes',
      fields: ['collector_endpoint_version'],
      // A number without a name stays a number.
      isMissing: (message, around) =>
        !isUnused(around) && numberIn(message, 'collector_endpoint_version') !== undefined,
    },
  ],
  [
    'envoy.config.trace.v3.OpenTelemetryConfig',
    {
      what: 'exactly one of `grpc_service` and `http_service`',
      fields: ['grpc_service', 'http_service'],
      isMissing: (message, around) =>
        !isUnused(around) &&
        ['grpc_service', 'http_service', 'custom_exporter', 'exporter'].filter((name) => fieldOf(message, name))
          .length !== 1,
    },
  ],
  [
    `${filters}.network.redis_proxy.v3.RedisProxy`,
    {
      what: '`prefix_routes` with a route or `catch_all_route`',
      fields: ['prefix_routes'],
      isMissing: (message) => {
        const routes = messageIn(message, 'prefix_routes');
        return (
          !fieldOf(routes, 'catch_all_route') &&
          messagesIn(routes, 'routes').length === 0 &&
          !isUnknown(routes, 'routes')
        );
      },
    },
  ],
  [
    `${filters}.http.ext_proc.v3.ExternalProcessor`,
    { what: '`grpc_service` or `http_service`', ...noneOf('grpc_service', 'http_service') },
  ],
  [
    'envoy.config.core.v3.ApiConfigSource',
    {
      what: '`api_type`, because the default is no longer there',
      fields: ['api_type'],
      // Some are looked at when they connect.
      isMissing: (message, around) =>
        !fieldOf(message, 'api_type') &&
        fieldOf(around.at(-2), 'lds_config')?.value !== around.at(-1) &&
        ['hds_config', 'load_stats_config'].every((name) => fieldOf(around.at(-1), name)?.value !== message),
      fix: { field: 'api_type', value: 'GRPC' },
    },
  ],
  [
    'envoy.config.route.v3.RouteAction.RequestMirrorPolicy',
    { what: '`cluster` or `cluster_header`', ...noneOf('cluster', 'cluster_header') },
  ],
  [
    'envoy.extensions.transport_sockets.tls.v3.Secret',
    {
      what: 'what the secret is, such as `tls_certificate` or `validation_context`',
      ...noneOf('tls_certificate', 'session_ticket_keys', 'validation_context', 'generic_secret'),
    },
  ],
  [
    `${filters}.http.cache.v3.CacheConfig`,
    { what: '`typed_config` or `disabled`', ...noneOf('typed_config', 'disabled') },
  ],
  [
    `${filters}.http.lua.v3.Lua`,
    {
      what: 'only one of `inline_code` and `default_source_code`',
      fields: [],
      isMissing: (message) =>
        textIn(message, 'inline_code') !== undefined && fieldOf(message, 'default_source_code') !== undefined,
    },
  ],
  [
    'envoy.extensions.dynamic_modules.v3.DynamicModuleConfig',
    {
      what: '`name` or `module`',
      fields: ['name', 'module'],
      isMissing: (message, around) =>
        !fieldOf(message, 'name') &&
        !fieldOf(message, 'module') &&
        !/\.DynamicModule(?:ConfigValidator|TlsHandshaker)$/.test(around.at(-1)?.type ?? ''),
    },
  ],
  [
    'envoy.config.core.v3.TlvEntry',
    {
      what: '`value` or `format_string`',
      fields: ['value', 'format_string'],
      isMissing: (message, around) =>
        around.at(-1)?.type === `${filters}.network.tcp_proxy.v3.TcpProxy` &&
        !fieldOf(message, 'value') &&
        !fieldOf(message, 'format_string'),
    },
  ],
  [
    'envoy.config.cluster.v3.LoadBalancingPolicy',
    {
      what: '`policies` with one that Envoy has',
      fields: ['policies'],
      isMissing: (message, around) => messagesIn(message, 'policies').length === 0 && around.length > 0,
    },
  ],
  [
    'envoy.config.cluster.v3.Cluster.TransportSocketMatch',
    { what: '`transport_socket`', ...noneOf('transport_socket') },
  ],
  [
    'envoy.config.metrics.v3.TagSpecifier',
    {
      what: '`tag_name`, with `regex` or `fixed_value` unless Envoy knows the name',
      fields: ['tag_name', 'regex', 'fixed_value'],
      isMissing: (message) => {
        const name = textIn(message, 'tag_name')?.value ?? '';
        if (fieldOf(message, 'fixed_value')) return false;
        return name === '' || !(name.startsWith('envoy.') || fieldOf(message, 'regex'));
      },
    },
  ],
  [
    'envoy.extensions.resource_monitors.fixed_heap.v3.FixedHeapConfig',
    {
      what: '`max_heap_size_bytes` above 0',
      fields: ['max_heap_size_bytes'],
      isMissing: (message) =>
        (numberIn(message, 'max_heap_size_bytes') ?? 0) === 0 && !fieldOf(message, 'max_heap_size_bytes_runtime'),
    },
  ],
  [
    'envoy.extensions.access_loggers.open_telemetry.v3.OpenTelemetryAccessLogConfig',
    {
      what: 'one of `grpc_service` and `http_service`',
      fields: ['common_config'],
      isMissing: (message) =>
        !['grpc_service', 'http_service'].some((name) => fieldOf(message, name)) &&
        !fieldOf(message, 'common_config', 'grpc_service'),
    },
  ],
  [
    `${filters}.http.header_to_metadata.v3.Config.Rule`,
    {
      what: '`header` or `cookie`, and `on_header_present` or `on_header_missing`',
      fields: ['header', 'cookie'],
      isMissing: (message) => {
        const isNamed = textIn(message, 'header') ?? textIn(message, 'cookie');
        const isUsed = fieldOf(message, 'on_header_present') ?? fieldOf(message, 'on_header_missing');
        const missing = messageIn(message, 'on_header_missing');
        return (
          !isNamed || !isUsed || (missing !== undefined && !isUnknown(missing, 'value') && !textIn(missing, 'value'))
        );
      },
    },
  ],
];
