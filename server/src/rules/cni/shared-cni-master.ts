import { type CniConfig, type CniInterface, fileNameOf } from '../../model/cniConfig.ts';
import { isBefore } from '../cniFolder.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const sharedCniMaster = defineCniRule({
  id: 'shared-cni-master',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'One interface of the host is the master of a macvlan and of an ipvlan network.',
    why: 'Linux lets only one of both kinds use an interface. While a container is in the one network, adding one to the other fails: "device or resource busy".',
    instead: 'Use one kind for all networks of the interface, or an interface for each.',
    references: [cniPages.macvlan],
  },
  examples: {
    bad: [
      {
        files: {
          '05-lan.conflist':
            '{ "cniVersion": "1.0.0", "name": "lan", "plugins": [{ "type": "macvlan", "master": "eth1", "ipam": { "type": "dhcp" } }] }',
        },
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "ipvlan", "master": "eth1", "ipam": { "type": "static", "addresses": [{ "address": "10.9.0.5/24" }] } }
              #                              ^^^^ \`lan\` uses \`eth1\` for \`macvlan\`
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "ipvlan", "master": "eth1", "ipam": { "type": "static", "addresses": [{ "address": "10.9.0.5/24" }] } }] }\n',
    ],
  },
  *checkInFolder(config, folder) {
    for (const own of mastersOf(config)) {
      const [other] = folder
        .filter((each) => isBefore(each, config))
        .flatMap((each) =>
          mastersOf(each).flatMap((use) =>
            use.name === own.name && use.plugin.typeName !== own.plugin.typeName ? [{ use, config: each }] : [],
          ),
        );
      if (!own.span || !other) continue;
      yield {
        span: own.span,
        message: `\`${other.config.name?.value ?? fileNameOf(other.config)}\` uses \`${own.name}\` for \`${other.use.plugin.typeName}\`: while a container is in one of both networks, adding one to the other fails.`,
        ...(other.use.span ? { related: [{ span: other.use.span, message: 'The other network.' }] } : {}),
      };
    }
  },
});

const mastersOf = ({ interfaces }: CniConfig): readonly CniInterface[] =>
  interfaces.filter(({ plugin: { typeName } }) => typeName === 'macvlan' || typeName === 'ipvlan');
