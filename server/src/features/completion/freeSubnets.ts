import { type Cidr, formatCidr, overlaps, parseCidr } from '../../model/address.ts';
import { privateBlocks } from '../../model/addressClass.ts';
import type { Project } from '../../model/project.ts';
import { nextFreeSubnet } from '../../rules/addressPlan.ts';

// Outside of the engine's default pools (172.17.0.0/16 to 172.31.0.0/16 and 192.168.0.0/16), from which networks without
// a subnet get theirs.
const firstSubnet = parseCidr('10.20.0.0/24');
const proposals = 3;

/**
 * IPv4 subnets that no network of the project overlaps, the next one in the project's own range first: behind
 * 172.20.4.0/24 comes 172.20.5.0/24. /24 blocks, then blocks of the size that the project uses. What `network` has is free.
 */
export function freeSubnets(project: Project, network?: string): readonly string[] {
  const others = { ...project, networks: project.networks.filter(({ name }) => name !== network) };
  const taken = others.networks.flatMap(({ pools }) =>
    pools.flatMap(({ subnet }) => (subnet?.cidr?.family === 4 ? [subnet.cidr] : [])),
  );
  const usual = usualPrefix(taken);
  const sizes = usual === undefined || usual === 24 ? [24] : [24, usual];
  return sizes.flatMap((prefix) => nextFree(others, taken, prefix)).map(formatCidr);
}

function nextFree(project: Project, taken: readonly Cidr[], prefix: number): readonly Cidr[] {
  const block = busiestBlock(taken);
  const highest =
    block && taken.filter((cidr) => overlaps(block, cidr)).toSorted((a, b) => (a.last < b.last ? 1 : -1))[0];
  const found: Cidr[] = [];
  const search = (start: Cidr | undefined): void => {
    for (let from = start; from && found.length < proposals; ) {
      const text = nextFreeSubnet(project, from);
      const next = text === undefined ? undefined : parseCidr(text);
      if (next && !found.some(({ first }) => first === next.first)) found.push(next);
      from = next && blockOf(next.last + 1n, prefix);
    }
  };
  search(highest ? blockOf(highest.last + 1n, prefix) : firstSubnet);
  const starts = [...(block ? [block.first] : []), firstSubnet?.first ?? 0n, ...ownBlocks.map(({ first }) => first)];
  for (const start of starts) if (found.length === 0) search(blockOf(start, prefix));
  return found;
}

/** The first block of this size that begins at the address or behind it. */
function blockOf(address: bigint, prefix: number): Cidr {
  const size = 1n << BigInt(32 - prefix);
  const first = ((address + size - 1n) / size) * size;
  return { family: 4, prefix, first, last: first + size - 1n, address: first };
}

const ownBlocks = privateBlocks.filter(({ family }) => family === 4);

function busiestBlock(taken: readonly Cidr[]): Cidr | undefined {
  const counts = ownBlocks.map((block) => ({ block, count: taken.filter((cidr) => overlaps(block, cidr)).length }));
  const [first] = counts.toSorted((a, b) => b.count - a.count);
  return first && first.count > 0 ? first.block : undefined;
}

/** The prefix length that most subnets have. */
function usualPrefix(taken: readonly Cidr[]): number | undefined {
  const counts = new Map<number, number>();
  for (const { prefix } of taken) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  const [first] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return first?.[0];
}
