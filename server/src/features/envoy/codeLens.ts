import type { CodeLens } from 'vscode-languageserver-types';
import { readProxy } from '../../compose/mounted/envoy/readProxy.ts';
import { withFiles } from '../../compose/mounted/envoy/withFiles.ts';
import type { ProxyCluster, ProxyConfiguration, ProxyListener, ProxyRoutes } from '../../model/proxy.ts';
import { count } from '../../rules/words.ts';
import { type Span, toRange } from '../../text/span.ts';
import { offsetPlace } from '../lspPlace.ts';
import type { EnvoySnapshot } from './envoySnapshot.ts';

/** Over each listener to how many clusters it leads; over each cluster its endpoints and the listeners that lead there. */
export function envoyLenses(file: EnvoySnapshot): CodeLens[] {
  const own = readProxy(file.tree);
  const proxy = wholeProxy(file);
  const listenersOf = countListeners(proxy);
  const lens = (span: Span, facts: readonly string[]): CodeLens => ({
    range: offsetPlace(file, toRange(span)),
    // Without a command it is text that nobody can click on.
    command: { title: facts.join(' · '), command: '' },
  });
  return [
    ...proxy.listeners.filter(isHere(file)).map((listener) => lens(listener.selectionSpan, listenerFacts(listener))),
    ...own.routes.map((routes) => lens(routes.selectionSpan, [clusterCount(clustersOfRoutes(routes))])),
    ...proxy.clusters
      .filter(isHere(file))
      .map((cluster) => lens(cluster.selectionSpan, clusterFacts(proxy, cluster, listenersOf))),
  ];
}

/** The proxy that the file belongs to, where its other files are known; otherwise what the file says. */
function wholeProxy(file: EnvoySnapshot): ProxyConfiguration {
  const [starter] = file.files.configs;
  const trees = new Map(
    file.files.configs.flatMap(({ uri }) => {
      const tree = uri === file.uri ? file.tree : file.fileOf(uri)?.tree;
      return tree ? [[uri, tree] as const] : [];
    }),
  );
  const main = starter && trees.get(starter.uri);
  const uriOf = new Map(
    file.files.sources.flatMap(({ path, file: read }) => (read ? [[path, read.uri] as const] : [])),
  );
  if (!main || uriOf.size === 0) return readProxy(file.tree);
  return withFiles(readProxy(main), (path) => {
    const tree = trees.get(uriOf.get(path) ?? '');
    return tree && readProxy(tree);
  });
}

const isHere =
  ({ uri }: EnvoySnapshot) =>
  ({ span }: { readonly span: Span }): boolean =>
    span.anchor.uri === uri;

function listenerFacts(listener: ProxyListener): readonly string[] {
  const chains = listener.filterChains.length;
  const hosts = listener.filterChains.flatMap(({ filters }) =>
    filters.flatMap(({ routes }) => routes?.virtualHosts ?? []),
  );
  return [
    clusterCount(clustersOf(listener)),
    ...(chains > 1 ? [count(chains, 'filter chain')] : []),
    ...(hosts.length > 1 ? [count(hosts.length, 'virtual host')] : []),
  ];
}

const clusterCount = (clusters: ReadonlySet<string>): string =>
  clusters.size === 0 ? 'routes to no cluster' : `routes to ${count(clusters.size, 'cluster')}`;

/** By cluster: how many listeners lead there. */
function countListeners({ listeners }: ProxyConfiguration): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const listener of listeners)
    for (const cluster of clustersOf(listener)) counts.set(cluster, (counts.get(cluster) ?? 0) + 1);
  return counts;
}

function clusterFacts(
  { complete }: ProxyConfiguration,
  { name, endpoints, discovery }: ProxyCluster,
  listenersOf: ReadonlyMap<string, number>,
): readonly string[] {
  const from = listenersOf.get(name) ?? 0;
  const isFound = discovery === undefined || discovery === 'EDS' || discovery === 'ORIGINAL_DST';
  const other = complete.listeners ? '' : ' of this file';
  return [
    ...(endpoints.length > 0 || !isFound ? [count(endpoints.length, 'endpoint')] : ['endpoints found at run time']),
    from === 0 ? `in no route of a listener${other}` : `reached from ${count(from, 'listener')}`,
  ];
}

/** Every cluster to which a listener's filters and routes lead. */
function clustersOf({ filterChains }: ProxyListener): ReadonlySet<string> {
  const filters = filterChains.flatMap((chain) => chain.filters);
  return new Set(
    filters.flatMap(({ targets, routes }) => [
      ...targets.map(({ cluster }) => cluster),
      ...(routes ? clustersOfRoutes(routes) : []),
    ]),
  );
}

const clustersOfRoutes = ({ virtualHosts }: ProxyRoutes): ReadonlySet<string> =>
  new Set(virtualHosts.flatMap(({ routes }) => routes.flatMap(({ targets }) => targets.map(({ cluster }) => cluster))));
