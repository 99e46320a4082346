import type { Cidr } from '../../model/address.ts';
import type { Project } from '../../model/project.ts';
import { nextFreeSubnet } from '../../rules/addressPlan.ts';

const size = 1n << 64n;

/**
 * A /64 of the private block fd00::/8 that no network of the project overlaps: behind the highest one that it has,
 * otherwise in a /48 made from the project's name, so that two projects hardly choose the same (RFC 4193 wants it random).
 */
export function freeIpv6Subnet(project: Project, network?: string): string | undefined {
  const others = { ...project, networks: project.networks.filter(({ name }) => name !== network) };
  const taken = others.networks.flatMap(({ pools }) =>
    pools.flatMap(({ subnet }) => (subnet?.cidr?.family === 6 ? [subnet.cidr] : [])),
  );
  const [highest = 0n] = taken.map(({ last }) => last).toSorted(descending);
  const first = highest > 0n ? ((highest + size) / size) * size : (0xfdn << 120n) | (hashOf(project.name.value) << 80n);
  const start: Cidr = { family: 6, prefix: 64, first, last: first + size - 1n, address: first };
  return nextFreeSubnet(others, start);
}

const descending = (a: bigint, b: bigint): number => (a < b ? 1 : a > b ? -1 : 0);

/** 40 bits of FNV-1a. */
function hashOf(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const character of text)
    hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  return hash & 0xffffffffffn;
}
