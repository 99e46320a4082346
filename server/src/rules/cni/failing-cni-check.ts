import { cniFacts } from '../../cni/facts.ts';
import { compareVersions } from '../../cni/installed.ts';
import type { CniPlugin } from '../../model/cniConfig.ts';
import { pairNamed } from '../../text/jsonNode.ts';
import { withPair } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOf } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const failingCniCheck = defineCniRule({
  id: 'failing-cni-check',
  category: 'portability',
  docs: {
    summary: 'CHECK fails for a network that works.',
    why: 'Runtimes that check their containers take the network for broken. `sbr` and `vrf` move routes that CHECK of the plugins before looks for; a bridge without `ipam` has no plugin to ask for its addresses.',
    instead: 'Add `"disableCheck": true`, or `ipam` to the bridge.',
    references: [cniPages.execution, cniPages.format],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "macvlan", "master": "eth1", "ipam": { "type": "dhcp" } },
              { "type": "sbr" }
              #         ^^^^^ \`sbr\` moves routes
            ]
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "macvlan", "master": "eth1", "ipam": { "type": "dhcp" } },
              { "type": "sbr" }
            ],
            "disableCheck": true
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "disableCheck": true, "plugins": [{ "type": "macvlan", "master": "eth1", "ipam": { "type": "dhcp" } }, { "type": "sbr" }] }\n',
    ],
  },
  *check({ root, form, plugins, version, isTemplate }) {
    if (!root || form !== 'list' || isTemplate || pairNamed(root, 'disableCheck')) return;
    const hasCheck = version.known && cniFacts.versions.includes(version.value);
    if (!hasCheck || compareVersions(version.value, '0.4.0') < 0) return;
    for (const plugin of plugins) {
      const reason = reasonFor(plugin);
      if (reason === undefined) continue;
      yield {
        span: placeOf(plugin),
        message: `${reason}: CHECK fails, though the network works.`,
        fixes: [
          {
            title: 'Add `"disableCheck": true`',
            safety: 'unsafe',
            edits: [withPair(root, 'disableCheck', 'true')],
          },
        ],
      };
    }
  },
});

function reasonFor({ typeName, ipam, index }: CniPlugin): string | undefined {
  if (typeName === 'sbr' || typeName === 'vrf')
    return `\`${typeName}\` moves routes that the plugins before it look for`;
  return typeName === 'bridge' && index === 0 && !ipam?.object.pairs.length
    ? 'Without `ipam` containers have no address of this bridge'
    : undefined;
}
