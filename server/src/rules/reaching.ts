import type { Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { Attachment, Service } from '../model/service.ts';
import type { Edit } from '../text/edit.ts';
import { isComplete } from './completeness.ts';
import { joinsSameKey, networkSpace, sharesNetwork } from './networkSpace.ts';

/** Why a service cannot reach another one by a name; undefined when it can, or when the file does not tell. */
export type Obstacle =
  | 'no shared network'
  | 'host network'
  | 'no network'
  | 'target on host network'
  | 'target shares a network'
  | 'members kept apart';

export function obstacleBetween(project: Project, from: Service, to: Service): Obstacle | undefined {
  if (joinsDirectly(from, to)) return keptApart(project, from, to) ? 'members kept apart' : undefined;
  const [a, b] = [networkSpace(project, from), networkSpace(project, to)];
  if (a.kind === 'unknown' || b.kind === 'unknown') return undefined;
  if (a.kind === 'none' || b.kind === 'none') return 'no network';
  if (a.kind !== 'networks') return 'host network';
  if (b.kind !== 'networks') return 'target on host network';
  if (sharesNetwork(project, a, b) !== false) {
    // The name of a service without a network of its own is known to nobody.
    return b.owner !== to && a.owner !== b.owner ? 'target shares a network' : undefined;
  }
  return 'no shared network';
}

/** The usual case, decided without making anything: it is asked for every name in the file. */
function joinsDirectly(from: Service, to: Service): boolean {
  return !from.networkMode && !to.networkMode && joinsSameKey(from.attachments, to.attachments);
}

/** True when every network that both join forbids its members to talk to each other. */
function keptApart(project: Project, from: Service, to: Service): boolean {
  const silent = silentNetworks(project);
  if (silent.size === 0 || from.links.length > 0) return false;
  const other = new Set(to.attachments.map(({ network }) => network));
  return from.attachments.every(({ network }) => !other.has(network) || silent.has(network));
}

/** True for a bridge whose members cannot talk to each other: `enable_icc` is switched off. */
export function keepsMembersApart({ driver, driverOptions }: Network): boolean {
  return (
    driver === 'bridge' &&
    driverOptions.some(
      ({ name, value }) => name === 'com.docker.network.bridge.enable_icc' && value?.known && value.value === 'false',
    )
  );
}

const silentOfProject = new WeakMap<Project, ReadonlySet<string>>();

/** The bridges whose members the engine keeps apart. */
function silentNetworks(project: Project): ReadonlySet<string> {
  let silent = silentOfProject.get(project);
  if (!silent) {
    silent = new Set(project.networks.filter(keepsMembersApart).map(({ name }) => name));
    silentOfProject.set(project, silent);
  }
  return silent;
}

/** The edit that lets `service` join a network beside those it has; undefined where it cannot join any. */
export function joinEdit(service: Service, network: string): Edit | undefined {
  if (service.networkMode || !isComplete(service)) return undefined;
  const path = ['services', service.name, 'networks'];
  if (service.attachments.some((attachment) => attachment.explicit))
    return { kind: 'append', uri: service.uri, path, value: network };
  return { kind: 'set', uri: service.uri, path, value: ['default', network] };
}

/** The network of a service that another one should best join: an internal one of its own, otherwise its first. */
export function networkToJoin(project: Project, attachments: readonly Attachment[]): string | undefined {
  const internal = attachments.find(({ network }) => project.networkNamed.get(network)?.internal === true);
  return (internal ?? attachments[0])?.network;
}
