import { textOf } from '../../cni/values.ts';
import { fieldOf } from '../../text/jsonNode.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { pluginsOf } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const badFirewallChain = defineCniRule({
  id: 'bad-firewall-chain',
  category: 'correctness',
  docs: {
    summary: 'The name of the chain for rules of your own is none that iptables takes.',
    why: 'Adding a container fails.',
    instead: 'Write up to 28 characters without blanks.',
    references: [cniPages.firewall],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge" },
              { "type": "firewall", "iptablesAdminChainName": "MY CHAIN" }
              #                                                ^^^^^^^^ iptables takes up to 28 characters
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }, { "type": "firewall", "iptablesAdminChainName": "MY-CHAIN" }] }\n',
    ],
  },
  *check(config) {
    for (const { object } of pluginsOf(config, 'firewall')) {
      const text = textOf(fieldOf(object, 'iptablesAdminChainName'));
      if (text && (text.value.length > 28 || /\s/.test(text.value)))
        yield {
          span: text.contentSpan,
          message:
            'Of the name of a chain iptables takes up to 28 characters, and no blanks. Adding a container fails.',
        };
    }
  },
});
