import type { ReachStatement } from '../model/policy.ts';
import type { Project } from '../model/project.ts';
import type { Protocol, Service } from '../model/service.ts';
import { namespaceOf } from './namespace.ts';
import { publishedTargets } from './publishedTargets.ts';
import { flowsOf, pairKey } from './statementFlows.ts';
import { trace } from './trace.ts';
import type { Flow, Place, Trace } from './verdicts.ts';

/**
 * With `default: deny`: the flows that are open though no statement allows them.
 *
 * Between services one flow a pair, since nothing between containers tells ports apart: a pair of which one port is
 * allowed is allowed. From outside one flow for each published port. Left out is what follows from something else or
 * cannot be otherwise: members of one network namespace, a service without a namespace of its own (its owner is asked),
 * the LAN where the internet is allowed or reported, the host's way to its own containers. `host` is asked about
 * published ports, and only when a statement names it.
 */
export function unlistedFlows(project: Project): readonly Trace[] {
  const { policy } = project;
  if (!policy?.deniesOthers) return [];
  const listed = listedFlows(project, policy.statements);
  const namesHost = policy.statements.some(({ from, to }) => from.kind === 'host' || to.kind === 'host');
  const services = project.services.filter((service) => hasOwnPlace(project, service));
  const neighbours = neighboursOf(project, services);
  return services.flatMap((service) => [
    ...fromService(project, service, neighbours.get(service) ?? services, listed),
    ...fromOutside(project, service, listed, namesHost),
  ]);
}

function hasOwnPlace(project: Project, service: Service): boolean {
  const namespace = namespaceOf(project, service);
  return service.networkMode?.kind === 'host' || (namespace.kind === 'own' && namespace.owner === service);
}

/**
 * By service: those that it may reach for sure, in the order of the file. Two bridges of one project are apart, so that
 * only members of a common network need to be asked about; nothing is left out for a service without networks of its own.
 */
function neighboursOf(project: Project, services: readonly Service[]): ReadonlyMap<Service, readonly Service[]> {
  const hosts = services.filter(({ networkMode }) => networkMode);
  const members = new Map<string, Service[]>();
  const namesOf = ({ attachments }: Service): readonly string[] =>
    attachments.map(({ network }) => project.networkNamed.get(network)?.realName.value ?? network);
  for (const service of services) {
    for (const name of namesOf(service)) {
      const list = members.get(name);
      if (list) list.push(service);
      else members.set(name, [service]);
    }
  }
  const order = new Map(services.map((service, index) => [service, index]));
  const neighbours = new Map<Service, readonly Service[]>();
  for (const service of services) {
    if (service.networkMode) continue;
    const found = new Set([...hosts, ...namesOf(service).flatMap((name) => members.get(name) ?? [])]);
    neighbours.set(
      service,
      [...found].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
    );
  }
  return neighbours;
}

/** By `from to`: what is allowed of the pair. */
type Listed = ReadonlyMap<string, readonly Pick<Flow, 'port' | 'protocol'>[]>;

function listedFlows(project: Project, statements: readonly ReachStatement[]): Listed {
  const listed = new Map<string, Flow[]>();
  for (const statement of statements) {
    if (statement.intent === 'not-reach') continue;
    for (const flow of flowsOf(project, statement)) {
      const key = pairKey({ from: ownerOf(project, flow.from), to: ownerOf(project, flow.to) });
      const flows = listed.get(key);
      if (flows) flows.push(flow);
      else listed.set(key, [flow]);
    }
  }
  return listed;
}

/** What is allowed to one service is allowed to all in its network namespace: the engine cannot tell them apart. */
function ownerOf(project: Project, place: Place): Place {
  const service = place.kind === 'service' ? project.serviceNamed.get(place.name) : undefined;
  const namespace = service && namespaceOf(project, service);
  return namespace?.kind === 'own' ? { kind: 'service', name: namespace.owner.name } : place;
}

function fromService(project: Project, source: Service, targets: readonly Service[], listed: Listed): readonly Trace[] {
  const from: Place = { kind: 'service', name: source.name };
  const ask = (to: Place): readonly Trace[] => {
    if (listed.has(pairKey({ from, to }))) return [];
    const found = trace(project, { from, to, port: null, protocol: 'tcp' });
    return found.verdict === 'open' && found.steps.at(-1)?.reason !== 'same-namespace' ? [found] : [];
  };
  return [
    ...targets.flatMap((target) => (target === source ? [] : ask({ kind: 'service', name: target.name }))),
    ...ask({ kind: 'internet' }),
  ];
}

function fromOutside(project: Project, target: Service, listed: Listed, namesHost: boolean): readonly Trace[] {
  const to: Place = { kind: 'service', name: target.name };
  return portsOf(target).flatMap(({ port, protocol }): readonly Trace[] => {
    const isListed = (place: Place): boolean =>
      listed.get(pairKey({ from: place, to }))?.some((each) => includes(each, port, protocol)) === true;
    for (const kind of ['internet', 'lan', 'host'] as const) {
      if (kind === 'host' && (!namesHost || port === null)) continue;
      if (isListed({ kind })) return [];
      const found = trace(project, { from: { kind }, to, port, protocol });
      const isSelfEvident = kind === 'host' && found.steps.at(-1)?.reason !== 'published';
      if (found.verdict === 'open' && !isSelfEvident) return [found];
    }
    return [];
  });
}

/** The published ports; without any, whether it has a way in by itself. */
function portsOf(service: Service): readonly { readonly port: number | null; readonly protocol: Protocol }[] {
  const ports = publishedTargets(service);
  return ports.length > 0 ? ports : [{ port: null, protocol: 'tcp' }];
}

const includes = (listed: Pick<Flow, 'port' | 'protocol'>, port: number | null, protocol: Protocol): boolean =>
  listed.port === null || (listed.port === port && listed.protocol === protocol) || port === null;
