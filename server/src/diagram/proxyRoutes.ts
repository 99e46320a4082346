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
  const edges = new Map<
    string,
    { readonly ways: Set<string>; readonly conditions: Set<string>; readonly span: Span }
  >();
  const clusters = new Map(configuration.clusters.map((cluster) => [cluster.name, cluster]));
  const all = configuration.listeners.flatMap(waysOf);
  const choosing = new Set(all.filter(({ conditions }) => conditions.length > 0).map(({ listener }) => listener));
  for (const way of all) {
    const { listener, cluster, span, share } = way;
    const rest = choosing.has(listener) && way.conditions.length === 0 ? ['by default'] : [];
    const conditions = [...way.conditions, ...rest, ...(share === undefined ? [] : [`${share} %`])];
    for (const endpoint of clusters.get(cluster)?.endpoints ?? []) {
      const target = ownerOf(endpoint, proxy, services, project);
      if (target === undefined || target === proxy) continue;
      const where = listener.addresses.flatMap(({ port }) => port ?? []).join(', ');
      const words = [...(where === '' ? [] : [`port ${where}`]), ...conditions].join(', ');
      const edge = edges.get(target.name) ?? { ways: new Set(), conditions: new Set(), span };
      edges.set(target.name, edge);
      edge.ways.add(`${words} → ${endpoint.host}:${endpoint.port ?? '?'}`);
      if (conditions.length > 0) edge.conditions.add(inFewWords(conditions));
    }
  }
  return [...edges].map(([name, { ways, conditions, span }]) => ({
    id: routeId(proxy.name, name),
    from: serviceId(proxy.name),
    to: serviceId(name),
    ways: [...ways],
    conditions: [...conditions],
    span,
  }));
}

/** Beside an arrow there is little room: `/api* · shop.test · 90 %`. */
function inFewWords(conditions: readonly string[]): string {
  const [only, another] = conditions;
  if (only?.startsWith('host ') && another === undefined) return only;
  const isPath = (each: string): boolean => each.startsWith('path ');
  return [...conditions.filter(isPath), ...conditions.filter((each) => !isPath(each))].map(shortened).join(' · ');
}

const shortened = (condition: string): string =>
  condition
    .replace(/^path starting with (.*)$/, '$1*')
    .replace(/^path (\S+) or below$/, '$1/*')
    .replace(/^path (\S+)$/, '$1')
    .replace(/^host (.*)$/, '$1');

interface Way {
  readonly listener: ProxyListener;
  readonly conditions: readonly string[];
  readonly cluster: string;
  readonly span: Span;
  /** Percent of them. */
  readonly share?: number;
}

const waysOf = (listener: ProxyListener): readonly Way[] =>
  listener.filterChains.flatMap((chain) =>
    chain.filters.flatMap((filter) =>
      passedOn(filter).map((way) => ({ ...way, listener, conditions: [...chain.conditions, ...way.conditions] })),
    ),
  );

const passedOn = ({ targets, routes }: ProxyFilter): readonly Omit<Way, 'listener'>[] => [
  ...targets.map((target) => ({ conditions: [], ...target })),
  ...(routes?.virtualHosts ?? []).flatMap((host) =>
    host.routes.flatMap(({ conditions, targets: named }) => named.map((target) => ({ conditions, ...target }))),
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
