import { cidrOf, isOn } from '../../cni/values.ts';
import type { CniPlugin } from '../../model/cniConfig.ts';
import { fieldOf } from '../../text/jsonNode.ts';
import { withPair } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const missingCniRoute = defineCniRule({
  id: 'missing-cni-route',
  category: 'portability',
  docs: {
    summary: 'The bridge is made to let containers out, and they get no route.',
    why: 'Containers say "Network is unreachable", and published ports do not answer to other machines, since answers find no way back.',
    instead: 'Add a default route to `ipam`, or `"isDefaultGateway": true` to the bridge.',
    references: [cniPages.bridge, cniPages.hostLocal],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "isGateway": true, "ipMasq": true, "ipam": { "type": "host-local", "subnet": "10.50.0.0/24" } }
              #                    ^^^^^^^^^ no default route
            ]
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "isGateway": true, "ipMasq": true, "ipam": { "type": "host-local", "subnet": "10.50.0.0/24", "routes": [{ "dst": "0.0.0.0/0" }] } }
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "isGateway": true, "ipam": { "type": "host-local", "subnet": "10.50.0.0/24" } }] }\n',
    ],
  },
  *check({ plugins, isTemplate }) {
    // Plugins that nothing is known of may add routes.
    if (isTemplate || plugins.some(({ facts }) => !facts || facts.foreign)) return;
    const isPublished = plugins.some(({ typeName }) => typeName === 'portmap');
    for (const plugin of plugins) {
      const { object, ipam } = plugin;
      const pair = fieldOf(object, 'isGateway');
      if (!pair || !ipam || !isRouter(plugin) || !(isPublished || isOn(object, 'ipMasq'))) continue;
      yield {
        span: pair.key.contentSpan,
        message:
          'The bridge is the gateway, and containers get no default route: they reach nothing behind it, and published ports do not answer to other machines.',
        fixes: [
          {
            title: 'Add a default route',
            safety: 'unsafe',
            edits: [withPair(ipam.object, 'routes', '[{ "dst": "0.0.0.0/0" }]')],
          },
        ],
      };
    }
  },
});

/** A bridge that is the gateway of an IPv4 subnet, and gives no route at all. */
function isRouter({ typeName, object, ipam }: CniPlugin): boolean {
  if (typeName !== 'bridge' || ipam?.typeName !== 'host-local') return false;
  if (!isOn(object, 'isGateway') || isOn(object, 'isDefaultGateway') || fieldOf(ipam.object, 'routes')) return false;
  const subnets = ipam.sets.flatMap(({ ranges }) => ranges.map(({ subnet }) => cidrOf(subnet)));
  return subnets.length > 0 && subnets.every((cidr) => cidr?.family === 4);
}
