import { addressOf, cidrOf } from '../../cni/values.ts';
import { contains } from '../../model/address.ts';
import type { CniRange } from '../../model/cniConfig.ts';

/** What host-local gives out of a range; `count` is without the gateway. */
export interface AddressCount {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
  readonly count: bigint;
}

/**
 * The addresses of a range as host-local takes them: from `rangeStart` or the first address to `rangeEnd` or the last
 * one, in IPv4 without the broadcast address, never the gateway. Undefined where something hides the answer, or where
 * host-local refuses the range.
 */
export function addressCount(range: CniRange): AddressCount | undefined {
  const cidr = cidrOf(range.subnet);
  if (!cidr || cidr.address !== cidr.first || cidr.prefix > (cidr.family === 4 ? 30 : 126)) return undefined;
  const { family } = cidr;
  const start = addressOf(range.start);
  const end = addressOf(range.end);
  const gateway = addressOf(range.gateway);
  if ((range.start && !start) || (range.end && !end) || (range.gateway && !gateway)) return undefined;
  if ((start && !contains(cidr, start)) || (end && !contains(cidr, end))) return undefined;
  const first = start?.value ?? cidr.first + 1n;
  const last = end?.value ?? (family === 4 ? cidr.last - 1n : cidr.last);
  if (first > last) return undefined;
  const taken = gateway?.value ?? cidr.first + 1n;
  const isInside = (gateway?.family ?? family) === family && taken >= first && taken <= last;
  return { family, first, last, count: last - first + 1n - (isInside ? 1n : 0n) };
}
