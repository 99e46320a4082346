import { type Address, type Cidr, contains, formatAddress } from '../../model/address.ts';
import type { Network } from '../../model/network.ts';
import type { Project } from '../../model/project.ts';
import { addressUsesOf, sameAddress } from '../describe/addressUse.ts';

const proposals = 3;
// The engine gives out addresses from the low end; a fixed one a bit above is not taken by the time its service starts.
const headroom = 10n;

/**
 * Addresses of the network that nothing has: behind the highest fixed address of a member, otherwise a little above the
 * gateway, and outside of the range that the engine gives out where that is possible. What `service` has is free.
 */
export function freeAddressesFor(
  project: Project,
  network: Network,
  family: 4 | 6,
  service?: string,
): readonly string[] {
  const uses = addressUsesOf(project, network).filter(({ what, name }) => what !== 'member' || name !== service);
  const found = network.pools.flatMap(({ subnet, ipRange }): readonly Address[] => {
    const cidr = subnet?.cidr;
    if (!cidr || cidr.family !== family || cidr.prefix > (family === 4 ? 30 : 126)) return [];
    const inside = uses.filter(({ address }) => contains(cidr, address));
    const fixed = inside.filter(({ what }) => what === 'member').map(({ address }) => address.value);
    const [highest = 0n] = fixed.toSorted((a, b) => (a < b ? 1 : -1));
    const spacious = cidr.last - cidr.first > 4n * headroom;
    const start = highest > 0n ? highest + 1n : cidr.first + (spacious ? headroom : 1n);
    const taken = inside.map(({ address }) => address);
    const outside = search(cidr, start, taken, ipRange?.cidr);
    return outside.length > 0 ? outside : search(cidr, start, taken, undefined);
  });
  return found.slice(0, proposals).map(formatAddress);
}

function search(cidr: Cidr, start: bigint, taken: readonly Address[], avoid: Cidr | undefined): readonly Address[] {
  const { family } = cidr;
  const first = cidr.first + 1n;
  const last = family === 4 ? cidr.last - 1n : cidr.last;
  const found: Address[] = [];
  const walk = (from: bigint, to: bigint): void => {
    for (let value = from; value <= to && value <= last && found.length < proposals; value++) {
      const address: Address = { family, value };
      if (avoid && contains(avoid, address)) value = avoid.last;
      else if (!taken.some((each) => sameAddress(each, address))) found.push(address);
    }
  };
  walk(start, last);
  walk(first, start - 1n);
  return found;
}
