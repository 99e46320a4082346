/**
 * What is known of an engine that decides about flows. Everything may be absent: what engines do differently is then
 * unknown. `verdicts.ts` lists what depends on it.
 */
export interface EngineFacts {
  /** `28.5.2`. */
  readonly version?: string;
  /** The daemon's `userland-proxy`, which is on unless its configuration says otherwise. No command tells it. */
  readonly userlandProxy?: boolean;
  readonly firewall?: 'iptables' | 'nftables';
  /** The host's `bridge-nf-call-iptables`: whether traffic within a bridge passes the firewall. */
  readonly bridgeNetfilter?: boolean;
}

/** Some engine of today, while a file is edited. */
export const unknownEngine: EngineFacts = {};

/** Whether the engine is of that major version or newer; undefined when its version is not known. */
export function isFrom(engine: EngineFacts, major: number): boolean | undefined {
  const found = /^v?(\d+)\./.exec(engine.version ?? '')?.[1];
  return found === undefined ? undefined : Number(found) >= major;
}
