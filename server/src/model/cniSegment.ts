import type { Span } from '../text/span.ts';
import type { Address, Cidr } from './address.ts';
import type { CniConfig } from './cniConfig.ts';

/** A CNI network as containers see it: what its chain of plugins makes on one host. Facts of the file, not of a host. */
export interface CniSegment {
  readonly config: CniConfig;
  /** The network's name; the name of the file where it has none. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly kind: CniSegmentKind;
  /** Of the type of the plugin that makes the interface. */
  readonly span: Span;
  /** Why nothing is known of it, a clause; only with the kind `unknown`. */
  readonly unknown?: string;
  /** The bridge or the master; absent where the plugin takes what is there. */
  readonly link?: { readonly name: string; readonly span: Span };
  /** The VLAN of a bridge's port, 0 without one. */
  readonly vlan: number;
  /** `bridge`, `private`, `vepa`, `passthru` of macvlan; `l2`, `l3`, `l3s` of ipvlan. */
  readonly mode: string;
  /** The bridge gets the gateway's address; always so with ptp. */
  readonly isGateway: CniSwitch;
  readonly ipMasq: CniSwitch;
  readonly portIsolation: CniSwitch;
  readonly addressing: CniAddressing;
  /** Routes of the container beside those of its subnets. */
  readonly routes: readonly CniSegmentRoute[];
  readonly firewall?: CniFirewall;
  readonly portmap?: CniPortmap;
  /** Of `sbr`: routes hold for connections that a program binds to the container's address. */
  readonly sourceRouting?: Span;
  /** `bridge → portmap → firewall`; of a plugin without a type there is a `?`. */
  readonly chain: readonly CniChainLink[];
}

export type CniSegmentKind =
  | 'bridge'
  | 'ptp'
  | 'macvlan'
  | 'ipvlan'
  | 'host-device'
  | 'vlan'
  | 'tap'
  | 'dummy'
  | 'loopback'
  | 'unknown';

/** A key that is on or off, and where that is said. */
export interface CniSwitch {
  readonly on: boolean;
  readonly span?: Span;
}

/** Where addresses come from. */
export type CniAddressing =
  | { readonly kind: 'none' }
  /** A DHCP server, a third-party plugin, the runtime or a place holder decides; `why` is a clause. */
  | { readonly kind: 'unknown'; readonly why: string; readonly span: Span }
  | { readonly kind: 'known'; readonly subnets: readonly CniSubnet[] };

/** One address of each container, of this family and out of this subnet. */
export interface CniSubnet {
  readonly family: 'ipv4' | 'ipv6';
  readonly cidr: Cidr;
  /** The addresses that are given out. */
  readonly first: bigint;
  readonly last: bigint;
  /** The next hop of routes that name none. */
  readonly gateway: Address | undefined;
  /** False for `static`, whose one address everybody gets. */
  readonly several: boolean;
  readonly span: Span;
}

export interface CniSegmentRoute {
  readonly cidr: Cidr;
  readonly via: Address | undefined;
  readonly span: Span;
}

export interface CniFirewall {
  readonly policy: 'open' | 'same-bridge' | 'isolated';
  /** firewalld decides by itself what it lets through. */
  readonly firewalld: boolean;
  readonly span: Span;
}

export interface CniPortmap {
  /** The runtime tells the plugin which ports are meant. */
  readonly isTold: boolean;
  readonly snat: boolean;
  readonly masqAll: boolean;
  readonly nftables: boolean;
  /** Further conditions, or marks of somebody else's chain. */
  readonly conditions?: Span;
  readonly span: Span;
}

export interface CniChainLink {
  readonly type: string;
  readonly span: Span;
}
