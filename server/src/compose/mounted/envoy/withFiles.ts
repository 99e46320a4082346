import type {
  ProxyAssignment,
  ProxyCluster,
  ProxyConfiguration,
  ProxyFilter,
  ProxyListener,
  ProxyRoutes,
  ProxySource,
} from '../../../model/proxy.ts';
import { isKnown, isPort } from './readProxy.ts';

/** What a file in the container brings; undefined for one that cannot be read here. */
export type FileOfPath = (path: string) => ProxyConfiguration | undefined;

/** The files that a configuration names by itself, as it writes their paths. */
export function pathsIn({ from, listeners, clusters }: ProxyConfiguration): readonly string[] {
  const filters = listeners.flatMap(({ filterChains }) => filterChains.flatMap((chain) => chain.filters));
  const sources = [
    from.listeners,
    from.clusters,
    ...filters.map(({ routesFrom }) => routesFrom?.source),
    ...clusters.map(({ endpointsFrom }) => endpointsFrom?.source),
  ];
  return [...new Set(sources.flatMap((source) => (source?.kind === 'file' ? [source.path] : [])))];
}

/**
 * A configuration with what the files bring that it watches: listeners and clusters, and the routes and endpoints that
 * these look up by name. Envoy takes nothing from a file of another kind.
 */
export function withFiles(main: ProxyConfiguration, fileOf: FileOfPath): ProxyConfiguration {
  const used = new Set<string>();
  const open = (source: ProxySource | undefined): ProxyConfiguration | undefined => {
    const file = source?.kind === 'file' ? fileOf(source.path) : undefined;
    if (file) used.add(file.uri);
    return file;
  };
  const [lds, cds] = [open(main.from.listeners), open(main.from.clusters)];
  const listeners = [...main.listeners, ...(lds?.listeners ?? [])].map((each) => withRoutes(each, open));
  const clusters = [...main.clusters, ...(cds?.clusters ?? [])].map((each) => withEndpoints(each, open));
  if (used.size === 0) return main;
  const isWhole = main.complete.listeners || main.from.listeners !== undefined;
  return {
    ...main,
    files: [...used],
    listeners,
    clusters,
    complete: {
      listeners:
        isWhole &&
        (!main.from.listeners || !!lds) &&
        listeners.every(isKnown) &&
        (!main.admin || isPort(main.admin.port)),
      clusters: main.from.clusters ? cds !== undefined : main.complete.clusters,
    },
  };
}

type Open = (source: ProxySource | undefined) => ProxyConfiguration | undefined;

function withRoutes(listener: ProxyListener, open: Open): ProxyListener {
  const routed = (filter: ProxyFilter): ProxyFilter => {
    const { routesFrom } = filter;
    const named = ({ name }: ProxyRoutes): boolean => name === routesFrom?.name;
    const routes = routesFrom && open(routesFrom.source)?.routes.find(named);
    return routes ? { ...filter, routes } : filter;
  };
  return {
    ...listener,
    filterChains: listener.filterChains.map((chain) => ({ ...chain, filters: chain.filters.map(routed) })),
  };
}

function withEndpoints(cluster: ProxyCluster, open: Open): ProxyCluster {
  const { endpointsFrom } = cluster;
  const named = (each: ProxyAssignment): boolean => each.cluster === endpointsFrom?.name;
  const found = endpointsFrom && open(endpointsFrom.source)?.assignments.find(named);
  return found ? { ...cluster, endpoints: found.endpoints } : cluster;
}
