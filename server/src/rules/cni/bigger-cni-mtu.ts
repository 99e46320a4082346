import { numberOf } from '../../cni/values.ts';
import { fieldOf } from '../../text/jsonNode.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { pluginsOf } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const biggerCniMtu = defineCniRule({
  id: 'bigger-cni-mtu',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'The interface of the container may send larger packets than its bridge passes on.',
    why: 'Large packets vanish without an answer: small requests work, large ones hang.',
    instead: 'Give `tuning` an `mtu` that is not above that of the bridge.',
    references: [cniPages.tuning, cniPages.bridge],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "mtu": 1400, "ipam": { "type": "dhcp" } },
              { "type": "tuning", "mtu": 1500 }
              #                          ^^^^ The bridge passes on packets up to 1400
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "mtu": 1500, "ipam": { "type": "dhcp" } }, { "type": "tuning", "mtu": 1400 }] }\n',
    ],
  },
  *check(config) {
    const [bridge] = pluginsOf(config, 'bridge');
    const limit = numberOf(bridge && fieldOf(bridge.object, 'mtu'));
    if (!limit || limit.value <= 0) return;
    for (const { object } of pluginsOf(config, 'tuning')) {
      const own = numberOf(fieldOf(object, 'mtu'));
      if (own && own.value > limit.value)
        yield {
          span: own.span,
          message: `The bridge passes on packets up to ${limit.value} bytes, and the container sends up to ${own.value}: large packets vanish.`,
          related: [{ span: limit.span, message: 'The MTU of the bridge.' }],
        };
    }
  },
});
