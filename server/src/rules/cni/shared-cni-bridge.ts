import { isOn } from '../../cni/values.ts';
import { formatCidr } from '../../model/address.ts';
import { type CniConfig, fileNameOf } from '../../model/cniConfig.ts';
import { isBefore, poolsOf } from '../cniFolder.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOf } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const sharedCniBridge = defineCniRule({
  id: 'shared-cni-bridge',
  category: 'correctness',
  docs: {
    summary: 'Two networks are on one bridge, and each wants another gateway address on it.',
    why: 'A bridge that is the gateway has one IPv4 address. Adding a container to the network that comes second fails; with `forceAddress` the first one loses its gateway.',
    instead: 'Give each network a bridge of its own.',
    references: [cniPages.bridge],
  },
  examples: {
    bad: [
      {
        files: {
          '05-db.conflist':
            '{ "cniVersion": "1.0.0", "name": "db", "plugins": [{ "type": "bridge", "bridge": "br0", "isGateway": true, "ipam": { "type": "host-local", "subnet": "10.51.0.0/24" } }] }',
        },
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "bridge": "br0", "isGateway": true, "ipam": { "type": "host-local", "subnet": "10.50.0.0/24" } }
              #                              ^^^ \`db\` is on this bridge with \`10.51.0.0/24\`
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "bridge": "br1", "isGateway": true, "ipam": { "type": "host-local", "subnet": "10.50.0.0/24" } }] }\n',
    ],
  },
  *checkInFolder(config, folder) {
    const own = gatewaysOf(config);
    for (const bridge of own) {
      const others = folder
        .filter((each) => isBefore(each, config) && each.name?.value !== config.name?.value)
        .flatMap((each) => gatewaysOf(each));
      const other = others.find(({ name, subnet }) => name === bridge.name && subnet !== bridge.subnet);
      if (!other) continue;
      const forced = isOn(bridge.plugin.object, 'forceAddress');
      yield {
        span: bridge.span ?? placeOf(bridge.plugin),
        message: `\`${other.config.name?.value ?? fileNameOf(other.config)}\` is on this bridge with \`${other.subnet}\`, and this network with \`${bridge.subnet}\`. ${forced ? 'The network that is used first loses its gateway.' : 'Adding a container to the one that is used second fails.'}`,
        related: [{ span: other.span ?? placeOf(other.plugin), message: 'The other network.' }],
        ...(forced ? { severity: 'warning' as const } : {}),
      };
    }
  },
});

/** The bridges of a network that are its gateway, each with the IPv4 subnet. */
function gatewaysOf(config: CniConfig) {
  return config.interfaces.flatMap((each) => {
    const { plugin, kind } = each;
    const isGateway = isOn(plugin.object, 'isGateway') || isOn(plugin.object, 'isDefaultGateway');
    const pool = poolsOf(config).find(({ cidr, link }) => cidr.family === 4 && link === each.name);
    return kind === 'bridge' && isGateway && pool ? [{ ...each, config, subnet: formatCidr(pool.cidr) }] : [];
  });
}
