import { formatAddress } from '../../model/address.ts';
import type { CniSegment, CniSubnet } from '../../model/cniSegment.ts';
import type { CniHost } from '../../reach/cni/cniHost.ts';
import { traceCni } from '../../reach/cni/traceCni.ts';
import type { Place, Verdict } from '../../reach/verdicts.ts';
import { countText } from '../words.ts';

/** The parts of a network's label, the most telling first. */
export function segmentFacts(host: CniHost, segment: CniSegment): readonly string[] {
  const { kind, link, vlan, mode, addressing, firewall, ipMasq } = segment;
  if (kind === 'unknown') return [segment.chain[0]?.type ?? '?', 'not known what it makes'];
  const subnets = addressing.kind === 'known' ? addressing.subnets : [];
  const count = subnets.length === 1 && subnets[0] ? givenOut(subnets[0]) : undefined;
  const isMaster = kind !== 'bridge' && kind !== 'ptp';
  return [
    ...(addressing.kind === 'none' ? ['no addresses'] : addressing.kind === 'unknown' ? ['addresses unknown'] : []),
    ...subnets.slice(0, 2).map(subnetText),
    ...(kind === 'bridge' ? [`bridge ${link?.name ?? ''}`] : [isMaster && mode !== '' ? `${kind} ${mode}` : kind]),
    ...(vlan > 0 ? [`VLAN ${vlan}`] : []),
    ...(kind === 'bridge' && !segment.isGateway.on ? ['layer 2'] : []),
    ...(ipMasq.on ? ['masquerades'] : []),
    ...(wayOut(host, segment) === 'blocked' ? ['no way out'] : []),
    ...(firewall && firewall.policy !== 'open' ? [firewall.policy] : []),
    ...(count === undefined ? [] : [`${countText(count)} addresses`]),
  ];
}

/** Whether containers of the network get to the internet. */
export function wayOut(host: CniHost, { name }: CniSegment): Verdict {
  const from: Place = { kind: 'service', name: `${name}/1` };
  return traceCni(host, { from, to: { kind: 'internet' }, port: null, protocol: 'tcp' }).verdict;
}

export const subnetText = ({ cidr }: CniSubnet): string =>
  `${formatAddress({ family: cidr.family, value: cidr.first })}/${cidr.prefix}`;

/** How many addresses containers get out of a subnet, the gateway's not counted. */
export function givenOut({ first, last, gateway }: CniSubnet): bigint {
  const isInside = gateway !== undefined && gateway.value >= first && gateway.value <= last;
  return last - first + 1n - (isInside ? 1n : 0n);
}

/** The first addresses of a subnet that containers get. */
export function firstAddresses({ cidr, first, last, gateway, several }: CniSubnet, count: number): readonly string[] {
  const found: string[] = [];
  for (let value = first; value <= last && found.length < count; value++)
    if (value !== gateway?.value || !several) found.push(formatAddress({ family: cidr.family, value }));
  return found;
}
