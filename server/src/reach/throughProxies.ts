import { parseAddress } from '../model/address.ts';
import { isLoopback } from '../model/addressClass.ts';
import type { Project } from '../model/project.ts';
import type {
  EnvoyProxy,
  ProxyAddress,
  ProxyCluster,
  ProxyFilter,
  ProxyFilterChain,
  ProxyListener,
  ProxyTarget,
} from '../model/proxy.ts';
import type { Service } from '../model/service.ts';
import { type EngineFacts, unknownEngine } from './engine.ts';
import { namespaceOf, sameNamespace } from './namespace.ts';
import { trace } from './trace.ts';
import { type Flow, placeName, type Step, type Verdict } from './verdicts.ts';

/**
 * A way on which Envoy proxies take the requests and pass them on: from the source to a listener, by a route to a
 * cluster, and from the proxy to an endpoint. It is an answer of its own beside the trace, which is about packets from
 * end to end and stays as it is.
 */
export interface ProxyWay {
  /** The services that run the proxies, from the source on. */
  readonly proxies: readonly string[];
  /** `open` when every connection on the way is. A way with a connection that is blocked is none. */
  readonly verdict: Exclude<Verdict, 'blocked'>;
  /** What requests go this way, in words. Empty: all that get to the first listener. */
  readonly conditions: readonly string[];
  /** The port of the target. */
  readonly port: number;
  /** From source to target. */
  readonly steps: readonly Step[];
}

// Behind more proxies nobody looks for the reason, and a file of generated routes has as many ways as routes.
const mostProxies = 3;
const mostWays = 12;

/** The ways of a flow to a service that lead through proxies, shortest first; none for flows that are not TCP or UDP. */
export function waysThroughProxies(
  project: Project,
  flow: Flow,
  engine: EngineFacts = unknownEngine,
): readonly ProxyWay[] {
  const target = flow.to.kind === 'service' ? project.serviceNamed.get(flow.to.name) : undefined;
  if (!target || flow.protocol === 'icmp' || flow.protocol === 'sctp' || flow.via) return [];
  const search: Search = { project, flow, engine };
  return waysTo(search, target, flow.port, [])
    .toSorted((a, b) => a.proxies.length - b.proxies.length)
    .slice(0, mostWays);
}

interface Search {
  readonly project: Project;
  readonly flow: Flow;
  readonly engine: EngineFacts;
}

/** `passed` are the proxies between this target and the flow's own. */
function waysTo(search: Search, target: Service, port: number | null, passed: readonly Service[]): readonly ProxyWay[] {
  const { project, flow } = search;
  if (passed.length >= mostProxies) return [];
  return project.services.flatMap((service): readonly ProxyWay[] => {
    const { proxy } = service;
    const isEnd = service === target || placeName(flow.from) === service.name;
    if (!proxy || isEnd || passed.includes(service)) return [];
    return lastLegs(search, service, proxy, target, port).flatMap((leg) =>
      waysIn(search, service, leg, [...passed, service]).slice(0, mostWays),
    );
  });
}

/** From the address of a listener on. */
interface Leg {
  readonly listener: ProxyAddress;
  readonly verdict: ProxyWay['verdict'];
  readonly conditions: readonly string[];
  readonly port: number;
  readonly steps: readonly Step[];
}

function lastLegs(
  search: Search,
  service: Service,
  { configuration }: EnvoyProxy,
  target: Service,
  port: number | null,
): readonly Leg[] {
  const reached = configuration.clusters.flatMap((cluster) => {
    const found = endpointTo(search, service, cluster, target, port);
    return found ? [[cluster.name, found] as const] : [];
  });
  if (reached.length === 0) return [];
  const byName = new Map(reached);
  return configuration.listeners.flatMap((listener) =>
    listener.addresses.flatMap((address) =>
      listener.filterChains.flatMap((chain) =>
        chain.filters.flatMap((filter) =>
          routed(filter).flatMap(({ target: named, conditions, step }): readonly Leg[] => {
            const end = byName.get(named.cluster);
            if (!end) return [];
            const steps = [
              ...listenerSteps(service, listener, address, chain),
              ...filterSteps(filter),
              step,
              ...end.steps,
            ];
            return [
              {
                listener: address,
                verdict: end.verdict,
                conditions: [...chain.conditions, ...conditions],
                port: end.port,
                steps,
              },
            ];
          }),
        ),
      ),
    ),
  );
}

/** How the source gets to the listener: by itself, or through another proxy. */
function waysIn(search: Search, service: Service, leg: Leg, passed: readonly Service[]): readonly ProxyWay[] {
  const { project, flow, engine } = search;
  const { port } = leg.listener;
  const from = flow.from.kind === 'service' ? project.serviceNamed.get(flow.from.name) : undefined;
  const isNear = from !== undefined && sameNamespace(namespaceOf(project, from), namespaceOf(project, service));
  if (port === undefined) return [];
  const { conditions, steps, port: end } = leg;
  const names = passed.map(({ name }) => name).reverse();
  const to = { kind: 'service', name: service.name } as const;
  const isHeard = !isLocal(leg.listener) || isNear;
  const first = isHeard && trace(project, { from: flow.from, to, port, protocol: leg.listener.protocol }, engine);
  const direct: readonly ProxyWay[] =
    first && first.verdict !== 'blocked'
      ? [
          {
            proxies: names,
            verdict: first.verdict === 'open' ? leg.verdict : 'unknown',
            conditions,
            port: end,
            steps: [...first.steps, ...steps],
          },
        ]
      : [];
  const further = waysTo(search, service, port, passed).map((way) => ({
    proxies: way.proxies,
    verdict: way.verdict === 'open' ? leg.verdict : 'unknown',
    conditions: [...way.conditions, ...conditions],
    port: end,
    steps: [...way.steps, ...steps],
  }));
  return [...direct, ...further];
}

