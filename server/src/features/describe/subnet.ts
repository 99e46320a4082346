import { type Cidr, contains, formatAddress, formatCidr, overlaps, sizeOf } from '../../model/address.ts';
import { freeAddresses } from '../../model/freeAddresses.ts';
import type { CidrText, Network } from '../../model/network.ts';
import type { Project } from '../../model/project.ts';
import { code, roughly } from '../markdown.ts';
import { membersOf } from '../networkMembers.ts';
import { addressUsesOf } from './addressUse.ts';
import type { Description } from './description.ts';

/** How large a block of addresses is, who has what in it, and which networks it overlaps. */
export function describeSubnet(project: Project, network: Network, { text, cidr }: CidrText): Description {
  const title = `Addresses ${code(text.value)} of ${code(network.name)}`;
  if (!text.known) return { title, facts: ['A variable hides the block.'] };
  if (!cidr)
    return {
      title,
      facts: ['This is no block of addresses; write a network address and a prefix length, `172.20.1.0/24`.'],
    };
  return {
    title,
    facts: [
      ...size(cidr),
      ...used(project, network, cidr),
      ...free(project, network),
      ...overlapping(project, network, cidr),
    ],
  };
}

function size(cidr: Cidr): readonly string[] {
  const { family, first, last, prefix } = cidr;
  const address = (value: bigint): string => code(formatAddress({ family, value }));
  const hostBits = cidr.address === first ? [] : [`Host bits are set: the block is ${code(formatCidr(cidr))}.`];
  const number = `**Size**: ${roughly(sizeOf(cidr))} addresses`;
  if (family === 6) return [...hostBits, `${number}, from ${address(first + 1n)} to ${address(last)}`];
  if (prefix > 30) return [...hostBits, number];
  return [
    ...hostBits,
    `${number}; usable are ${address(first + 1n)} to ${address(last - 1n)}`,
    `${address(first)} names the network itself and ${address(last)} is its broadcast: no container can have them`,
  ];
}

function used(project: Project, network: Network, cidr: Cidr): readonly string[] {
  const uses = addressUsesOf(project, network).filter(({ address }) => contains(cidr, address));
  const shown = uses.slice(0, 12).map(({ address, what, name }) => {
    const who = what === 'member' ? code(name) : what === 'gateway' ? 'gateway' : `reserved as ${code(name)}`;
    return `${code(formatAddress(address))} ${who}`;
  });
  const rest = uses.length > shown.length ? ` and ${uses.length - shown.length} more` : '';
  return shown.length > 0 ? [`**Fixed**: ${shown.join(', ')}${rest}`] : [];
}

function free(project: Project, network: Network): readonly string[] {
  const members = membersOf(project, network.name);
  const number = freeAddresses(network, members);
  return number === undefined ? [] : [`**Free** on the network: ${roughly(number)}, with ${members.length} members`];
}

function overlapping(project: Project, network: Network, cidr: Cidr): readonly string[] {
  const others = project.networks.filter(
    (other) => other !== network && other.pools.some(({ subnet }) => subnet?.cidr && overlaps(subnet.cidr, cidr)),
  );
  return others.length > 0
    ? [`**Overlaps** ${others.map(({ name }) => code(name)).join(', ')}: the engine refuses the second one`]
    : [];
}
