import { fieldOf } from '../../text/jsonNode.ts';
import { withPair } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOf, placeOfMissing } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const missingIpam = defineCniRule({
  id: 'missing-ipam',
  category: 'correctness',
  docs: {
    summary: 'A plugin has no address management, or one without a type.',
    why: '`ptp`, `dummy`, `ipvlan` and `vlan` refuse to add a container without it. With the others an `ipam` without `type` counts as none: containers get no address, and nothing is said.',
    instead: 'Add `ipam` with a `type`, `host-local` for example.',
    references: [cniPages.plugins, cniPages.hostLocal],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "ptp" }
              #         ^^^^^ \`ptp\` needs \`ipam\`
            ]
          }
        `,
      },
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "ipam": { "subnet": "10.50.0.0/24" } }
              #                    ^^^^ containers get no address
            ]
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "ipam": { "subnet": "10.50.0.0/24", "type": "host-local" } }
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "ptp", "ipam": { "type": "host-local", "subnet": "10.50.0.0/24" } }] }\n',
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "ipam": {} }] }\n',
    ],
  },
  *check({ plugins, isTemplate }) {
    for (const plugin of plugins) {
      const { object, typeName, facts, ipam, index } = plugin;
      if (facts?.kind !== 'interface' || facts.foreign || isTemplate) continue;
      const pair = fieldOf(object, 'ipam');
      if (pair && !ipam) continue;
      const type = ipam && fieldOf(ipam.object, 'type');
      if (type && !(ipam.type?.known && ipam.type.value === '')) continue;
      // `ipvlan` takes the addresses of a plugin before it.
      const needs = needing.has(typeName ?? '') && !(typeName === 'ipvlan' && index > 0);
      if (!needs && !ipam?.object.pairs.some(({ value }) => value && value.kind !== 'null')) continue;
      const isLocal = ipam && ['subnet', 'ranges'].some((key) => fieldOf(ipam.object, key));
      yield {
        span: ipam
          ? (ipam.type?.span ?? placeOfMissing(ipam.object, 'type', ipam.pair.key.contentSpan))
          : placeOfMissing(object, 'ipam', placeOf(plugin)),
        message: needs
          ? `\`${typeName}\` needs \`ipam\` with a \`type\`. Adding a container fails.`
          : '`ipam` has no `type` and counts as none: containers get no address, and nothing is said.',
        ...(needs ? {} : { severity: 'warning' as const }),
        ...(isLocal && !type
          ? {
              fixes: [
                {
                  title: 'Add the type `host-local`',
                  safety: 'unsafe' as const,
                  edits: [withPair(ipam.object, 'type', '"host-local"')],
                },
              ],
            }
          : {}),
      };
    }
  },
});

const needing: ReadonlySet<string> = new Set(['ptp', 'dummy', 'ipvlan', 'vlan']);
