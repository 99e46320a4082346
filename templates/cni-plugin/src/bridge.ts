import type { Configuration } from './configuration.ts';
import type { Allocation } from './ipam.ts';
import { ip, type Link, linkNamed } from './programs.ts';

/** The bridge, made when it is missing; it has the gateways' addresses and is up. Two calls at once do no harm. */
export function ensureBridge({ bridge, mtu }: Configuration, { ips }: Allocation): Link {
  if (!linkNamed(bridge)) {
    try {
      ip('link', 'add', 'name', bridge, ...(mtu === undefined ? [] : ['mtu', String(mtu)]), 'type', 'bridge');
    } catch (error) {
      // another container made it in the meantime
      if (!linkNamed(bridge)) throw error;
    }
  }
  ip('link', 'set', 'dev', bridge, 'up');
  for (const { address, gateway } of ips) {
    if (gateway === undefined) continue;
    ip('addr', 'replace', `${gateway}/${address.split('/')[1]}`, 'dev', bridge);
  }
  const link = linkNamed(bridge);
  if (!link) throw new Error(`${bridge} is gone`);
  return link;
}
