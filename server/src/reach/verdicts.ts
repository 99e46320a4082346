import type { Protocol } from '../model/service.ts';
import type { Span } from '../text/span.ts';

/**
 * Where a connection starts or ends: a service's container; `host`, the machine that runs the engine; `lan`, another
 * machine in its network; `internet`, everything behind its router.
 */
export type Place =
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'host' }
  | { readonly kind: 'lan' }
  | { readonly kind: 'internet' };

export interface Flow {
  readonly from: Place;
  readonly to: Place;
  /** The container's port; null when none is known, which means any port. */
  readonly port: number | null;
  readonly protocol: Protocol | 'icmp';
  /** Only this way to the target; absent: any, and the flow is open when one of them is. */
  readonly via?: Via;
}

export type Family = 'ipv4' | 'ipv6';

/** One way to a service. */
export type Via =
  /** Its own address in a network, which is given by its key in the file. */
  | { readonly kind: 'address'; readonly network: string; readonly family: Family }
  /** What the source's name server answers; with a network and family, its address there has to be in the answer. */
  | { readonly kind: 'name'; readonly name: string; readonly network?: string; readonly family?: Family }
  /** The port that it publishes, at an IPv4 address of the host. */
  | { readonly kind: 'published' };

/**
 * open     a packet arrives and its answer comes back; whether a program listens does not matter (refused is open)
 * blocked  no connection is possible: no route, dropped by the engine's rules, or no port is published
 * unknown  the file does not tell: a variable, an external network, a driver or an engine setting decides
 *
 * What decides, by the reason of the last step. (*) differs between engines, see below. Without a mark it was measured
 * on 28.5.2; ipvlan, overlay and swarm are from Docker's documentation.
 *
 * | Verdict | Reason | When |
 * |---|---|---|
 * | open | shared-network | Both are members of one network that lets its members talk. |
 * | open | same-namespace | Both use one network namespace, also one without networks. |
 * | open | host-on-bridge, gateway | Between the host and members of a bridge, internal or not. (*) |
 * | open | host-mode-source, host-mode-target | One end uses the host's namespace. |
 * | open | published | A port of the host leads to the service. |
 * | open | hairpin | A container reaches the port that another one publishes, across networks. (*) |
 * | open | routed-port | Published ports and ICMP of a network with gateway mode `routed`, at the container's address. (*) |
 * | open | icc-routed-icmp | ICMP between members of a routed network without icc. (*) |
 * | open | masqueraded | Out, over a bridge that is not internal and hides its addresses. |
 * | open | on-parent-link | The LAN reaches macvlan and ipvlan containers. |
 * | blocked | no-shared-network | No network in common, and no published port that leads there. |
 * | blocked | icc-disabled | One network, with `enable_icc: "false"`. (*) |
 * | blocked | no-network | `network_mode: none`, or no network. |
 * | blocked | no-address | The network has no address of that family. |
 * | blocked | gateway-isolated | The host has no address in the network. (*) |
 * | blocked | host-to-macvlan | Host and macvlan or ipvlan containers do not meet over the parent interface. |
 * | blocked | not-published, published-routed | Only a port of the host would lead in, and there is none. |
 * | blocked | published-on-loopback | From outside: the port is bound to the host's loopback. |
 * | blocked | internal-only | Internal networks have no way out, and nothing is published from them. |
 * | blocked | hairpin-internal, hairpin-dropped | The published port exists, but not for this source. (*) |
 * | blocked | name-not-known, name-of-another | The source's name server does not lead to the target. |
 * | unknown | namespace-unknown, not-defined, network-not-defined | It is described elsewhere. |
 * | unknown | segment-unknown, network-name-unknown | An external network that was not looked up, or a driver with rules of its own. |
 * | unknown | …-hidden, publication-unknown | A variable decides; `replica-hidden`: one of several containers is meant. |
 * | unknown | link-decides, not-masqueraded | Routers outside decide. |
 * | unknown | icc-not-enforced | icc is off, but the host's bridges pass the firewall by. (*) |
 * | unknown | host-to-overlay | The file does not tell where the container runs. |
 *
 * (*) What differs. An engine whose version is not known gives `unknown` where this matters.
 *
 * | Behaviour | 20.10 | 26 | 28 and newer |
 * |---|---|---|---|
 * | `gateway_mode_ipv4`, `gateway_mode_ipv6` | ignored: `nat` | ignored: `nat` | `nat`, `nat-unprotected`, `routed`, `isolated` |
 * | `gw_priority` for default route and names | ignored | ignored | decides; a network with IPv6 has the default route before those without |
 * | Hairpin with the userland proxy | open | unknown | open, also into networks without icc; blocked from a bridge without masquerading |
 * | Hairpin without it | unknown | unknown | blocked with iptables, except within one network; unknown with nftables |
 * | `enable_icc: "false"` | needs `bridge-nf-call-iptables` | the same | the same |
 * | Internal network and addresses elsewhere | times out | no route | no route; blocked in either case |
 */
export type Verdict = 'open' | 'blocked' | 'unknown';

/** One step of a path and what it rests on. */
export interface Step {
  /** Stable id of the reason, for tests and links. */
  readonly reason: string;
  /** One sentence. */
  readonly text: string;
  /** The line that causes it; absent where an absence causes it. */
  readonly span?: Span;
}

/** The answer for one flow, with the path that leads to it. */
export interface Trace {
  readonly flow: Flow;
  readonly verdict: Verdict;
  /** One sentence: the reason that decides. */
  readonly why: string;
  /** From source to target; the last step decides. */
  readonly steps: readonly Step[];
}

/** `host`, `lan`, `internet` or the service's name. */
export function placeName(place: Place): string {
  return place.kind === 'service' ? place.name : place.kind;
}
