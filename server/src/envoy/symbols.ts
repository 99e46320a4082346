import type { EnvoyReference, EnvoySymbol, EnvoySymbolKind } from '../model/envoyConfig.ts';
import type { EnvoyMessage, EnvoyValue } from '../model/envoyMessage.ts';

/** Messages that have a name by which others find them, and the field that holds it. */
const declarations: ReadonlyMap<string, { readonly kind: EnvoySymbolKind; readonly field: string }> = new Map([
  ['envoy.config.cluster.v3.Cluster', { kind: 'cluster', field: 'name' }],
  ['envoy.config.listener.v3.Listener', { kind: 'listener', field: 'name' }],
  ['envoy.config.listener.v3.FilterChain', { kind: 'filter-chain', field: 'name' }],
  ['envoy.config.route.v3.RouteConfiguration', { kind: 'route-configuration', field: 'name' }],
  ['envoy.config.route.v3.VirtualHost', { kind: 'virtual-host', field: 'name' }],
  ['envoy.config.endpoint.v3.ClusterLoadAssignment', { kind: 'endpoints', field: 'cluster_name' }],
  ['envoy.extensions.transport_sockets.tls.v3.Secret', { kind: 'secret', field: 'name' }],
]);

const filters = 'envoy.extensions.filters';

/** Fields that hold the name of something, by the message. */
const naming: ReadonlyMap<string, Readonly<Record<string, EnvoySymbolKind>>> = new Map(
  Object.entries({
    'envoy.config.bootstrap.v3.ClusterManager': { local_cluster_name: 'cluster' },
    'envoy.config.cluster.v3.Cluster.EdsClusterConfig': { service_name: 'endpoints' },
    'envoy.config.core.v3.ApiConfigSource': { cluster_names: 'cluster' },
    'envoy.config.core.v3.EnvoyInternalAddress': { server_listener_name: 'listener' },
    'envoy.config.core.v3.GrpcService.EnvoyGrpc': { cluster_name: 'cluster' },
    'envoy.config.core.v3.HttpUri': { cluster: 'cluster' },
    'envoy.config.metrics.v3.StatsdSink': { tcp_cluster_name: 'cluster' },
    'envoy.config.route.v3.RouteAction': { cluster: 'cluster' },
    'envoy.config.route.v3.RouteAction.RequestMirrorPolicy': { cluster: 'cluster' },
    'envoy.config.route.v3.ScopedRouteConfiguration': { route_configuration_name: 'route-configuration' },
    'envoy.config.route.v3.WeightedCluster.ClusterWeight': { name: 'cluster' },
    'envoy.config.trace.v3.DatadogConfig': { collector_cluster: 'cluster' },
    'envoy.config.trace.v3.LightstepConfig': { collector_cluster: 'cluster' },
    'envoy.config.trace.v3.ZipkinConfig': { collector_cluster: 'cluster' },
    'envoy.extensions.access_loggers.fluentd.v3.FluentdAccessLogConfig': { cluster: 'cluster' },
    'envoy.extensions.clusters.aggregate.v3.ClusterConfig': { clusters: 'cluster' },
    'envoy.extensions.clusters.mcp_multicluster.v3.ClusterConfig.McpCluster': { cluster: 'cluster' },
    'envoy.extensions.router.cluster_specifiers.lua.v3.LuaConfig': { default_cluster: 'cluster' },
    'envoy.extensions.router.cluster_specifiers.matcher.v3.ClusterAction': { cluster: 'cluster' },
    'envoy.extensions.router.cluster_specifiers.priority_group.v3.ClusterWeight': { cluster_name: 'cluster' },
    'envoy.extensions.tracers.fluentd.v3.FluentdConfig': { cluster: 'cluster' },
    'envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig': { name: 'secret' },
    'envoy.extensions.transport_sockets.tls.cert_selectors.on_demand_secret.v3.Config': {
      prefetch_secret_names: 'secret',
    },
    [`${filters}.http.gcp_authn.v3.GcpAuthnFilterConfig`]: { cluster: 'cluster' },
    [`${filters}.http.fault.v3.HTTPFault`]: { upstream_cluster: 'cluster' },
    [`${filters}.http.cache_v2.v3.CacheV2Config`]: { override_upstream_cluster: 'cluster' },
    [`${filters}.http.mcp_router.v3.McpRouter.McpCluster`]: { cluster: 'cluster' },
    [`${filters}.network.dubbo_proxy.v3.RouteAction`]: { cluster: 'cluster' },
    [`${filters}.network.generic_proxy.action.v3.RouteAction`]: { cluster: 'cluster' },
    [`${filters}.network.http_connection_manager.v3.Rds`]: { route_config_name: 'route-configuration' },
    [`${filters}.network.redis_proxy.v3.RedisProxy.PrefixRoutes.Route`]: { cluster: 'cluster' },
    [`${filters}.network.redis_proxy.v3.RedisProxy.PrefixRoutes.Route.ReadCommandPolicy`]: { cluster: 'cluster' },
    [`${filters}.network.redis_proxy.v3.RedisProxy.PrefixRoutes.Route.RequestMirrorPolicy`]: { cluster: 'cluster' },
    [`${filters}.network.tcp_proxy.v3.TcpProxy`]: { cluster: 'cluster' },
    [`${filters}.network.tcp_proxy.v3.TcpProxy.WeightedCluster.ClusterWeight`]: { name: 'cluster' },
    [`${filters}.network.thrift_proxy.v3.RouteAction`]: { cluster: 'cluster' },
    [`${filters}.network.thrift_proxy.v3.RouteAction.RequestMirrorPolicy`]: { cluster: 'cluster' },
    [`${filters}.network.thrift_proxy.v3.WeightedCluster.ClusterWeight`]: { name: 'cluster' },
    [`${filters}.udp.udp_proxy.v3.Route`]: { cluster: 'cluster' },
    [`${filters}.udp.udp_proxy.v3.UdpProxyConfig`]: { cluster: 'cluster' },
  } satisfies Readonly<Record<string, Readonly<Record<string, EnvoySymbolKind>>>>),
);

