import type { Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { Attachment, Service } from '../model/service.ts';
import { isComplete, isPartOfMore } from './completeness.ts';

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
function joinsSameKey(a: readonly Attachment[], b: readonly Attachment[]): boolean {
  for (const { network } of a) for (const other of b) if (other.network === network) return true;
  return false;
}

const memberships = new WeakMap<Project, ReadonlyMap<string, readonly Service[]>>();

/** The services that join each network themselves, by the network's key. */
export function membersByNetwork(project: Project): ReadonlyMap<string, readonly Service[]> {
  const known = memberships.get(project);
  if (known) return known;
  const members = new Map<string, Service[]>();
  for (const service of project.services) {
    for (const { network } of service.attachments) {
      const list = members.get(network);
      if (!list) members.set(network, [service]);
      else if (list.at(-1) !== service) list.push(service);
    }
  }
  memberships.set(project, members);
  return members;
}

/**
 * True when the service joins internal networks only, false when one has a way out. Undefined when the file hides it,
 * or leaves it to a variable, default or not: then both ways are meant to work.
 */
export function isInternalOnly(project: Project, attachments: readonly Attachment[]): boolean | undefined {
  const internal = attachments.map(({ network: key }) => {
    const network = project.networkNamed.get(key);
    const chosen = (network?.flags.internal?.text.variables.length ?? 0) > 0;
    return chosen ? undefined : network?.internal;
  });
  if (internal.includes(false)) return false;
  return internal.length > 0 && internal.every((each) => each === true) ? true : undefined;
}

/** How many containers compose starts for the service; undefined when a variable hides it. */
export function replicaCount(service: Service): number | undefined {
  return service.replicas === undefined ? 1 : service.replicas.value;
}

/** True for a network that compose makes and that its members alone use: nothing outside the file can join unseen. */
export function isPrivate(network: Network): boolean {
  return network.external === false && network.attachable !== true && !network.keys.has('name');
}
