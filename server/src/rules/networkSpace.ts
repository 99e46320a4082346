import type { Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { Attachment, Service } from '../model/service.ts';
import { isComplete, isPartOfMore } from './completeness.ts';
import { networkTable, type ProjectTable, tableOf } from './projectTables.ts';

/**
 * Where a service's connections start and end. `networks`: those of `owner`, which is the service itself or the one
 * whose network namespace it shares. `unknown`: a variable, another file or something outside the project decides.
 */
export type NetworkSpace =
  | { readonly kind: 'networks'; readonly owner: Service; readonly attachments: readonly Attachment[] }
  | { readonly kind: 'host' | 'none' | 'unknown' };

export function networkSpace(project: Project, service: Service): NetworkSpace {
  let owner = service;
  for (let steps = 0; steps < 8; steps++) {
    const mode = owner.networkMode;
    if (!isComplete(owner)) return { kind: 'unknown' };
    if (!mode) {
      return owner.attachments.length > 0
        ? { kind: 'networks', owner, attachments: owner.attachments }
        : { kind: 'unknown' };
    }
    if (mode.kind === 'host' || mode.kind === 'none') return { kind: mode.kind };
    const target = mode.kind === 'service' ? project.serviceNamed.get(mode.target) : undefined;
    if (!target) return { kind: 'unknown' };
    owner = target;
  }
  return { kind: 'unknown' };
}

/** The name under which the engine knows a network, so that two keys for one network are seen as one. */
export function networkIdentity(project: Project, key: string): string {
  const network = project.networkNamed.get(key);
  return network?.realName.known ? network.realName.value : `key ${key}`;
}

/** True or false where the file decides it, undefined where something outside does. */
export function sharesNetwork(project: Project, a: NetworkSpace, b: NetworkSpace): boolean | undefined {
  if (a.kind !== 'networks' || b.kind !== 'networks') return undefined;
  if (a.owner === b.owner || joinsSameKey(a.attachments, b.attachments)) return true;
  const own = new Set(a.attachments.map(({ network }) => networkIdentity(project, network)));
  if (b.attachments.some(({ network }) => own.has(networkIdentity(project, network)))) return true;
  const networks = [...a.attachments, ...b.attachments].map(({ network }) => project.networkNamed.get(network));
  // Two keys whose names variables hide may stand for one network.
  const hidden = networks.filter((network) => !network?.realName.known).length;
  return isPartOfMore(project) || hidden > 1 ? undefined : false;
}

/** The usual case, decided without making anything: it is asked for every name in the file. */
export function joinsSameKey(a: readonly Attachment[], b: readonly Attachment[]): boolean {
  for (const { network } of a) for (const other of b) if (other.network === network) return true;
  return false;
}

interface InternalOnly {
  readonly networks: ReadonlySet<string>;
  readonly services: ReadonlySet<Service>;
}

const internalOnly: ProjectTable<InternalOnly> = {
  make(project) {
    const networks = internalNetworks(project);
    const services = networks.size === 0 ? [] : project.services.filter((service) => joinsOnly(service, networks));
    return { networks, services: new Set(services) };
  },
  update(table, { removed, added }, project) {
    const networks = internalNetworks(project);
    if (networks !== table.networks) return this.make(project);
    const found = added.filter((service) => joinsOnly(service, networks));
    if (found.length === 0 && !removed.some((service) => table.services.has(service))) return table;
    const all = new Set([...table.services, ...found]);
    return { networks, services: new Set(project.services.filter((service) => all.has(service))) };
  },
};

/**
 * The services that join networks, and internal ones only, in the order of the file. Networks whose `internal` the
 * file hides or leaves to a variable, default or not, do not count as internal: both ways are meant to work.
 */
export function internalOnlyServices(project: Project): ReadonlySet<Service> {
  return tableOf(project, internalOnly).services;
}

const internalNetworks = networkTable((networks): ReadonlySet<string> => {
  const internal = networks.filter(
    (network) => network.internal === true && !network.flags.internal?.text.variables.length,
  );
  return new Set(internal.map(({ name }) => name));
});

function joinsOnly({ attachments }: Service, networks: ReadonlySet<string>): boolean {
  for (const { network } of attachments) if (!networks.has(network)) return false;
  return attachments.length > 0;
}

/** How many containers compose starts for the service; undefined when a variable hides it. */
export function replicaCount(service: Service): number | undefined {
  return service.replicas === undefined ? 1 : service.replicas.value;
}

/** True for a network that compose makes and that its members alone use: nothing outside the file can join unseen. */
export function isPrivate(network: Network): boolean {
  return network.external === false && network.attachable !== true && !network.keys.has('name');
}
