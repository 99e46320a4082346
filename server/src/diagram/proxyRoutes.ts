import type { Project } from '../model/project.ts';
import type { EnvoyProxy, ProxyAddress, ProxyFilter, ProxyListener } from '../model/proxy.ts';
import type { Service } from '../model/service.ts';
import { lookUp } from '../reach/names.ts';
import { namespaceOf, sameNamespace } from '../reach/namespace.ts';
import type { Span } from '../text/span.ts';
import type { DiagramRoute } from './diagramModel.ts';
import { routeId, serviceId } from './ids.ts';

/** An edge from every proxy to every service to which one of its routes leads. */
export function buildRoutes(services: readonly Service[], project: Project): readonly DiagramRoute[] {
  return services.flatMap((service) => (service.proxy ? routesOf(service, service.proxy, services, project) : []));
}

function routesOf(
  proxy: Service,
  { configuration }: EnvoyProxy,
  services: readonly Service[],
  project: Project,
): readonly DiagramRoute[] {
  const edges = new Map<string, { readonly ways: string[]; readonly span: Span }>();
  const clusters = new Map(configuration.clusters.map((cluster) => [cluster.name, cluster]));
  for (const { listener, conditions, cluster, span } of configuration.listeners.flatMap(waysOf)) {
    for (const endpoint of clusters.get(cluster)?.endpoints ?? []) {
      const target = ownerOf(endpoint, proxy, services, project);
      if (target === undefined || target === proxy) continue;
      const where = listener.addresses.flatMap(({ port }) => port ?? []).join(', ');
      const words = [...(where === '' ? [] : [`port ${where}`]), ...conditions].join(', ');
      const way = `${words} → ${endpoint.host}:${endpoint.port ?? '?'}`;
      const edge = edges.get(target.name) ?? { ways: [], span };
      edges.set(target.name, edge);
      if (!edge.ways.includes(way)) edge.ways.push(way);
    }
  }
  return [...edges].map(([name, { ways, span }]) => ({
    id: routeId(proxy.name, name),
    from: serviceId(proxy.name),
    to: serviceId(name),
    ways,
    span,
  }));
}

interface Way {
  readonly listener: ProxyListener;
  readonly conditions: readonly string[];
  readonly cluster: string;
  readonly span: Span;
}

const waysOf = (listener: ProxyListener): readonly Way[] =>
  listener.filterChains.flatMap((chain) =>
    chain.filters.flatMap((filter) =>
      passedOn(filter).map((way) => ({ ...way, listener, conditions: [...chain.conditions, ...way.conditions] })),
    ),
  );

const passedOn = ({ targets, routes }: ProxyFilter): readonly Omit<Way, 'listener'>[] => [
  ...targets.map(({ cluster, span }) => ({ conditions: [], cluster, span })),
  ...(routes?.virtualHosts ?? []).flatMap((host) =>
    host.routes.flatMap(({ conditions, targets: named }) =>
      named.map(({ cluster, span }) => ({ conditions, cluster, span })),
    ),
  ),
];

/** The service that the host of an endpoint is; the only one beside a sidecar for its own loopback address. */
function ownerOf(
  { host, port }: ProxyAddress,
  proxy: Service,
  services: readonly Service[],
  project: Project,
): Service | undefined {
  if (/^(?:127\.|localhost$|::1$)/.test(host)) {
    const own = namespaceOf(project, proxy);
    const [beside, another] = services.filter(
      (each) => each !== proxy && sameNamespace(own, namespaceOf(project, each)),
    );
    return another ? undefined : beside;
  }
  const answer = lookUp(project, proxy, host);
  const [endpoint, another] = answer.kind === 'endpoints' ? answer.endpoints : [];
  if (!endpoint || another) return undefined;
  // In a shared namespace the port tells whether a sidecar is meant.
  const named = namespaceOf(project, endpoint.service);
  const sidecar = services.find(
    (each) =>
      each !== endpoint.service &&
      each.proxy?.configuration.listeners.some(({ addresses }) => addresses.some((own) => own.port === port)) &&
      sameNamespace(named, namespaceOf(project, each)),
  );
  return sidecar ?? endpoint.service;
}
