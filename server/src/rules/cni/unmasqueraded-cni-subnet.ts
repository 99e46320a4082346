import { isOn } from '../../cni/values.ts';
import { containsCidr } from '../../model/address.ts';
import { privateBlocks } from '../../model/addressClass.ts';
import { fieldOf } from '../../text/jsonNode.ts';
import { defaultRoutes, subnetsOf } from '../cniAddresses.ts';
import { withPair } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { yaml } from '../yaml.ts';

export const unmasqueradedCniSubnet = defineCniRule({
  id: 'unmasqueraded-cni-subnet',
  category: 'portability',
  docs: {
    summary: 'Containers are sent out through the host with private addresses that nothing translates.',
    why: 'Packets leave, and answers find no way back, unless other machines have a route to the subnet.',
    instead: 'Add `"ipMasq": true`, or routes to the subnet where it is meant to be seen.',
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
              { "type": "bridge", "isDefaultGateway": true, "ipam": { "type": "host-local", "subnet": "10.50.0.0/24" } }
              #                    ^^^^^^^^^^^^^^^^ \`ipMasq\` is not on
            ]
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "isDefaultGateway": true, "ipam": { "type": "host-local", "subnet": "10.50.0.0/24" }, "ipMasq": true }
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "isDefaultGateway": true, "ipMasq": true, "ipam": { "type": "host-local", "subnet": "10.50.0.0/24" } }] }\n',
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "isDefaultGateway": true, "ipMasq": false, "ipam": { "type": "host-local", "subnet": "10.50.0.0/24" } }] }\n',
    ],
  },
  *check({ plugins, isTemplate }) {
    if (isTemplate || plugins.some(({ facts }) => !facts || facts.foreign)) return;
    for (const plugin of plugins) {
      const { object, typeName } = plugin;
      const key = ['isDefaultGateway', 'isGateway'].find((each) => isOn(object, each));
      const pair = key === undefined ? undefined : fieldOf(object, key);
      // A written `false` is a decision.
      if (typeName !== 'bridge' || !pair || fieldOf(object, 'ipMasq')) continue;
      const hasRoute = key === 'isDefaultGateway' || defaultRoutes(plugin, 4).length > 0;
      const subnets = subnetsOf(plugin);
      const isHidden = subnets?.every((cidr) => privateBlocks.some((block) => containsCidr(block, cidr))) ?? false;
      if (!hasRoute || !isHidden) continue;
      yield {
        span: pair.key.contentSpan,
        message:
          'Containers are sent out through this bridge, and `ipMasq` is not on: answers come back only where other machines have a route to the subnet.',
        fixes: [{ title: 'Add `"ipMasq": true`', safety: 'unsafe', edits: [withPair(object, 'ipMasq', 'true')] }],
      };
    }
  },
});
