import { fieldOf, isOn, messageIn, messagesBelow, messagesIn } from '../envoy/messageFields.ts';
import type { EnvoyConfig } from '../model/envoyConfig.ts';
import type { EnvoyMessage, EnvoyScalar } from '../model/envoyMessage.ts';
import { messagesOfType } from './envoyPlaces.ts';

const manager = 'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
const routeConfiguration = 'envoy.config.route.v3.RouteConfiguration';

/** Fields for which Envoy looks a cluster up when it starts, by message; a route's depend on its configuration. */
const lookedUp: ReadonlyMap<string, string> = new Map([
  ['envoy.config.bootstrap.v3.ClusterManager', 'local_cluster_name'],
  ['envoy.config.metrics.v3.StatsdSink', 'tcp_cluster_name'],
  ['envoy.config.trace.v3.DatadogConfig', 'collector_cluster'],
  ['envoy.extensions.access_loggers.fluentd.v3.FluentdAccessLogConfig', 'cluster'],
  ['envoy.extensions.filters.network.thrift_proxy.v3.RouteAction', 'cluster'],
  ['envoy.extensions.filters.network.thrift_proxy.v3.RouteAction.RequestMirrorPolicy', 'cluster'],
  ['envoy.extensions.filters.network.thrift_proxy.v3.WeightedCluster.ClusterWeight', 'name'],
]);

const inRoutes: ReadonlyMap<string, string> = new Map([
  ['envoy.config.route.v3.RouteAction', 'cluster'],
  ['envoy.config.route.v3.RouteAction.RequestMirrorPolicy', 'cluster'],
  ['envoy.config.route.v3.WeightedCluster.ClusterWeight', 'name'],
]);

/** Sources of configuration whose cluster must be there when Envoy starts, by the message and the field they are in. */
const sources: readonly (readonly [type: string, ...fields: string[]])[] = [
  ['envoy.config.bootstrap.v3.Bootstrap.DynamicResources', 'cds_config', 'api_config_source'],
  ['envoy.config.bootstrap.v3.Bootstrap.DynamicResources', 'ads_config'],
  ['envoy.config.cluster.v3.Cluster.EdsClusterConfig', 'eds_config', 'api_config_source'],
  ['envoy.extensions.filters.network.http_connection_manager.v3.Rds', 'config_source', 'api_config_source'],
];

/** Sinks of statistics that take their gRPC client at once. */
const sinks: readonly string[] = [
  'envoy.config.metrics.v3.MetricsServiceConfig',
  'envoy.extensions.stat_sinks.open_telemetry.v3.SinkConfig',
];

/**
 * The names of clusters that Envoy looks up when it starts: without the cluster it does not start. All other names are
 * looked up when a request needs them. Measured with Envoy 1.40.
 */
export function namesLookedUpAtStart(config: EnvoyConfig): ReadonlySet<EnvoyScalar> {
  const names = new Set<EnvoyScalar>();
  const add = (message: EnvoyMessage, field: string): void => {
    const value = fieldOf(message, field)?.value;
    if (value?.kind === 'scalar') names.add(value);
  };
  const addAll = (type: string, field: string): void => {
    for (const { message, around } of messagesOfType(config, type)) {
      if (!isUnusedTracing(around)) add(message, field);
    }
  };
  for (const [type, field] of lookedUp) addAll(type, field);
  for (const { message, around } of messagesOfType(config, 'envoy.config.trace.v3.ZipkinConfig')) {
    if (isUnusedTracing(around)) continue;
    const service = messageIn(message, 'collector_service', 'http_uri');
    if (service) add(service, 'cluster');
    else if (!fieldOf(message, 'collector_service')) add(message, 'collector_cluster');
  }
  for (const [type, field] of inRoutes) {
    for (const { message, around } of messagesOfType(config, type)) {
      if (isValidatedRoute(around)) add(message, field);
    }
  }
  for (const [type, ...fields] of sources) {
    for (const { message } of messagesOfType(config, type)) addClients(messageIn(message, ...fields), names);
  }
  for (const type of sinks) {
    for (const { message } of messagesOfType(config, type)) addClients(message, names);
  }
  return names;
}

/** `tracing` at the top of the file is not used any more. */
const isUnusedTracing = (around: readonly EnvoyMessage[]): boolean =>
  around.some(({ type }) => type === 'envoy.config.trace.v3.Tracing');

function addClients(source: EnvoyMessage | undefined, names: Set<EnvoyScalar>): void {
  for (const service of [...messagesIn(source, 'grpc_services'), ...messagesIn(source, 'grpc_service')]) {
    const name = fieldOf(service, 'envoy_grpc', 'cluster_name')?.value;
    if (name?.kind === 'scalar') names.add(name);
  }
  const listed = fieldOf(source, 'cluster_names')?.value;
  for (const name of listed?.kind === 'list' ? listed.items : [listed]) if (name?.kind === 'scalar') names.add(name);
}

/** True in the routes of a connection manager, unless `validate_clusters` is off. Those in a matcher are not looked at. */
function isValidatedRoute(around: readonly EnvoyMessage[]): boolean {
  const routes = around.find(({ type }) => type === routeConfiguration);
  if (!routes) return false;
  if (
    around.some(({ type }) => type.startsWith('xds.type.matcher.') || type.startsWith('envoy.config.common.matcher.'))
  )
    return false;
  // Routes that are looked up are taken with any clusters, unless they ask for the look.
  if (!around.some(({ type }) => type === manager)) return isOn(routes, 'validate_clusters');
  const validate = fieldOf(routes, 'validate_clusters');
  return validate === undefined || isOn(routes, 'validate_clusters');
}

/** The clusters that stand in the file. */
export function staticClusters(config: EnvoyConfig): readonly EnvoyMessage[] {
  return messagesIn(config.root, 'static_resources', 'clusters');
}

/** True when all clusters stand in the file: none is fetched, none has a name that something else fills in. */
export function knowsAllClusters(config: EnvoyConfig): boolean {
  const { root } = config;
  if (config.kind !== 'bootstrap' || !root) return false;
  if (hasUnreadClusters(config)) return false;
  return fieldOf(root, 'dynamic_resources', 'cds_config') === undefined;
}

/** True when the list of clusters has something that cannot be read. */
export function hasUnreadClusters({ root, problems }: EnvoyConfig): boolean {
  if (problems.some(({ kind }) => kind === 'syntax' || kind === 'tab-indentation' || kind === 'unread')) return true;
  const resources = fieldOf(root, 'static_resources');
  if (resources && resources.value?.kind !== 'message') return true;
  const clusters = fieldOf(root, 'static_resources', 'clusters');
  if (!clusters) return false;
  if (clusters.value === undefined || clusters.value.kind === 'opaque') return true;
  const isReadable = (message: EnvoyMessage): boolean => {
    const name = fieldOf(message, 'name');
    return name === undefined || name.value?.kind === 'scalar';
  };
  const items = clusters.value.kind === 'list' ? clusters.value.items : [clusters.value];
  return !items.every((item) => item.kind === 'message' && messagesBelow(item).every(isReadable));
}
