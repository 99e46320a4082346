import { cidrOf } from '../../../cni/values.ts';
import { type Cidr, formatCidr, overlaps, parseCidr } from '../../../model/address.ts';
import type { CniText } from '../cniText.ts';

/** Every subnet that host-local gives addresses of; `except` is the text of one that does not count. */
export function takenSubnets(
  texts: readonly CniText[],
  except?: { readonly uri: string; readonly start: number },
): readonly Cidr[] {
  return texts.flatMap(({ file }) =>
    file.configs.flatMap(({ plugins }) =>
      plugins.flatMap(({ ipam }) =>
        (ipam?.sets ?? []).flatMap(({ ranges }) =>
          ranges.flatMap(({ subnet }) => {
            const cidr = cidrOf(subnet);
            const span = subnet?.value?.span;
            const isExcept = except && span && span.anchor.uri === except.uri && span.start === except.start;
            return cidr && !isExcept ? [cidr] : [];
          }),
        ),
      ),
    ),
  );
}

/** Subnets of a family that overlap none of the taken ones: behind the highest of them in its size, then from the start. */
export function freeSubnetsBeside(taken: readonly Cidr[], family: 4 | 6): readonly string[] {
  const own = taken.filter((cidr) => cidr.family === family && isPrivate(cidr));
  const highest = own.toSorted((a, b) => (a.last < b.last ? 1 : -1))[0];
  const first = family === 4 ? firstSubnet : firstSubnet6;
  if (!first) return [];
  const prefix = family === 4 ? Math.min(Math.max(highest?.prefix ?? 24, 16), 28) : 64;
  const size = 1n << BigInt((family === 4 ? 32 : 128) - prefix);
  const starts = [...(highest ? [((highest.last + size) / size) * size] : []), (first.first / size) * size];
  const found: Cidr[] = [];
  for (const start of starts) {
    for (let block = start, tries = 0; tries < mostTries && found.length < proposals; block += size, tries++) {
      const cidr: Cidr = { family, prefix, first: block, last: block + size - 1n, address: block };
      if (!isPrivate(cidr)) break;
      if (![...taken, ...found, ...usuallyTaken].some((each) => overlaps(each, cidr))) found.push(cidr);
    }
  }
  return found.map(formatCidr);
}

const proposals = 3;
const mostTries = 5_000;
const firstSubnet = parseCidr('10.22.0.0/16');
const firstSubnet6 = parseCidr('fd00:22::/64');

const cidrs = (...texts: readonly string[]): readonly Cidr[] => texts.flatMap((text) => parseCidr(text) ?? []);

const privateBlocks = cidrs('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7');

// Docker's default pools, and what Kubernetes gives its services.
const usuallyTaken = cidrs('172.17.0.0/16', '10.96.0.0/12');

const isPrivate = (cidr: Cidr): boolean =>
  privateBlocks.some((block) => block.family === cidr.family && cidr.first >= block.first && cidr.last <= block.last);
