import { overlaps } from '../../model/address.ts';
import type { CniSegment, CniSubnet } from '../../model/cniSegment.ts';
import { firstOfEachName } from '../../model/named.ts';

/**
 * What is known of a machine beside its CNI networks. Everything may be absent: what depends on it is then unknown,
 * except that within a bridge the machine's own firewall is taken not to interfere. Policies of INPUT and OUTPUT are
 * taken to accept.
 */
export interface CniHostFacts {
  /** The policy of FORWARD. Linux accepts; a machine with docker, podman's netavark or firewalld may drop. */
  readonly forward?: 'accept' | 'drop';
  /** `bridge-nf-call-iptables`: whether traffic within a bridge passes FORWARD. */
  readonly bridgeNetfilter?: boolean;
  /** True where nobody but the plugins makes bridges or gives them addresses and ports. */
  readonly ownBridges?: boolean;
}

/** Some machine, while a file is edited. */
export const unknownCniHost: CniHostFacts = {};

/** A machine with nothing of its own that matters: Linux as it starts. */
export const plainCniHost: CniHostFacts = { forward: 'accept', bridgeNetfilter: false, ownBridges: true };

/** The networks of one machine. */
export interface CniHost {
  readonly segments: readonly CniSegment[];
  readonly facts: CniHostFacts;
}

/** A container on a network, for which the files have no name: `shop/1`. */
export interface CniAttachment {
  readonly name: string;
  readonly segment: CniSegment;
}

/** An end of a flow with its address of the family that is asked about. */
export interface CniEnd {
  readonly attachment: CniAttachment;
  readonly segment: CniSegment;
  readonly subnet: CniSubnet;
}

/** Two containers on each network, as examples. Of two networks with one name the first one is meant. */
export function exampleAttachments({ segments }: CniHost): readonly CniAttachment[] {
  const known = examples.get(segments);
  if (known) return known;
  const made = firstOfEachName(segments).flatMap((segment) =>
    [1, 2].map((number) => ({ name: `${segment.name}/${number}`, segment })),
  );
  examples.set(segments, made);
  return made;
}

const examples = new WeakMap<readonly CniSegment[], readonly CniAttachment[]>();

/** The address of a family that a container has; undefined where it has none or nobody knows. */
export function subnetOf({ addressing }: CniSegment, family: CniSubnet['family']): CniSubnet | undefined {
  return addressing.kind === 'known' ? addressing.subnets.find((subnet) => subnet.family === family) : undefined;
}

/** Whether two networks use the same bridge and VLAN, or the same interface of the machine. */
export function sharesLink(a: CniSegment, b: CniSegment): boolean {
  if (a === b) return true;
  return a.kind === b.kind && a.kind !== 'ptp' && a.link?.name === b.link?.name && a.vlan === b.vlan;
}

/**
 * Another network whose addresses are in the way: of the same subnet on another link, to which the machine's routes lead
 * only once, or the same addresses on the same link.
 */
export function rivalOf({ segments }: CniHost, segment: CniSegment, subnet: CniSubnet): CniSegment | undefined {
  return segments.find((other) => {
    const theirs = other === segment ? undefined : subnetOf(other, subnet.family);
    if (!theirs || !overlaps(theirs.cidr, subnet.cidr)) return false;
    return !sharesLink(other, segment) || (theirs.first <= subnet.last && subnet.first <= theirs.last);
  });
}

/** The machine's address on a network's link. */
export type HostAddress = { readonly kind: 'own'; readonly by: CniSegment } | { readonly kind: 'none' | 'unknown' };

/**
 * Whether the machine has an address of the subnet on the link: by ptp, by a bridge that is the gateway, or by another
 * network on the same bridge, once a container is attached to it. `ends`: networks that have one.
 */
export function hostAddressOn(
  { segments, facts }: CniHost,
  segment: CniSegment,
  subnet: CniSubnet,
  ends: readonly CniSegment[] = [segment],
): HostAddress {
  if (segment.kind === 'ptp') return { kind: 'own', by: segment };
  if (segment.kind !== 'bridge') return { kind: 'none' };
  const isGatewayOf = (other: CniSegment): boolean => {
    const own = subnetOf(other, subnet.family);
    const isOn = other.isGateway.on && sharesLink(segment, other) && own?.gateway !== undefined;
    return isOn && isSameSubnet(own, subnet) && isInside(own, own.gateway?.value ?? 0n);
  };
  const by = ends.find(isGatewayOf);
  if (by) return { kind: 'own', by };
  const mayHave = (other: CniSegment): boolean => other.isGateway.on && sharesLink(segment, other);
  return { kind: facts.ownBridges && ![...ends, ...segments].some(mayHave) ? 'none' : 'unknown' };
}

const isSameSubnet = (a: CniSubnet, b: CniSubnet): boolean =>
  a.family === b.family && a.cidr.first === b.cidr.first && a.cidr.prefix === b.cidr.prefix;

const isInside = ({ cidr }: CniSubnet, value: bigint): boolean => value > cidr.first && value <= cidr.last;
