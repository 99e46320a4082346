import { cniFacts, pluginFacts } from '../../cni/facts.ts';
import { compareVersions } from '../../cni/installed.ts';
import { folded } from '../../cni/keyProblems.ts';
import { objectsIn } from '../../cni/values.ts';
import type { CniConfig, CniKeyFacts } from '../../model/cniConfig.ts';
import { fieldOf, type JsonObject, type JsonPair } from '../../text/jsonNode.ts';
import { withoutPair } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOf } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const newerCniKey = defineCniRule({
  id: 'newer-cni-key',
  category: 'portability',
  severity: 'warning',
  docs: {
    summary: 'A key, or a plugin, came with a later release than the one that is installed.',
    why: 'Older plugins ignore keys that they do not know without a word: what is meant by the key does not happen. What is installed is said by `bulkhead.cni.pluginVersion` and, for keys beside `plugins`, `bulkhead.cni.specVersion`.',
    instead: 'Install newer plugins, or do without the key.',
    references: [cniPages.plugins, 'https://github.com/containernetworking/plugins/releases'],
  },
  examples: {
    bad: [
      {
        installed: { plugins: '1.1.1' },
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "portIsolation": true }
              #                    ^^^^^^^^^^^^^ \`bridge\` knows \`portIsolation\` since release 1.7.0; the plugins 1.1.1 ignore it
            ]
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge" }
            ]
          }
        `,
      },
      {
        installed: { plugins: '1.1.1' },
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "tap", "ipam": { "type": "dhcp", "priority": 3 } }
              #         ^^^^^ \`tap\` is there since release 1.3.0, and not in the plugins 1.1.1
              #                                           ^^^^^^^^ \`dhcp\` knows \`priority\` since release 1.6.0
            ]
          }
        `,
      },
      {
        installed: { specification: '1.0.0' },
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "disableGC": true,
           # ^^^^^^^^^ Runtimes know \`disableGC\` since version 1.1.0 of the specification
            "plugins": [{ "type": "bridge" }]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "disableGC": true, "plugins": [{ "type": "bridge", "portIsolation": true }] }\n',
    ],
  },
  *check(config) {
    const { plugins: release, specification } = config.installed;
    for (const { plugin, since } of newerPlugins(config))
      yield {
        span: placeOf(plugin),
        message: `\`${plugin.typeName}\` is there since release ${since}, and not in the plugins ${release}: no container can be added.`,
      };
    for (const { pair, object, since, owner } of newerKeys(config)) {
      const name = pair.key.value;
      yield {
        span: pair.key.contentSpan,
        message:
          owner === undefined
            ? `Runtimes know \`${name}\` since version ${since} of the specification; those for ${specification} ignore it.`
            : `\`${owner}\` knows \`${name}\` since release ${since}; the plugins ${release} ignore it.`,
        fixes: [{ title: `Remove \`${name}\``, safety: 'safe', edits: [withoutPair(object, pair)] }],
      };
    }
  },
});

function newerPlugins({ plugins, installed }: CniConfig) {
  return plugins.flatMap((plugin) => {
    const since = plugin.facts?.since;
    return isNewer(since, installed.plugins) ? [{ plugin, since }] : [];
  });
}

const isNewer = (since: string | undefined, installed: string): since is string =>
  since !== undefined && compareVersions(since, installed) > 0;

interface NewerKey {
  readonly pair: JsonPair;
  readonly object: JsonObject;
  readonly since: string;
  /** The plugin; absent for keys of the list. */
  readonly owner?: string;
}

function newerKeys({ root, form, plugins, installed }: CniConfig): readonly NewerKey[] {
  const ofList = form === 'list' && root ? newerIn(root, cniFacts.list, installed.specification) : [];
  const ofPlugins = plugins.flatMap(({ object, facts, typeName, ipam }): readonly NewerKey[] => {
    if (!facts || facts.foreign || facts.kind === 'ipam') return [];
    // Of a plugin that is not there nothing else is worth being said.
    const own = isNewer(facts.since, installed.plugins) ? [] : newerIn(object, facts.keys, installed.plugins, typeName);
    const ipamFacts = pluginFacts(ipam?.typeName);
    if (!ipam || ipamFacts?.kind !== 'ipam' || ipamFacts.foreign) return own;
    const ofIpam = newerIn(ipam.object, ipamFacts.keys, installed.plugins, ipam.typeName);
    const ofRoutes = objectsIn(fieldOf(ipam.object, 'routes')).flatMap((route) =>
      newerIn(route, cniFacts.route, installed.plugins, ipam.typeName),
    );
    return [...own, ...ofIpam, ...ofRoutes];
  });
  return [...ofList, ...ofPlugins];
}

function newerIn(
  object: JsonObject,
  keys: Readonly<Record<string, CniKeyFacts>>,
  installed: string,
  owner?: string,
): readonly NewerKey[] {
  return object.pairs.flatMap((pair) => {
    const since = keys[folded(keys, pair.key.value) ?? '']?.since;
    if (!isNewer(since, installed)) return [];
    return [{ pair, object, since, ...(owner === undefined ? {} : { owner }) }];
  });
}
