import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOf } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const ipamPluginInChain = defineCniRule({
  id: 'ipam-plugin-in-chain',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'A plugin for address management stands in the chain itself.',
    why: 'It gives an address, but makes no interface that could have it.',
    instead: 'Name it as `type` in the `ipam` of a plugin that makes an interface.',
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
              { "type": "host-local", "ipam": { "type": "host-local", "subnet": "10.50.0.0/24" } }
              #         ^^^^^^^^^^^^ makes no interface
            ]
          }
        `,
      },
    ],
    good: ['{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "ipam": { "type": "dhcp" } }] }\n'],
  },
  *check({ plugins }) {
    for (const plugin of plugins) {
      if (plugin.facts?.kind !== 'ipam' || plugin.facts.foreign) continue;
      yield {
        span: placeOf(plugin),
        message: `\`${plugin.typeName}\` hands out addresses and makes no interface. It belongs into the \`ipam\` of another plugin.`,
      };
    }
  },
});
