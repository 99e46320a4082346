import { cniFacts, pluginFacts } from '../../cni/facts.ts';
import { compareVersions } from '../../cni/installed.ts';
import type { CniConfig, CniPluginFacts } from '../../model/cniConfig.ts';

/** How well a plugin fits at a place of a chain. */
export interface ChainFit {
  readonly type: string;
  readonly facts: CniPluginFacts;
  /** Lower comes first; from `unfit` on it cannot stand here. */
  readonly rank: number;
  /** Why it is good here, or what would come of it. */
  readonly reason: string;
}

export const unfit = 100;

/** Every plugin that may be written at this index, the best ones first, each with a reason. */
export function chainFits(
  { plugins, version, installed }: Pick<CniConfig, 'plugins' | 'version' | 'installed'>,
  index: number,
): readonly ChainFit[] {
  const before = plugins.filter((plugin) => plugin.index < index).flatMap(({ typeName }) => typeName ?? []);
  const others = new Set(plugins.filter((plugin) => plugin.index !== index).flatMap(({ typeName }) => typeName ?? []));
  const maker = before.find((type) => kindOf(type) === 'interface');
  return Object.entries(cniFacts.plugins)
    .flatMap(([type, facts]): readonly ChainFit[] => {
      if (facts.kind === 'ipam') return [];
      const fit = index === 0 ? asFirst(type, facts) : asNext(type, facts, before, maker);
      const twice = others.has(type) && fit.rank < unfit && facts.kind === 'chained';
      const old = facts.oldestVersion !== undefined && version.known && isOlder(version.value, facts.oldestVersion);
      const reason = twice
        ? 'It is in the chain already.'
        : old
          ? `It needs cniVersion ${facts.oldestVersion} or newer; here it is ${version.value}.`
          : fit.reason;
      if (facts.since !== undefined && compareVersions(facts.since, installed.plugins) > 0)
        return [{ type, facts, rank: unfit, reason: `It is there since release ${facts.since} of the plugins.` }];
      return [{ type, facts, rank: fit.rank + (twice || old ? unfit / 2 : 0), reason }];
    })
    .toSorted((a, b) => a.rank - b.rank);
}

const kindOf = (type: string): CniPluginFacts['kind'] | undefined => pluginFacts(type)?.kind;

const isOlder = (version: string, oldest: string): boolean =>
  /^\d+\.\d+\.\d+$/.test(version) && compareVersions(version, oldest) < 0;

function asFirst(type: string, { kind, foreign }: CniPluginFacts): Pick<ChainFit, 'rank' | 'reason'> {
  if (kind === 'chained')
    return { rank: unfit, reason: 'It cannot be first: it works on what a plugin before it has made.' };
  return {
    rank: foreign ? 40 : place(firstOnes, type),
    reason: kind === 'loopback' ? 'For the loopback interface alone.' : 'It makes the interface, so it goes first.',
  };
}

function asNext(
  type: string,
  { kind, foreign }: CniPluginFacts,
  before: readonly string[],
  maker: string | undefined,
): Pick<ChainFit, 'rank' | 'reason'> {
  if (kind !== 'chained') {
    const reason =
      maker === undefined
        ? 'It makes an interface, which what stands before it may need.'
        : `${maker} has made the interface already: this would be a second one of the same name.`;
    return { rank: maker === undefined ? 20 : unfit, reason };
  }
  const last = before.at(-1) ?? 'the plugin before';
  if (maker !== undefined && !pluginFacts(maker)?.foreign) {
    if (type === 'bandwidth' && maker !== 'bridge' && maker !== 'ptp')
      return { rank: unfit, reason: `It limits a veth pair, and ${maker} makes none.` };
    if (type === 'portmap' && (maker === 'macvlan' || maker === 'ipvlan'))
      return { rank: unfit, reason: `Traffic of ${maker} does not pass the host: published ports would not answer.` };
  }
  return { rank: foreign ? 40 : place(nextOnes, type), reason: `It can follow ${last}.` };
}

const place = (order: readonly string[], type: string): number => {
  const index = order.indexOf(type);
  return index < 0 ? 30 : index;
};

const firstOnes = ['bridge', 'ptp', 'macvlan', 'ipvlan', 'vlan', 'host-device', 'tap', 'dummy', 'loopback'];
// The order in which containers are connected by nerdctl and podman, then what few use.
const nextOnes = ['portmap', 'firewall', 'tuning', 'bandwidth', 'sbr', 'vrf'];

/** `bridge -> portmap -> firewall`; entries whose type nobody can read are told as `?`. */
export const chainText = ({ plugins }: CniConfig): string =>
  plugins.map(({ type, typeName }) => typeName || type?.value || '?').join(' -> ');
