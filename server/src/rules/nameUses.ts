import type { Mention } from '../model/mention.ts';
import type { Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { PublishedPort, Service } from '../model/service.ts';
import { isPartOfMore } from './completeness.ts';
import { onlyPortInsteadOf } from './onlyPorts.ts';
import { type ProjectTable, type ServiceChange, tableOf } from './projectTables.ts';
import { keepsMembersApart, type Obstacle, obstacleBetween } from './reaching.ts';
import { servicesBy, servicesWith } from './serviceIndex.ts';
import { hasOwnMeaning, hostsUsedBy, namesOf, servicesCalled } from './serviceNames.ts';

/** A host in the configuration of a service that is a name of other services, and why a connection to it fails. */
export interface FailingUse {
  readonly service: Service;
  readonly mention: Mention;
  /** The first service of that name. */
  readonly target: Service;
  /** Why no service of the name is reached. */
  readonly obstacle?: Obstacle;
  /** The mention has the number under which the host publishes this port, and the container does not listen there. */
  readonly hostPort?: PublishedPort;
  /** The mention has another port than the only one on which the program of the image listens. */
  readonly usualPort?: number;
}

/** In the order of the file. */
export function failingUses(project: Project): readonly FailingUse[] {
  return [...tableOf(project, uses).failing.values()].flat();
}

/** The services of the project that the service's configuration names as hosts, each once for each place. */
export function servicesNamedBy(project: Project, service: Service): readonly Service[] {
  return hostsUsedBy(service).flatMap(({ host }) => {
    const targets = servicesCalled(project, host);
    return targets.includes(service) || hasOwnMeaning(service, host) ? [] : targets;
  });
}

interface Uses {
  readonly networks: readonly Network[];
  readonly isPart: boolean;
  /** Services that have failing uses. */
  readonly failing: ReadonlyMap<Service, readonly FailingUse[]>;
}

const uses: ProjectTable<Uses> = {
  make: (project) =>
    withUses(project, new Map(project.services.map((service) => [service, failingUsesOf(project, service)]))),
  update(table, change, project) {
    if (table.isPart !== isPartOfMore(project) || !connectAlike(table.networks, project.networks))
      return this.make(project);
    const found = new Map(table.failing);
    for (const service of affectedBy(change, project)) found.set(service, failingUsesOf(project, service));
    const isSame = [...found].every(([service, failing]) => failing === (table.failing.get(service) ?? none));
    return isSame && !change.removed.some((service) => found.has(service)) ? table : withUses(project, found);
  },
};

function withUses(project: Project, found: ReadonlyMap<Service, readonly FailingUse[]>): Uses {
  const failing = new Map<Service, readonly FailingUse[]>();
  for (const service of project.services) {
    const own = found.get(service);
    if (own && own.length > 0) failing.set(service, own);
  }
  return { networks: project.networks, isPart: isPartOfMore(project), failing };
}

/** Of networks only their names in the engine, and whether they keep members apart, decide whether two services meet. */
function connectAlike(before: readonly Network[], after: readonly Network[]): boolean {
  return (
    before.length === after.length &&
    before.every((network, index) => {
      const other = after[index];
      return (
        network === other ||
        (network.name === other?.name &&
          keepsMembersApart(network) === keepsMembersApart(other) &&
          network.realName.value === other.realName.value &&
          network.realName.known === other.realName.known)
      );
    })
  );
}

const byHost = servicesBy((service) => hostsUsedBy(service).map(({ host }) => host.toLowerCase()));

/** The services that changed, those whose network namespace one of them has, and all that name one of these. */
function affectedBy({ removed, added }: ServiceChange, project: Project): ReadonlySet<Service> {
  const affected = new Set(added);
  const names = new Set([...removed, ...added].flatMap((service) => [...namesOf(service)]));
  const sharing = servicesWith(project, 'network_mode').filter(({ networkMode }) => networkMode?.kind === 'service');
  for (let known = -1; known < names.size; ) {
    known = names.size;
    for (const service of sharing) {
      if (service.networkMode?.kind !== 'service' || !names.has(service.networkMode.target.toLowerCase())) continue;
      affected.add(service);
      for (const name of namesOf(service)) names.add(name);
    }
  }
  const users = tableOf(project, byHost);
  for (const name of names) for (const service of users.get(name) ?? []) affected.add(service);
  return affected;
}

const none: readonly FailingUse[] = [];

function failingUsesOf(project: Project, service: Service): readonly FailingUse[] {
  const failing = hostsUsedBy(service).flatMap((mention) => failingUse(project, service, mention) ?? []);
  return failing.length > 0 ? failing : none;
}

function failingUse(project: Project, service: Service, mention: Mention): FailingUse | undefined {
  const targets = servicesCalled(project, mention.host);
  const [target] = targets;
  if (!target || targets.includes(service) || hasOwnMeaning(service, mention.host)) return undefined;
  const obstacle = obstacleTo(project, service, targets);
  if (obstacle) return { service, mention, target, obstacle };
  if (targets.length > 1 || mention.port === undefined) return undefined;
  const hostPort = hostPortOf(target, mention.port);
  if (hostPort) return { service, mention, target, hostPort };
  const usualPort = onlyPortInsteadOf(mention.port, target);
  return usualPort === undefined ? undefined : { service, mention, target, usualPort };
}

/** With several services of the name one that can be reached is enough. */
function obstacleTo(project: Project, service: Service, targets: readonly Service[]): Obstacle | undefined {
  let first: Obstacle | undefined;
  for (const target of targets) {
    const obstacle = obstacleBetween(project, service, target);
    if (!obstacle) return undefined;
    first ??= obstacle;
  }
  return first;
}

/** The mapping whose host side is the port; undefined when the container may listen on that port as well. */
function hostPortOf(to: Service, port: number): PublishedPort | undefined {
  // With a range of the host for one port of the container the number may be anything.
  const mapping = to.ports.find(({ protocol, published }) => protocol === 'tcp' && holds(published, port));
  if (!mapping || to.ports.some(({ known, target }) => !known || holds(target, port))) return undefined;
  return to.exposed.some((range) => holds(range, port)) ? undefined : mapping;
}

const holds = (range: { readonly first: number; readonly last: number } | undefined, port: number): boolean =>
  range !== undefined && port >= range.first && port <= range.last;
