import type { CodeLens } from 'vscode-languageserver-types';
import { readProxy } from '../../compose/mounted/envoy/readProxy.ts';
import type { ProxyCluster, ProxyConfiguration, ProxyListener, ProxyRoutes } from '../../model/proxy.ts';
import { count } from '../../rules/words.ts';
import { type Span, toRange } from '../../text/span.ts';
import { offsetPlace } from '../lspPlace.ts';
import type { EnvoySnapshot } from './envoySnapshot.ts';

/** Over each listener to how many clusters it leads; over each cluster its endpoints and the listeners that lead there. */
export function envoyLenses(file: EnvoySnapshot): CodeLens[] {
  const proxy = readProxy(file.tree);
  const listenersOf = countListeners(proxy);
  const lens = (span: Span, facts: readonly string[]): CodeLens => ({
    range: offsetPlace(file, toRange(span)),
    // Without a command it is text that nobody can click on.
    command: { title: facts.join(' · '), command: '' },
  });
  return [
    ...proxy.listeners.map((listener) => lens(listener.selectionSpan, listenerFacts(listener))),
    ...proxy.routes.map((routes) => lens(routes.selectionSpan, [clusterCount(clustersOfRoutes(routes))])),
    ...proxy.clusters.map((cluster) => lens(cluster.selectionSpan, clusterFacts(proxy, cluster, listenersOf))),
  ];
}

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