interface Routed {
  readonly target: ProxyTarget;
  readonly conditions: readonly string[];
  readonly step: Step;
}

/** Every cluster to which the filter passes something on, with what it passes. */
function routed({ routes, targets, type }: ProxyFilter): readonly Routed[] {
  const connections = targets.map((target) => ({
    target,
    conditions: [],
    step: {
      reason: 'proxy-route',
      text: `${type || 'The filter'} passes every connection to the cluster ${target.cluster}${share(target)}.`,
      span: target.span,
    },
  }));
  const requests = (routes?.virtualHosts ?? []).flatMap((host) =>
    host.routes.flatMap((route) =>
      route.targets.map((target) => ({
        target,
        conditions: route.conditions,
        step: {
          reason: 'proxy-route',
          text: `Requests ${route.conditions.length > 0 ? `with ${route.conditions.join(', ')}` : 'of any kind'} go to the cluster ${target.cluster}${share(target)}, if no route before takes them.`,
          span: route.selectionSpan,
        },
      })),
    ),
  );
  return [...connections, ...requests];
}

const share = ({ share: part }: ProxyTarget): string => (part === undefined ? '' : ` (${part} % of them)`);

function listenerSteps(
  service: Service,
  { name }: ProxyListener,
  { port, portSpan, hostSpan }: ProxyAddress,
  { conditions, selectionSpan }: ProxyFilterChain,
): readonly Step[] {
  const step = {
    reason: 'proxy-listener',
    text: `Envoy in ${service.name} takes the connection on port ${port}${name === undefined ? '' : ` (listener ${name})`}.`,
    span: portSpan ?? hostSpan,
  };
  if (conditions.length === 0) return [step];
  const chain = { reason: 'proxy-chain', text: `This is for ${conditions.join(', ')}.`, span: selectionSpan };
  return [step, chain];
}

/** HTTP filters that may refuse a request, by the message that configures them. */
const refusing: ReadonlyMap<string, string> = new Map([
  ['RBAC', 'its rules about who may do what'],
  ['RBACPerRoute', 'its rules about who may do what'],
  ['ExtAuthz', 'the authorization service that it asks'],
  ['JwtAuthentication', 'the token of the request'],
  ['BasicAuth', 'user name and password'],
  ['ApiKeyAuth', 'the key of the request'],
  ['OAuth2', 'the login of the user'],
  ['RateLimit', 'the rate limit service'],
  ['LocalRateLimit', 'the rate of requests'],
]);

function filterSteps({ httpFilters }: ProxyFilter): readonly Step[] {
  return httpFilters.flatMap(({ type, selectionSpan }) => {
    const by = refusing.get(type);
    return by === undefined
      ? []
      : [{ reason: 'proxy-filter', text: `${type} may refuse the request: ${by} decides.`, span: selectionSpan }];
  });
}

/** The connection from a proxy to an endpoint of the cluster that is the target; undefined where there is none. */
function endpointTo(
  { project, engine }: Search,
  proxy: Service,
  { name, endpoints }: ProxyCluster,
  target: Service,
  wanted: number | null,
): { readonly verdict: ProxyWay['verdict']; readonly port: number; readonly steps: readonly Step[] } | undefined {
  for (const { host, hostSpan, port, protocol } of endpoints) {
    if (port === undefined || (wanted !== null && port !== wanted)) continue;
    if (isOfAnotherProxy(project, target, port)) continue;
    const text = `The cluster ${name} connects to ${host}:${port}.`;
    const steps = [{ reason: 'proxy-endpoint', text, span: hostSpan }];
    const [own, other] = [namespaceOf(project, proxy), namespaceOf(project, target)];
    const address = parseAddress(host);
    if (host === 'localhost' || (address && isLoopback(address))) {
      if (sameNamespace(own, other)) return { verdict: 'open', port, steps };
      continue;
    }
    const to = { kind: 'service', name: target.name } as const;
    const from = { kind: 'service', name: proxy.name } as const;
    const flow: Flow = { from, to, port, protocol };
    if (address && !hasAddress(target, host)) continue;
    const last = trace(project, address ? flow : { ...flow, via: { kind: 'name', name: host } }, engine);
    // What a name may mean beside the services of the file is no way to one of them.
    if (last.verdict === 'blocked' || (last.verdict === 'unknown' && !isNamed(target, host))) continue;
    return { verdict: last.verdict, port, steps: [...steps, ...last.steps.slice(-1)] };
  }
  return undefined;
}

/** In a shared namespace the port tells programs apart, and a sidecar's is known. */
function isOfAnotherProxy(project: Project, target: Service, port: number): boolean {
  const own = namespaceOf(project, target);
  return project.services.some(
    (other) =>
      other !== target &&
      other.proxy?.configuration.listeners.some(({ addresses }) => addresses.some((each) => each.port === port)) &&
      sameNamespace(own, namespaceOf(project, other)),
  );
}

const hasAddress = ({ attachments }: Service, host: string): boolean =>
  attachments.some(({ ipv4Address, ipv6Address }) =>
    [ipv4Address, ipv6Address].some((each) => each?.text.value === host),
  );

const isNamed = ({ name, attachments, containerName }: Service, host: string): boolean =>
  [name, containerName?.value, ...attachments.flatMap(({ aliases }) => aliases.map(({ value }) => value))].some(
    (each) => each?.toLowerCase() === host.toLowerCase(),
  );

const isLocal = ({ host }: ProxyAddress): boolean => {
  const address = parseAddress(host);
  return host === 'localhost' || (address !== undefined && isLoopback(address));
};
