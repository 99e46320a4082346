import { type Cidr, formatCidr, overlaps } from '../model/address.ts';
import type { CniConfig } from '../model/cniConfig.ts';
import type { JsonString } from '../text/jsonNode.ts';
import { addressOf, cidrOf, textOf } from './cniValues.ts';

export const fileNameOf = ({ fileName, uri }: CniConfig): string => fileName ?? uri.slice(uri.lastIndexOf('/') + 1);

/** libcni reads the files of a folder in the order of their names, byte by byte. */
export function isBefore(a: CniConfig, b: CniConfig): boolean {
  return a.uri !== b.uri && fileNameOf(a) < fileNameOf(b);
}

/** A subnet that host-local takes addresses from, and where it keeps the leases. */
export interface CniPool {
  readonly config: CniConfig;
  readonly text: JsonString;
  readonly cidr: Cidr;
  readonly first: bigint;
  readonly last: bigint;
  /** The bridge or interface on which the addresses are used. */
  readonly link: string | undefined;
  /** The place of a network of its own, which others do not see: macvlan and ipvlan on an interface of the host. */
  readonly isBridge: boolean;
}

/** The pools of a network; none where they cannot be read. */
export function poolsOf(config: CniConfig): readonly CniPool[] {
  return config.plugins.flatMap((plugin) =>
    (plugin.ipam?.sets ?? []).flatMap(({ ranges }) =>
      ranges.flatMap(({ subnet, start, end }): readonly CniPool[] => {
        const text = textOf(subnet);
        const cidr = cidrOf(subnet);
        if (!text || !cidr) return [];
        const used = config.interfaces.find((each) => each.plugin === plugin);
        return [
          {
            config,
            text,
            cidr,
            first: addressOf(start)?.value ?? cidr.first + 1n,
            last: addressOf(end)?.value ?? cidr.last,
            link: used?.name,
            isBridge: used?.kind === 'bridge',
          },
        ];
      }),
    ),
  );
}

/** The pools of other networks that share addresses with this one. */
export function overlapping(pool: CniPool, folder: readonly CniConfig[]): readonly CniPool[] {
  return folder
    .filter((each) => each.uri !== pool.config.uri && each.name?.value !== pool.config.name?.value)
    .flatMap(poolsOf)
    .filter(({ cidr }) => overlaps(cidr, pool.cidr));
}

export const poolInWords = ({ cidr }: CniPool): string => `\`${formatCidr(cidr)}\``;
