import { cidrOf } from '../../../cni/values.ts';
import { type Cidr, formatAddress, parseCidr } from '../../../model/address.ts';
import { fieldOf } from '../../../text/jsonNode.ts';
import { pathText, pluginOfPath } from '../cniKeys.ts';
import type { CniProposal, CniTarget } from './cniProposal.ts';
import { freeSubnetsBeside, takenSubnets } from './subnets.ts';

/** Free subnets; addresses in the subnet beside; destinations of routes. */
export function addressProposals(target: CniTarget): readonly CniProposal[] {
  const { place } = target;
  const found = place.part === 'value' ? pluginOfPath(place.config, place.path) : undefined;
  if (!found) return [];
  const path = pathText(found.inside);
  const isRange = /^ipam(?:\.ranges\[\]\[\])?\.(\w+)$/.exec(path)?.[1]?.toLowerCase();
  if (isRange === 'subnet') return subnetProposals(target);
  const key = /^ipam\.routes\[\]\.(dst|gw)$/.exec(path)?.[1];
  const sets = found.plugin.ipam?.sets ?? [];
  const subnets = sets.flatMap(({ ranges }) => ranges.flatMap(({ subnet }) => cidrOf(subnet) ?? []));
  if (key === 'dst') return destinations(subnets);
  if (key === 'gw')
    return subnets.map((cidr) => address(cidr, cidr.first + 1n, `the usual gateway of ${textOf(cidr)}`));
  const cidr = place.around?.kind === 'object' ? cidrOf(fieldOf(place.around, 'subnet')) : undefined;
  if (!cidr || isRange === undefined) return [];
  if (isRange === 'gateway') return [address(cidr, cidr.first + 1n, 'the first address, which is the default too')];
  const size = cidr.last - cidr.first + 1n;
  if (size < 8n) return [];
  if (isRange === 'rangestart')
    return [
      ...(size > 32n ? [address(cidr, cidr.first + 10n, 'leaves nine addresses for what is set by hand')] : []),
      address(cidr, cidr.first + 2n, 'the first one behind the gateway'),
    ];
  if (isRange === 'rangeend') {
    const last = cidr.family === 4 ? cidr.last - 1n : cidr.last;
    return [address(cidr, last, 'the last address, which is the default too')];
  }
  return [];
}

const textOf = ({ family, first, prefix }: Cidr): string => `${formatAddress({ family, value: first })}/${prefix}`;

function address({ family }: Cidr, value: bigint, detail: string): CniProposal {
  const label = formatAddress({ family, value });
  return { label, json: `"${label}"`, kind: 'value', detail };
}

function subnetProposals({ place, text, texts }: CniTarget): readonly CniProposal[] {
  const start = place.node?.span.start;
  const taken = takenSubnets(texts, start === undefined ? undefined : { uri: text.uri, start });
  const own = takenSubnets([text]).some(({ family }) => family === 4);
  const found = { 4: freeSubnetsBeside(taken, 4), 6: freeSubnetsBeside(taken, 6).slice(0, 1) };
  const inSet = typeof place.path.at(-3) === 'number' && (place.path.at(-3) as number) > 0;
  const ordered = own && inSet ? [...found[6], ...found[4]] : [...found[4], ...found[6]];
  return ordered.map((label) => ({
    label,
    json: `"${label}"`,
    kind: 'value',
    detail: `free: no network of ${texts.length > 1 ? 'the open files' : 'this file'} overlaps it`,
    documentation: sizeWords(label),
  }));
}

function sizeWords(label: string): string {
  const cidr = parseCidr(label);
  if (!cidr) return '';
  const gateway = formatAddress({ family: cidr.family, value: cidr.first + 1n });
  return `The gateway is ${gateway} unless \`gateway\` says otherwise.`;
}

function destinations(subnets: readonly Cidr[]): readonly CniProposal[] {
  const families = new Set(subnets.map(({ family }) => family));
  const all: readonly CniProposal[] = [
    { label: '0.0.0.0/0', json: '"0.0.0.0/0"', kind: 'value', detail: 'everything: the default route of IPv4' },
    { label: '::/0', json: '"::/0"', kind: 'value', detail: 'everything: the default route of IPv6' },
  ];
  return families.has(6) && !families.has(4) ? all.toReversed() : all;
}
