import type { Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { Attachment, Service } from '../model/service.ts';
import { type EngineFacts, isFrom } from './engine.ts';
import type { Family } from './verdicts.ts';

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

/** The value of a flag among the driver's options; undefined when a variable hides it. */
export function driverFlag(network: Network, name: string, otherwise: boolean): boolean | undefined {
  const value = driverOption(network, name);
  if (value === undefined) return otherwise;
  if (['true', '1', 't', 'TRUE', 'True', 'T'].includes(value)) return true;
  return ['false', '0', 'f', 'FALSE', 'False', 'F'].includes(value) ? false : undefined;
}

/** Whether members of the network have an address of the family; undefined when nothing tells. */
export function hasFamily(network: Network, family: Family): boolean | undefined {
  return family === 'ipv4' ? network.enableIpv4 : network.enableIpv6;
}

/**
 * What the host is to the network, for one address family.
 * nat            it forwards and hides the addresses behind its own; only published ports come in
 * nat-unprotected  the same, but every port comes in
 * routed         it forwards without hiding them; published ports are open at the container's address only
 * isolated       it has no address there
 * unknown        a variable or the engine's version decides
 */
export type GatewayMode = 'nat' | 'nat-unprotected' | 'routed' | 'isolated' | 'unknown';

/** The best that the families of a network allow: `nat` and the like where the host has an address of one of them. */
export function hostPresence(
  network: Network,
  families: readonly Family[],
  engine: EngineFacts,
): 'there' | 'isolated' | 'unknown' {
  const modes = families
    .filter((each) => hasFamily(network, each) !== false)
    .map((each) => (hasFamily(network, each) === undefined ? 'unknown' : gatewayMode(network, each, engine)));
  if (modes.some((mode) => mode !== 'isolated' && mode !== 'unknown')) return 'there';
  return modes.includes('unknown') || modes.length === 0 ? 'unknown' : 'isolated';
}

/** Engines before 28 take every mode for `nat` and say nothing (27 knew a part of them). */
export function gatewayMode(network: Network, family: Family, engine: EngineFacts): GatewayMode {
  const mode = driverOption(network, `com.docker.network.bridge.gateway_mode_${family}`);
  if (mode === undefined || mode === 'nat' || mode === '') return 'nat';
  if (mode !== 'nat-unprotected' && mode !== 'routed' && mode !== 'isolated') return 'unknown';
  if (isFrom(engine, 28)) return mode;
  return isFrom(engine, 27) === false ? 'nat' : 'unknown';
}
