import type { Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { Attachment, Service } from '../model/service.ts';

/** A network that a service is attached to. `network` is absent when the file does not define it. */
export interface Membership {
  readonly attachment: Attachment;
  readonly network: Network | undefined;
}

export function membershipsOf(project: Project, service: Service): readonly Membership[] {
  return service.attachments.map((attachment) => ({
    attachment,
    network: project.networkNamed.get(attachment.network),
  }));
}

/** Two keys can stand for one network when both give it the same name. */
export function sameNetwork(a: Network, b: Network): boolean {
  return (
    a === b || a.name === b.name || (a.realName.known && b.realName.known && a.realName.value === b.realName.value)
  );
}

/** Whether two keys may turn out to be one network, because a variable hides a name. */
export function mayBeSameNetwork(a: Network, b: Network): boolean {
  return (!a.realName.known || !b.realName.known) && (a.external !== false || b.external !== false);
}

/** The value of a driver option; `hidden` when a variable hides it. */
export function driverOption(network: Network, name: string): string | 'hidden' | undefined {
  const option = network.driverOptions.find((each) => each.name === name);
  if (!option?.value) return undefined;
  return option.value.known ? option.value.value : 'hidden';
}

export type SegmentKind = 'bridge' | 'overlay' | 'macvlan' | 'ipvlan' | 'unknown';

/** The kind of segment that a network is; `unknown` for external ones, plugins and hidden drivers. */
export function segmentKind(network: Network): SegmentKind {
  const { driver } = network;
  return driver === 'bridge' || driver === 'overlay' || driver === 'macvlan' || driver === 'ipvlan'
    ? driver
    : 'unknown';
}

/** Why nothing certain can be said about a network; a clause. */
export function unknownSegment(network: Network): string {
  if (network.external === true)
    return `${network.name} is made outside this project, so its driver and options are not known here`;
  if (network.external === undefined) return `a variable decides whether ${network.name} is made here`;
  if (network.driver === undefined) return `a variable decides the driver of ${network.name}`;
  return `the driver ${network.driver} of ${network.name} has rules of its own`;
}
