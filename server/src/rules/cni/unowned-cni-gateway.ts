import { isOn, textOf } from '../../cni/values.ts';
import { fieldOf } from '../../text/jsonNode.ts';
import { defaultRoutes } from '../cniAddresses.ts';
import { withPair } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOf, pluginsOf } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const unownedCniGateway = defineCniRule({
  id: 'unowned-cni-gateway',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary:
      'Containers on a bridge have a default route or address translation, and nobody has the address of the gateway.',
    why: 'The default gateway is the first address of the subnet. The bridge takes it only with `isGateway`; without, no traffic leaves the network.',
    instead: 'Set `isGateway`. If a router in the network has the address, name it as `gateway`.',
    references: [cniPages.bridge],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              {
                "type": "bridge",
                "ipMasq": true,
                "ipam": {
                  "type": "host-local",
                  "subnet": "10.50.0.0/24",
                  "routes": [{ "dst": "0.0.0.0/0" }]
                  #                    ^^^^^^^^^ nobody has the address of the gateway
                }
              }
            ]
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              {
                "type": "bridge",
                "ipMasq": true,
                "ipam": {
                  "type": "host-local",
                  "subnet": "10.50.0.0/24",
                  "routes": [{ "dst": "0.0.0.0/0" }]
                },
                "isGateway": true
              }
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "isGateway": true, "ipMasq": true, "ipam": { "type": "host-local", "subnet": "10.50.0.0/24", "routes": [{ "dst": "0.0.0.0/0" }] } }] }\n',
    ],
  },
  *check(config) {
    for (const plugin of pluginsOf(config, 'bridge')) {
      const { object, ipam } = plugin;
      if (!ipam || ipam.sets.length === 0 || isOn(object, 'isGateway') || isOn(object, 'isDefaultGateway')) continue;
      // A gateway that is named may be a router in the network.
      if (ipam.sets.some(({ ranges }) => ranges.some(({ gateway }) => gateway))) continue;
      const own = fieldOf(object, 'isGateway');
      // A network that says so is meant to be cut off.
      if (own) continue;
      const route = [...defaultRoutes(plugin, 4), ...defaultRoutes(plugin, 6)].find(({ gw }) => !gw);
      const text = textOf(route?.dst);
      const masquerade = isOn(object, 'ipMasq') ? fieldOf(object, 'ipMasq') : undefined;
      if (!text && !masquerade) continue;
      yield {
        span: text?.contentSpan ?? masquerade?.key.contentSpan ?? placeOf(plugin),
        message: text
          ? 'The bridge has no `isGateway`, so that nobody has the address of the gateway: no traffic leaves the network.'
          : 'The bridge has no `isGateway`, so that it routes nothing whose addresses could be translated.',
        fixes: [
          {
            title: 'Make the bridge the gateway',
            safety: 'unsafe',
            edits: [withPair(object, 'isGateway', 'true')],
          },
        ],
      };
    }
  },
});
