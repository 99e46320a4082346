/**
 * How compose joins a key of two files or of an extended service and the extending one (Compose Specification, "Merge";
 * compose-go, package override). Whatever is not named here is joined by its shape: maps by key, lists one behind the
 * other, anything else is replaced.
 *
 * assignments   `KEY=value` items or a map: by key
 * names         a list of names or a map: by name, always a map
 * entries       a list, or one text as a list of one; an entry that stands twice counts once
 * replaced      the later value alone
 * build         a text is the context
 * pools         by subnet
 */
export type MergeKind = 'assignments' | 'names' | 'entries' | 'replaced' | 'build' | 'pools';

type Pattern = string;

const kinds: ReadonlyMap<Pattern, MergeKind> = new Map<Pattern, MergeKind>([
  ['networks.*.ipam.config', 'pools'],
  ['networks.*.labels', 'assignments'],
  ['volumes.*.labels', 'assignments'],
  ['services.*.annotations', 'assignments'],
  ['services.*.build', 'build'],
  ['services.*.build.args', 'assignments'],
  ['services.*.build.additional_contexts', 'assignments'],
  ['services.*.build.extra_hosts', 'entries'],
  ['services.*.build.labels', 'assignments'],
  ['services.*.command', 'replaced'],
  ['services.*.depends_on', 'names'],
  ['services.*.deploy.labels', 'assignments'],
  ['services.*.dns', 'entries'],
  ['services.*.dns_opt', 'entries'],
  ['services.*.dns_search', 'entries'],
  ['services.*.entrypoint', 'replaced'],
  ['services.*.extends', 'replaced'],
  ['services.*.env_file', 'entries'],
  ['services.*.label_file', 'entries'],
  ['services.*.environment', 'assignments'],
  ['services.*.extra_hosts', 'entries'],
  ['services.*.healthcheck.test', 'replaced'],
  ['services.*.labels', 'assignments'],
  ['services.*.models', 'names'],
  ['services.*.networks', 'names'],
  ['services.*.sysctls', 'assignments'],
  ['services.*.tmpfs', 'entries'],
  ['services.*.ulimits.*', 'replaced'],
  ['services.*.cap_add', 'entries'],
  ['services.*.cap_drop', 'entries'],
  ['services.*.expose', 'entries'],
  ['services.*.links', 'entries'],
  ['services.*.networks.*.aliases', 'entries'],
  ['services.*.networks.*.link_local_ips', 'entries'],
  ['services.*.profiles', 'entries'],
]);

/** Lists in which an item replaces an earlier one for the same thing: where it is mounted, which port it publishes. */
export type ItemIdentity = 'port' | 'mount' | 'value' | 'device';

const identities: ReadonlyMap<Pattern, ItemIdentity> = new Map<Pattern, ItemIdentity>([
  ['services.*.ports', 'port'],
  ['services.*.volumes', 'mount'],
  ['services.*.configs', 'mount'],
  ['services.*.secrets', 'mount'],
  ['services.*.devices', 'device'],
]);

/** Keys from the top of the file, the names of services and networks among them. */
export type MergePath = readonly string[];

export const mergeKindOf = (path: MergePath): MergeKind | undefined => lookUp(kinds, path);

/** Undefined: items of this list are never the same. */
export function itemIdentityOf(path: MergePath): ItemIdentity | undefined {
  return mergeKindOf(path) === 'entries' ? 'value' : lookUp(identities, path);
}

function lookUp<T>(table: ReadonlyMap<Pattern, T>, [section = '', , key, ...rest]: MergePath): T | undefined {
  if (key === undefined) return undefined;
  const exact = [section, '*', key, ...rest].join('.');
  const found = table.get(exact);
  if (found !== undefined || rest.length === 0) return found;
  // The one other place for a name of the author's own: `networks.NAME.aliases`, `ulimits.NAME`.
  return table.get([section, '*', key, '*', ...rest.slice(1)].join('.'));
}
