import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { type EngineFacts, isFrom, unknownEngine } from './engine.ts';
import { namespaceOf } from './namespace.ts';
import { type Membership, membershipsOf } from './segment.ts';

/** Through which network a service's packets to the outside go. */
export type DefaultRoute =
  | { readonly kind: 'network'; readonly network: string; readonly because: 'only' | 'priority' | 'name' | 'ipv6' }
  /** Internal networks only. */
  | { readonly kind: 'none' }
  /** The machine decides, or a variable or network of others hides the answer. */
  | { readonly kind: 'unknown' };

/** The way out of the namespace that a service uses, for IPv4. */
export function defaultRouteOf(project: Project, service: Service, engine: EngineFacts = unknownEngine): DefaultRoute {
  const namespace = namespaceOf(project, service);
  if (namespace.kind !== 'own') return { kind: 'unknown' };
  return defaultRouteAmong(membershipsOf(project, namespace.owner), engine);
}

/**
 * Of the networks that are not internal, one that has IPv6 beside IPv4 goes before those that have IPv4 alone; among
 * equals the one with the highest `gw_priority`, then the first by name (measured on 28.5; engines before 28 ignore the
 * priority). `priority` has no part in it.
 */
export function defaultRouteAmong(memberships: readonly Membership[], engine: EngineFacts): DefaultRoute {
  if (memberships.some(({ network }) => network?.internal === undefined || network.driver === 'overlay'))
    return { kind: 'unknown' };
  const ways = memberships.filter(({ network }) => network && !network.internal && network.enableIpv4 !== false);
  const [only, ...more] = ways;
  if (!only) return { kind: 'none' };
  if (more.length === 0) return { kind: 'network', network: only.attachment.network, because: 'only' };
  const sorted = inEngineOrder(ways, engine);
  const [first, second] = sorted ?? [];
  if (!sorted || !first || !second) return { kind: 'unknown' };
  const both = sorted.find(({ network }) => network?.enableIpv6 === true);
  const equal = priorityOf(first, engine) === priorityOf(second, engine);
  const byIpv6 = both !== undefined && (both !== first || (equal && second.network?.enableIpv6 !== true));
  if (both && byIpv6) {
    if (isFrom(engine, 28) === false) return { kind: 'unknown' };
    return { kind: 'network', network: both.attachment.network, because: 'ipv6' };
  }
  return { kind: 'network', network: first.attachment.network, because: equal ? 'name' : 'priority' };
}

/**
 * The order in which the engine goes through a container's networks, for names and for the default route: by
 * `gw_priority`; then those that are not internal, of these first the ones with IPv6; and by name (measured on 28.5).
 * Undefined when a variable or a network of others hides a part of it.
 */
export function inEngineOrder(
  memberships: readonly Membership[],
  engine: EngineFacts,
): readonly Membership[] | undefined {
  if (memberships.length < 2) return memberships;
  const hidden = memberships.some(
    (membership) =>
      priorityOf(membership, engine) === undefined ||
      membership.network?.internal === undefined ||
      membership.network.enableIpv6 === undefined ||
      !membership.network.realName.known,
  );
  if (hidden) return undefined;
  const last = (flag: boolean | undefined): number => (flag ? 1 : 0);
  return memberships.toSorted(
    (a, b) =>
      (priorityOf(b, engine) ?? 0) - (priorityOf(a, engine) ?? 0) ||
      last(a.network?.internal) - last(b.network?.internal) ||
      last(hasBoth(b)) - last(hasBoth(a)) ||
      compare(a.network?.realName.value ?? '', b.network?.realName.value ?? ''),
  );
}

/** Internal networks have no gateway of either family. */
function hasBoth({ network }: Membership): boolean {
  return network?.internal === false && network.enableIpv6 === true;
}

function priorityOf({ attachment }: Membership, engine: EngineFacts): number | undefined {
  if (isFrom(engine, 28) === false || !attachment.gatewayPriority) return 0;
  return attachment.gatewayPriority.value;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
