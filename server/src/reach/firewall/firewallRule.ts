import type { Cidr } from '../../model/address.ts';
import type { Protocol } from '../../model/service.ts';

/** Addresses that one end of a packet has: those of a block, or all, without the exceptions. */
export interface Peer {
  readonly family: 4 | 6;
  readonly within?: Cidr;
  readonly except: readonly Cidr[];
}

/** First and last port, both included. */
export interface Ports {
  readonly first: number;
  readonly last: number;
}

/**
 * One rule for forwarded packets, in no firewall's language. `pass` ends this project's rules and leaves the packet to
 * those of the engine: it never accepts, because that would open networks that the engine keeps shut.
 */
export interface FirewallRule {
  readonly action: 'pass' | 'drop';
  readonly family: 4 | 6;
  readonly from: Peer;
  readonly to: Peer;
  /** Absent: every protocol. */
  readonly protocol?: Protocol;
  /** Ports of the container. */
  readonly ports?: Ports;
  /** Ports of the host that the connection was made to, before the engine translated them. */
  readonly originalPorts?: Ports;
  /** The statement that it comes from, or why it is there. */
  readonly label: string;
}

/** Every pair of peers of one family. */
export function between(
  froms: readonly Peer[],
  tos: readonly Peer[],
  rule: Omit<FirewallRule, 'family' | 'from' | 'to'>,
): readonly FirewallRule[] {
  return froms.flatMap((from) =>
    tos.filter(({ family }) => family === from.family).map((to) => ({ ...rule, family: from.family, from, to })),
  );
}

/** All addresses of both families. */
export const everyone: readonly Peer[] = [
  { family: 4, except: [] },
  { family: 6, except: [] },
];

export function peerOf(block: Cidr): Peer {
  return { family: block.family, within: block, except: [] };
}
