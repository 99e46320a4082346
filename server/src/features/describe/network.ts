import { formatCidr } from '../../model/address.ts';
import { freeAddresses } from '../../model/freeAddresses.ts';
import type { Member } from '../../model/members.ts';
import type { AddressPool, Network } from '../../model/network.ts';
import { isMade, networkElsewhere } from '../../model/otherProjects.ts';
import type { Project } from '../../model/project.ts';
import { code, count, plain, roughly } from '../markdown.ts';
import { membersOf } from '../networkMembers.ts';
import type { Description } from './description.ts';
import { gatewayOf } from './gateway.ts';
import { networkElsewhereFacts } from './networkElsewhere.ts';

/** `2 members`, `internal`, `250 free`. */
export function networkBrief(project: Project, network: Network): readonly string[] {
  const members = membersOf(project, network.name);
  const free = freeAddresses(network, members);
  return [
    count(members.length, 'member'),
    ...(network.external === true ? ['external'] : []),
    ...(network.internal === true ? ['internal'] : []),
    ...(network.driver !== undefined && network.driver !== 'bridge' ? [network.driver] : []),
    ...(free === undefined ? [] : [`${roughly(free)} free`]),
  ];
}

export function describeNetwork(project: Project, network: Network): Description {
  const members = membersOf(project, network.name);
  return {
    title: `Network ${code(network.name)}`,
    facts: [
      ...(network.implicit ? ['Made by compose for the services that name no network.'] : []),
      realName(network),
      driver(project, network),
      ...addresses(network),
      ...(network.external === true ? [] : [openness(network)]),
      memberList(members),
      ...networkElsewhereFacts(project, network),
      ...free(network, members),
    ],
  };
}

function realName({ realName }: Network): string {
  return realName.known
    ? `**Name in the engine**: ${code(realName.value)}`
    : '**Name in the engine**: hidden by a variable or the name of the folder';
}

const driverWords: Readonly<Record<string, string>> = {
  bridge: 'a virtual switch inside this machine',
  overlay: 'one network over several machines of a swarm',
  macvlan: 'containers sit on the real LAN, each with a MAC of its own',
  ipvlan: "containers sit on the real LAN with the machine's MAC",
};

function driver(project: Project, network: Network): string {
  if (network.external === true && networkElsewhere(project, network).some(isMade))
    return '**External**: another project of the workspace makes it and says what it is like.';
  if (network.external === true)
    return '**External**: it exists already, so its driver, addresses and other members are not known here.';
  if (network.driver === undefined) return '**Driver**: hidden by a variable';
  const words = Object.hasOwn(driverWords, network.driver) ? driverWords[network.driver] : undefined;
  return `**Driver**: ${code(network.driver)}${words ? `, ${words}` : ''}`;
}

function addresses(network: Network): readonly string[] {
  if (network.external === true) return [];
  const pools = network.pools.filter((pool) => pool.subnet);
  if (pools.length === 0) return ['**Subnet**: none given, so the engine takes the next free block of its pools'];
  return pools.map((pool) => poolText(network, pool));
}

function poolText(network: Network, pool: AddressPool): string {
  const { subnet, ipRange } = pool;
  if (!subnet?.text.known) return '**Subnet**: hidden by a variable';
  if (!subnet.cidr) return `**Subnet**: ${code(subnet.text.value)} is none`;
  const gateway = gatewayOf(network, pool);
  const parts = [
    `**Subnet**: ${code(formatCidr(subnet.cidr))}`,
    ...(gateway
      ? [`gateway ${code(gateway.text)}${gateway.given ? '' : ' (the first address, as none is given)'}`]
      : []),
    ...(ipRange ? [`the engine gives out ${code(ipRange.text.value)}`] : []),
  ];
  return parts.join(', ');
}

function openness(network: Network): string {
  if (network.internal === undefined) return '**Internal**: a variable decides';
  if (network.internal) {
    return '**Internal**: no way to the internet, and published ports of services that are on internal networks only do not open. The machine itself still reaches every member.';
  }
  if (network.driver === 'macvlan' || network.driver === 'ipvlan') {
    return '**Not internal**: members are machines on the LAN; its router decides what else they reach.';
  }
  return '**Not internal**: members reach the internet through this machine, and their published ports open.';
}

function memberList(members: readonly Member[]): string {
  if (members.length === 0) return '**Members**: none';
  const shown = members.length > 13 ? members.slice(0, 12) : members;
  const names = shown.map(({ service, attachment }) => {
    const details = [
      ...(attachment?.ipv4Address ? [plain(attachment.ipv4Address.text.value)] : []),
      ...(attachment?.ipv6Address ? [plain(attachment.ipv6Address.text.value)] : []),
      ...(attachment && attachment.aliases.length > 0
        ? [`also ${attachment.aliases.map(({ value }) => code(value)).join(', ')}`]
        : []),
    ];
    return code(service.name) + (details.length > 0 ? ` (${details.join(', ')})` : '');
  });
  const rest = members.length - shown.length;
  return `**Members** (${members.length}): ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function free(network: Network, members: readonly Member[]): readonly string[] {
  const number = freeAddresses(network, members);
  if (number === undefined) return [];
  return [`**Free addresses**: ${roughly(number)}`];
}
