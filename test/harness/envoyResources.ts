import { parse, stringify } from 'yaml';
import type { ResourceKind } from './envoyServer.ts';

/** A resource of a configuration, as the text of a file of resources. */
export interface ResourceFile {
  readonly kind: ResourceKind;
  readonly text: string;
  /** Of routes. */
  readonly name: string;
  /** Names of the clusters that stand in the configuration. */
  readonly clusters: readonly string[];
}

type Plain = Readonly<Record<string, unknown>>;

const types: Readonly<Record<ResourceKind, string>> = {
  cluster: 'envoy.config.cluster.v3.Cluster',
  listener: 'envoy.config.listener.v3.Listener',
  routes: 'envoy.config.route.v3.RouteConfiguration',
};

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null;

/** Each cluster, listener and route configuration of an Envoy configuration as a file of its own. */
export function resourceFiles(text: string): readonly ResourceFile[] {
  const config: unknown = parse(text, { merge: false, logLevel: 'silent' });
  const resources = isPlain(config) && isPlain(config.static_resources) ? config.static_resources : {};
  const clusters = listOf(resources.clusters);
  const listeners = listOf(resources.listeners);
  const names = clusters.flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
  const file = (kind: ResourceKind, resource: Plain): ResourceFile => ({
    kind,
    text: stringify({ resources: [{ '@type': `type.googleapis.com/${types[kind]}`, ...resource }] }),
    name: typeof resource.name === 'string' ? resource.name : '',
    clusters: names,
  });
  return [
    ...clusters.map((cluster) => file('cluster', cluster)),
    ...listeners.map((listener) => file('listener', { name: 'l', ...withoutPort(listener) })),
    ...listeners.flatMap(routesIn).map((routes) => file('routes', { name: 'r', ...routes })),
  ];
}

/** One resource in a file of its own: what follows `resources:` and stands under the dash. */
export const asSingle = (text: string): string =>
  text
    .split('\n')
    .slice(1)
    .map((line) => line.slice(4))
    .join('\n');

const listOf = (value: unknown): readonly Plain[] => (Array.isArray(value) ? value.filter(isPlain) : []);

/** On a port of the system's choice, so that nothing is in the way of others. */
function withoutPort(listener: Plain): Plain {
  const { address } = listener;
  const socket = isPlain(address) && isPlain(address.socket_address) ? address.socket_address : undefined;
  return socket
    ? { ...listener, address: { socket_address: { ...socket, address: '127.0.0.1', port_value: 0 } } }
    : listener;
}

function routesIn(value: unknown): readonly Plain[] {
  if (Array.isArray(value)) return value.flatMap(routesIn);
  if (!isPlain(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'route_config' && isPlain(inner) ? [inner] : routesIn(inner),
  );
}
