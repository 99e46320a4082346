import { type Address, type Cidr, contains, sizeOf } from './address.ts';
import type { Member } from './members.ts';
import type { AddressPool, Network } from './network.ts';

/**
 * How many addresses the engine can still give away on a network, IPv4 where the network has it, otherwise IPv6.
 * Counts out network and broadcast address, the gateway (the first address when none is given), auxiliary addresses
 * and every member with its replicas. Undefined when no pool is written down or a variable hides a part of the sum.
 */
export function freeAddresses(network: Network, members: readonly Member[]): bigint | undefined {
  const pools = network.pools.filter((pool) => pool.subnet);
  if (pools.length === 0 || pools.some((pool) => !pool.subnet?.cidr || (pool.ipRange && !pool.ipRange.cidr)))
    return undefined;
  const family = pools.some((pool) => pool.subnet?.cidr?.family === 4) ? 4 : 6;
  let free = 0n;
  const ranges: Cidr[] = [];
  for (const pool of pools) {
    const range = pool.ipRange?.cidr ?? pool.subnet?.cidr;
    if (!range || range.family !== family) continue;
    const taken = takenInPool(pool, range);
    if (!taken) return undefined;
    ranges.push(range);
    free += sizeOf(range) - BigInt(taken.size);
  }
  const count = countMembers(members, ranges, family);
  if (count === undefined) return undefined;
  free -= count;
  return free > 0n ? free : 0n;
}

function takenInPool(pool: AddressPool, range: Cidr): ReadonlySet<bigint> | undefined {
  const subnet = pool.subnet?.cidr;
  if (!subnet) return undefined;
  const taken = new Set<bigint>();
  const take = (value: bigint): void => {
    if (value >= range.first && value <= range.last) taken.add(value);
  };
  take(subnet.first);
  if (subnet.family === 4) take(subnet.last);
  if (pool.gateway) {
    if (!pool.gateway.address) return undefined;
    take(pool.gateway.address.value);
  } else {
    // The engine asks the pool for an address like any container does, so the gateway is the range's first free one.
    take(range.first === subnet.first ? range.first + 1n : range.first);
  }
  for (const { address } of pool.auxAddresses) {
    if (!address.address) return undefined;
    take(address.address.value);
  }
  return taken;
}

/** Members that use up an address of the ranges; a static address outside them costs nothing. */
function countMembers(members: readonly Member[], ranges: readonly Cidr[], family: 4 | 6): bigint | undefined {
  let count = 0n;
  for (const { service, attachment } of members) {
    const fixed = family === 4 ? attachment?.ipv4Address : attachment?.ipv6Address;
    if (fixed) {
      const address: Address | undefined = fixed.address;
      if (!address) return undefined;
      if (ranges.some((range) => contains(range, address))) count += 1n;
      continue;
    }
    const replicas = service.replicas === undefined ? 1 : service.replicas.value;
    if (replicas === undefined) return undefined;
    count += BigInt(Math.max(0, Math.trunc(replicas)));
  }
  return count;
}
