import { capabilityOf, textOf } from '../../cni/values.ts';
import { fieldOf } from '../../text/jsonNode.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOf } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const missingCniKey = defineCniRule({
  id: 'missing-cni-key',
  category: 'correctness',
  docs: {
    summary: 'A plugin lacks a setting that it cannot do without.',
    why: 'Adding a container fails. A `vlan` without `vlanId` makes an interface of VLAN 0, and nothing is said.',
    instead: 'Add the setting.',
    references: [cniPages.vlan, cniPages.hostDevice],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "vlan", "vlanId": 5, "ipam": { "type": "dhcp" } }
              #         ^^^^^^ \`vlan\` needs \`master\`
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
              { "type": "host-device" }
              #         ^^^^^^^^^^^^^ needs one of
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "vlan", "master": "eth0", "vlanId": 5, "ipam": { "type": "dhcp" } }] }\n',
    ],
  },
  *check({ plugins, isTemplate }) {
    for (const plugin of plugins) {
      if (isTemplate) continue;
      const { typeName, object } = plugin;
      const span = placeOf(plugin);
      const isMissing = (key: string): boolean => {
        const pair = fieldOf(object, key);
        return !pair || textOf(pair)?.value === '';
      };
      if (typeName === 'vlan' && isMissing('master'))
        yield { span, message: '`vlan` needs `master`, an interface of the host. Adding a container fails.' };
      if (typeName === 'vlan' && !fieldOf(object, 'vlanId'))
        yield {
          span,
          severity: 'warning',
          message: '`vlan` has no `vlanId`: it makes an interface of VLAN 0, and nothing is said.',
        };
      if (typeName === 'vrf' && isMissing('vrfname'))
        yield { span, message: '`vrf` needs `vrfname`. Adding a container fails.' };
      const keys = ['device', 'hwaddr', 'kernelpath', 'pciBusID'];
      const isGiven =
        capabilityOf(plugin, 'deviceID') ?? fieldOf(object, 'runtimeConfig') ?? fieldOf(object, 'deviceID');
      if (typeName === 'host-device' && keys.every(isMissing) && !isGiven)
        yield {
          span,
          message:
            '`host-device` needs one of `device`, `hwaddr`, `kernelpath` and `pciBusID`. Adding a container fails.',
        };
      const path = typeName === 'host-device' ? textOf(fieldOf(object, 'kernelpath')) : undefined;
      if (path && path.value !== '' && !path.value.startsWith('/sys/devices/'))
        yield {
          span: path.contentSpan,
          message: 'The path of a device begins with `/sys/devices/`. Adding a container fails.',
        };
    }
  },
});
