import { type Address, type Cidr, contains, formatAddress, formatCidr, overlaps } from '../model/address.ts';
import { privateBlocks } from '../model/addressClass.ts';
import type { AddressPool, AddressText, Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { Attachment, Service } from '../model/service.ts';
import { nobody } from './rule.ts';
import { membersByNetwork } from './serviceIndex.ts';

/** An address that a service asks for, and where. */
export interface StaticAddress {
  readonly service: Service;
  readonly attachment: Attachment;
  readonly key: 'ipv4_address' | 'ipv6_address';
  readonly text: AddressText;
}

/** Every static address of the members of a network, in the order of the file. */
export function staticAddresses(project: Project, network: Network): readonly StaticAddress[] {
  return addressesIn(network, membersByNetwork(project).get(network.name) ?? nobody);
}

const addressLists = new WeakMap<readonly Service[], readonly StaticAddress[]>();

/** The same, from the network's members. */
export function addressesIn(network: Network, members: readonly Service[]): readonly StaticAddress[] {
  let addresses = addressLists.get(members);
  if (!addresses) {
    addresses = members.flatMap((service) =>
      service.attachments.flatMap((each) => (each.network === network.name ? addressesOf(service, each) : [])),
    );
    addressLists.set(members, addresses);
  }
  return addresses;
}

function addressesOf(service: Service, attachment: Attachment): readonly StaticAddress[] {
  const { ipv4Address, ipv6Address } = attachment;
  return [
    ...(ipv4Address ? [{ service, attachment, key: 'ipv4_address', text: ipv4Address } as const] : []),
    ...(ipv6Address ? [{ service, attachment, key: 'ipv6_address', text: ipv6Address } as const] : []),
  ];
}

/** True when compose makes this network and the engine gives out its addresses, so that the rules of its subnets hold. */
export function isManaged(network: Network): boolean {
  const ipamDriver = network.ipamDriver;
  return network.external === false && (!ipamDriver || (ipamDriver.known && ipamDriver.value === 'default'));
}

/** The engine keeps the addresses of overlay networks apart from those of networks on one machine. */
export function addressSpaceOf(network: Network): 'swarm' | 'machine' {
  return network.driver === 'overlay' ? 'swarm' : 'machine';
}

/** The network's whole plan; undefined where a part of it is hidden or wrong and nothing follows from the rest. */
export function knownSubnets(network: Network): readonly Cidr[] | undefined {
  const cidrs = network.pools.map((pool) => pool.subnet?.cidr);
  return cidrs.every((cidr) => cidr !== undefined) ? cidrs : undefined;
}

/**
 * The address that the engine takes for the gateway of a pool when none is written: the first one of the subnet, or
 * of `ip_range` where there is one. Undefined when the network takes none (gateway mode `isolated`, other drivers).
 */
export function defaultGateway(network: Network, pool: AddressPool): Address | undefined {
  const subnet = pool.subnet?.cidr;
  if (!subnet || pool.gateway || (network.driver !== 'bridge' && network.driver !== 'overlay')) return undefined;
  if (pool.ipRange && !pool.ipRange.cidr) return undefined;
  const mode = network.driverOptions.find(
    ({ name }) => name === `com.docker.network.bridge.gateway_mode_ipv${subnet.family}`,
  );
  if (mode && (!mode.value?.known || mode.value.value === 'isolated')) return undefined;
  const range = pool.ipRange?.cidr;
  const first = range && range.first !== subnet.first ? range.first : subnet.first + 1n;
  return first < subnet.last ? { family: subnet.family, value: first } : undefined;
}

/** An address of the pool that nobody has asked for, for a member that shall get one; the highest that is not taken. */
export function freeAddressIn(network: Network, members: readonly Service[], pool: AddressPool): string | undefined {
  const subnet = pool.subnet?.cidr;
  if (!subnet) return undefined;
  const taken = new Set(addressesIn(network, members).map(({ text }) => text.address?.value));
  taken.add(pool.gateway?.address?.value ?? defaultGateway(network, pool)?.value);
  for (const { address } of pool.auxAddresses) taken.add(address.address?.value);
  // The engine gives out addresses from the bottom, so one in the middle stays clear of them.
  const start = subnet.first + 10n < subnet.last ? subnet.first + 10n : subnet.first + 1n;
  for (let value = start; value < subnet.last && value < start + 5000n; value++) {
    if (!taken.has(value)) return formatAddress({ family: subnet.family, value });
  }
  return undefined;
}

/** The next block of the same size behind `cidr` that overlaps none of the project's subnets and stays private. */
export function nextFreeSubnet(project: Project, cidr: Cidr): string | undefined {
  const taken = project.networks.flatMap((network) => network.pools.flatMap((pool) => pool.subnet?.cidr ?? []));
  const home = privateBlocks.find((range) => contains(range, { family: cidr.family, value: cidr.first }));
  if (!home) return undefined;
  const size = cidr.last - cidr.first + 1n;
  let first = cidr.first;
  for (let tries = 0; tries < 1000; tries++) {
    const candidate: Cidr = { ...cidr, first, last: first + size - 1n, address: first };
    if (candidate.last > home.last) return undefined;
    const inTheWay = taken.filter((other) => overlaps(other, candidate));
    if (inTheWay.length === 0) return formatCidr(candidate);
    let behind = candidate.last + 1n;
    for (const { last } of inTheWay) if (last >= behind) behind = last + 1n;
    first = ((behind + size - 1n) / size) * size;
  }
  return undefined;
}
