import { messageSchema, messageTypes } from '../envoy/schema.ts';

/** A message's name as people say it: `RouteMatch`, `TcpProxy.WeightedCluster`. */
export const messageName = (type: string): string =>
  /\.v\d+(?:alpha\d*)?\.(.+)$/.exec(type)?.[1] ?? type.slice(type.lastIndexOf('.') + 1);

const apiPage = 'https://www.envoyproxy.io/docs/envoy/latest/api-v3';

/** Where the official documentation explains bootstrap files, for the references of rules. */
export const envoyPages = {
  api: `${apiPage}/api`,
  bootstrap: `${apiPage}/config/bootstrap/v3/bootstrap.proto`,
  extensions: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/overview/extension',
  files: 'https://www.envoyproxy.io/docs/envoy/latest/operations/cli',
  versions: 'https://www.envoyproxy.io/docs/envoy/latest/version_history/version_history',
  json: 'https://protobuf.dev/programming-guides/json/',
  validation: 'https://github.com/bufbuild/protoc-gen-validate',
  contrib: 'https://www.envoyproxy.io/docs/envoy/latest/start/install',
  old: 'https://www.envoyproxy.io/docs/envoy/latest/faq/api/envoy_v3',
} as const;

const moved: readonly (readonly [RegExp, string])[] = [
  [
    /^envoy\.config\.filter\.(http|network|listener|thrift|udp)\.(\w+)\.v2(?:alpha\d*)?\./,
    'envoy.extensions.filters.$1.$2.v3.',
  ],
  [/^envoy\.config\.filter\.accesslog\.v2\./, 'envoy.config.accesslog.v3.'],
  [/^envoy\.config\.accesslog\.v2\.FileAccessLog$/, 'envoy.extensions.access_loggers.file.v3.FileAccessLog'],
  [/^envoy\.config\.accesslog\.v2\.(Http|Tcp|CommonGrpc)/, 'envoy.extensions.access_loggers.grpc.v3.$1'],
  [/^envoy\.api\.v2\.auth\./, 'envoy.extensions.transport_sockets.tls.v3.'],
  [/^envoy\.api\.v2\.(core|endpoint|route|cluster|listener)\./, 'envoy.config.$1.v3.'],
  [/^envoy\.api\.v2\.ClusterLoadAssignment$/, 'envoy.config.endpoint.v3.ClusterLoadAssignment'],
  [/^envoy\.api\.v2\.RouteConfiguration$/, 'envoy.config.route.v3.RouteConfiguration'],
  [/^envoy\.api\.v2\.(Cluster|Listener)$/, 'envoy.config.$1.v3.$1'],
  [/^envoy\.config\.transport_socket\.(\w+)\.v2(?:alpha\d*)?\./, 'envoy.extensions.transport_sockets.$1.v3.'],
  [/\.v2(?:alpha\d*)?\./, '.v3.'],
];

/** The message of the API v3 that has taken the place of one of the API v2; undefined where none is known. */
export function successorOf(type: string): string | undefined {
  for (const [pattern, replacement] of moved) {
    const candidate = type.replace(pattern, replacement).replace('cluster.v3.Cluster', 'cluster.v3.Cluster');
    const lower = candidate.replace(
      /^(envoy\.config\.)(Cluster|Listener)\./,
      (_, before: string, name: string) => `${before}${name.toLowerCase()}.`,
    );
    if (candidate !== type && messageSchema(lower)) return lower;
  }
  const name = messageName(type);
  const same = messageTypes().filter((each) => each.startsWith('envoy.') && messageName(each) === name);
  return same.length === 1 ? same[0] : undefined;
}
