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
