import { cniFacts, pluginFacts } from '../../cni/facts.ts';
import { compareVersions } from '../../cni/installed.ts';
import type { CniConfig, CniKeyFacts, CniPlugin } from '../../model/cniConfig.ts';
import type { CniPath } from './cniPlace.ts';

/** A key and what is known of it. */
export interface CniKey {
  readonly name: string;
  readonly facts: CniKeyFacts;
  /** What it belongs to: `bridge`, `host-local`, `every plugin`, `the list`, `a route`. */
  readonly of: string;
  /** Set where what is installed lacks it: `the plugins 1.1.1`. */
  readonly missingIn?: string;
}

/** The plugin that a path leads into, and the rest of the path; undefined at the top of a list. */
export function pluginOfPath(
  { form, plugins }: CniConfig,
  path: CniPath,
): { readonly plugin: CniPlugin; readonly inside: CniPath } | undefined {
  if (form === 'plugin') {
    const [plugin] = plugins;
    return plugin ? { plugin, inside: path } : undefined;
  }
  const [first, index] = path;
  const plugin = first === 'plugins' ? plugins.find((each) => each.index === index) : undefined;
  return plugin ? { plugin, inside: path.slice(2) } : undefined;
}

/** The keys that the object at this path knows, those of its own first. */
export const keysAt = (config: CniConfig, path: CniPath): readonly CniKey[] =>
  knownKeys(config, path).map((key) => ({ ...key, ...missing(key, config) }));

/** Keys beside `plugins` are the runtime's, all others the plugins'. */
function missing({ facts: { since }, of }: CniKey, { installed }: CniConfig): Pick<CniKey, 'missingIn'> {
  if (since === undefined) return {};
  const { plugins, specification } = installed;
  const isOlder = (version: string): boolean => compareVersions(since, version) > 0;
  if (of === 'the list') return isOlder(specification) ? { missingIn: `a runtime for ${specification}` } : {};
  return of !== 'every plugin' && isOlder(plugins) ? { missingIn: `the plugins ${plugins}` } : {};
}

function knownKeys(config: CniConfig, path: CniPath): readonly CniKey[] {
  const found = pluginOfPath(config, path);
  const top =
    path.length === 0 ? Object.entries(cniFacts.list).map(([name, facts]) => keyOf(name, facts, 'the list')) : [];
  if (!found) return top;
  const inPlugin = keysInPlugin(found.plugin, found.inside);
  // One file with one plugin: what stands at its top is the network's and the plugin's.
  const ofNetwork = top.filter(({ name }) => !ofLists.has(name));
  return distinct(path.length === 0 ? [...ofNetwork, ...inPlugin] : inPlugin);
}

const ofLists: ReadonlySet<string> = new Set(['plugins', 'disableCheck', 'disableGC', 'loadOnlyInlinedPlugins']);

/** The key at this path; upper and lower case are not told apart, as Go does not. */
export function keyNamed(config: CniConfig, path: CniPath, name: string): CniKey | undefined {
  const keys = keysAt(config, path);
  return keys.find((each) => each.name === name) ?? keys.find((each) => each.name.toLowerCase() === name.toLowerCase());
}

const keyOf = (name: string, facts: CniKeyFacts, of: string): CniKey => ({ name, facts, of });

function distinct(keys: readonly CniKey[]): readonly CniKey[] {
  return [...new Map(keys.toReversed().map((key) => [key.name, key])).values()].reverse();
}

function keysInPlugin({ typeName, facts, ipam }: CniPlugin, inside: CniPath): readonly CniKey[] {
  const parent = pathText(inside);
  const delegate = typeName === 'flannel' && parent.startsWith('delegate') ? pluginFacts('bridge') : undefined;
  const own = facts
    ? [
        ...childrenOf(facts.keys, parent, typeName ?? 'the plugin'),
        ...capabilityKeys(parent, facts.capabilities, typeName),
      ]
    : [];
  const delegated = delegate ? childrenOf(delegate.keys, parent.replace(/^delegate\.?/, ''), 'bridge') : [];
  const common = childrenOf(cniFacts.plugin, parent, 'every plugin');
  return distinct([...own, ...delegated, ...inIpam(parent, ipam?.typeName), ...common]);
}

function inIpam(parent: string, type: string | undefined): readonly CniKey[] {
  if (!/^ipam(?:$|[.[])/.test(parent)) return [];
  const facts = pluginFacts(type);
  const inner = parent.replace(/^ipam\.?/, '');
  const own = facts?.kind === 'ipam' ? childrenOf(facts.keys, inner, type ?? '') : [];
  if (inner === 'routes[]') return childrenOf(cniFacts.route, '', 'a route');
  if (inner === 'ranges[][]' && facts && type === 'host-local')
    return childrenOf(facts.keys, '', type).filter(({ name }) => inRanges.has(name));
  if (inner === 'dns') return childrenOf(cniFacts.plugin, 'dns', 'every plugin');
  return own;
}

const inRanges: ReadonlySet<string> = new Set(['subnet', 'rangeStart', 'rangeEnd', 'gateway']);

/** Capabilities stand as keys with `true`. */
function capabilityKeys(
  parent: string,
  known: readonly string[] | undefined,
  type: string | undefined,
): readonly CniKey[] {
  if (parent !== 'capabilities') return [];
  return (known ?? []).map((name) =>
    keyOf(name, { type: 'boolean', doc: capabilityDocs[name] ?? '' }, type ?? 'the plugin'),
  );
}

const capabilityDocs: Readonly<Record<string, string>> = {
  portMappings:
    'The runtime hands over which ports of the host lead to the container. Without it no port is published, and nobody says so.',
  bandwidth: 'The runtime hands over rates and bursts; what stands in the file wins over them.',
  mac: 'The runtime may choose the MAC address of the interface.',
  ips: 'The runtime may choose the addresses of the container.',
  ipRanges: 'The runtime hands over ranges, which go before those of the file.',
  deviceID: 'The runtime hands over the device that was reserved for the container.',
};

/** Keys by path are `a.b`, `list[].key`; those that begin with the parent and have one step more are its children. */
function childrenOf(keys: Readonly<Record<string, CniKeyFacts>>, parent: string, of: string): readonly CniKey[] {
  const found = new Map<string, CniKey>();
  const start = parent === '' ? '' : `${parent}.`;
  for (const [path, facts] of Object.entries(keys)) {
    if (!path.startsWith(start)) continue;
    const rest = path.slice(start.length);
    const [name = ''] = rest.split(/\.|\[/);
    if (name === '' || (path.endsWith('*') && rest.includes('*'))) continue;
    if (rest === name) found.set(name, keyOf(name, facts, of));
    // `policy.type` is known, `policy` is not told of by itself.
    else if (!found.has(name) && !Object.hasOwn(keys, start + name))
      found.set(name, keyOf(name, { type: 'object', doc: '' }, of));
  }
  return [...found.values()];
}

/** `ipam.ranges[][]` of the keys and indexes. */
export function pathText(path: CniPath): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}
