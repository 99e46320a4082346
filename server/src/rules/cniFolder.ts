import { addressOf, cidrOf, textOf } from '../cni/values.ts';
import { type Cidr, formatCidr, overlaps } from '../model/address.ts';
import { type CniConfig, fileNameOf } from '../model/cniConfig.ts';
import { fieldOf, type JsonObject, type JsonString, pairNamed } from '../text/jsonNode.ts';

/** The order of names, byte by byte: containerd and CRI-O take the first file of whatever ending. */
export function isBefore(a: CniConfig, b: CniConfig): boolean {
  return a.uri !== b.uri && fileNameOf(a) < fileNameOf(b);
}

const isList = (config: CniConfig): boolean => fileNameOf(config).endsWith('.conflist');

/** Who looks for a network by its name (cnitool, nerdctl) reads all lists before files with a single plugin. */
export function isSearchedBefore(a: CniConfig, b: CniConfig): boolean {
  return isList(a) === isList(b) ? isBefore(a, b) : isList(a);
}

/** True for a file that libcni is known not to load; nothing is known of a template. */
export function isBroken(config: CniConfig): boolean {
  const { problems, isTemplate, root, name, plugins } = config;
  if (isTemplate) return false;
  if (!root || problems.some((each) => each.kind === 'syntax' || (each.kind === 'wrong-type' && each.stage === 'load')))
    return true;
  if (!isList(config)) return lacksType(root);
  const list = pairNamed(root, 'plugins')?.value;
  const isEmpty = list?.kind === 'array' && plugins.length === 0;
  // Without `plugins` they may stand in a folder of the network's name; what has a `type` is meant to be one itself.
  const isSingle = !list && fieldOf(root, 'type') !== undefined;
  return (
    name?.value === '' ||
    !pairNamed(root, 'name') ||
    plugins.some(({ object }) => lacksType(object)) ||
    isEmpty ||
    isSingle
  );
}

function lacksType(object: JsonObject): boolean {
  const type = fieldOf(object, 'type')?.value;
  return !type || (type.kind === 'string' && type.known && type.value === '');
}

/** What runtimes make of a folder in which no file says which network is the usual one. */
export interface FolderOrder {
  /** The files, each with one network. */
  readonly files: readonly CniConfig[];
  /** From 0; the place of the network that was asked about. */
  readonly index: number;
  /** CRI-O takes the first file that can be loaded. */
  readonly used: CniConfig | undefined;
  /** containerd takes the first one, and has no network where that cannot be loaded. */
  readonly isStuck: boolean;
}

/** Undefined for a network that is alone, or in no folder. */
export function orderOf(config: CniConfig, folder: readonly CniConfig[]): FolderOrder | undefined {
  const files = folder
    .filter((each) => each.place === 'file')
    .toSorted((a, b) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0));
  const index = files.findIndex(({ uri }) => uri === config.uri);
  const [first] = files;
  if (index < 0 || !first || files.length < 2) return undefined;
  return { files, index, used: files.find((each) => !isBroken(each)), isStuck: isBroken(first) };
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
