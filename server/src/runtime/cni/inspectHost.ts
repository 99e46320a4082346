import { listAt, parseJson, textAt } from '../json.ts';
import type { ThrowawayHost } from './throwawayHost.ts';

/** What plugins leave behind in a host, each thing a line. */
export interface HostState {
  readonly links: readonly string[];
  readonly rules: readonly string[];
  /** Files below /var/lib/cni. */
  readonly files: readonly string[];
}

export async function hostState(host: ThrowawayHost): Promise<HostState> {
  const [links, tables, six, sets, files] = await Promise.all([
    host.run('ip', ['-json', 'link']),
    host.run('iptables-save', []),
    host.run('ip6tables-save', []),
    host.run('nft', ['list', 'ruleset']),
    host.run('find', ['/var/lib/cni', '-type', 'f']),
  ]);
  return {
    links: listAt(parseJson(links.stdout)).map((link) => textAt(link, 'ifname')),
    rules: [...rulesOf(tables.stdout), ...rulesOf(six.stdout).map((rule) => `IPv6 ${rule}`), ...ownTables(sets.stdout)],
    files: linesOf(files.stdout).filter((file) => !/\/(?:lock|last_reserved_ip\.\d+)$/.test(file)),
  };
}

/** What `after` has and `before` has not. */
export function addedTo(before: HostState, after: HostState): HostState {
  const added = (a: readonly string[], b: readonly string[]): readonly string[] =>
    b.filter((each) => !a.includes(each));
  return {
    links: added(before.links, after.links),
    rules: added(before.rules, after.rules),
    files: added(before.files, after.files),
  };
}

/** Addresses and routes of a container, as `ip` shows them. */
export async function containerState(
  host: ThrowawayHost,
  id: string,
): Promise<{ readonly addresses: readonly string[]; readonly routes: readonly string[] }> {
  const [addresses, routes] = await Promise.all([
    host.run('ip', ['-n', id, '-brief', 'addr']),
    host.run('ip', ['-n', id, 'route']),
  ]);
  return { addresses: linesOf(addresses.stdout), routes: linesOf(routes.stdout) };
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Rules and chains of the host, without counters and without chains that exist in any case. */
const rulesOf = (text: string): readonly string[] =>
  linesOf(text)
    .filter((line) => line.startsWith('-A') || /^:\S+ - /.test(line))
    .map((line) => line.replace(/ \[\d+:\d+\]$/, ''));

/** Tables that are not the ones in which nft shows what iptables wrote. */
const ownTables = (text: string): readonly string[] =>
  linesOf(text).filter((line) => /^table /.test(line) && !/^table ip6? (?:filter|nat|mangle|raw|security) /.test(line));