/** What the field of a message names; undefined for text that is no name of something in the configuration. */
export const namedBy = (type: string, field: string): EnvoySymbolKind | undefined => naming.get(type)?.[field];

/** The symbol that a message declares. */
export function symbolOf(message: EnvoyMessage): EnvoySymbol | undefined {
  const declared = declarations.get(message.type);
  const field = declared && message.fields.get(declared.field);
  if (!declared || field?.value?.kind !== 'scalar' || field.value.value === '') return undefined;
  // In a cluster its endpoints are nothing of their own.
  if (declared.kind === 'endpoints' && !isResource(message)) return undefined;
  const { value, contentSpan } = field.value;
  return { kind: declared.kind, name: String(value), span: message.span, selectionSpan: contentSpan, message };
}

/** True for the single one of a file, and for an item of `resources`. */
export const isResource = ({ path }: EnvoyMessage): boolean =>
  path.length === 0 || (path[0] === 'resources' && path.length <= 2);

/** The names that a message itself uses. */
export function referencesOf(message: EnvoyMessage): readonly EnvoyReference[] {
  const names = naming.get(message.type);
  if (!names) return [];
  return Object.entries(names).flatMap(([field, kind]) =>
    scalarsIn(message.fields.get(field)?.value).flatMap(({ value, contentSpan }): readonly EnvoyReference[] =>
      value === '' ? [] : [{ kind, name: String(value), span: contentSpan, from: { type: message.type, field } }],
    ),
  );
}

/** The filter chain that an action of a listener's matcher chooses. */
export const chainNamed = ({ type, fields }: EnvoyMessage): readonly EnvoyReference[] =>
  type !== 'google.protobuf.StringValue'
    ? []
    : scalarsIn(fields.get('value')?.value).map(({ value, contentSpan }) => ({
        kind: 'filter-chain',
        name: String(value),
        span: contentSpan,
        from: { type, field: 'value' },
      }));

const scalarsIn = (value: EnvoyValue | undefined) =>
  value?.kind === 'scalar'
    ? [value]
    : value?.kind === 'list'
      ? value.items.filter((item) => item.kind === 'scalar')
      : [];
