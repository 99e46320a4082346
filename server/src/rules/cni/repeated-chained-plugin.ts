import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOf } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const repeatedChainedPlugin = defineCniRule({
  id: 'repeated-chained-plugin',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'The same chained plugin stands twice in a chain.',
    why: 'The last one wins where both set the same thing, and the check after adding a container fails.',
    instead: 'Put the settings of both into one entry.',
    references: [cniPages.plugins],
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
              { "type": "tuning", "mtu": 1400 },
              { "type": "tuning", "mtu": 1300 }
              #         ^^^^^^^^ \`tuning\` stands in the chain already
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }, { "type": "tuning", "mtu": 1400 }] }\n',
    ],
  },
  *check({ plugins }) {
    for (const [index, plugin] of plugins.entries()) {
      const first = plugins.slice(0, index).find(({ typeName }) => typeName === plugin.typeName);
      if (!first || plugin.facts?.kind !== 'chained' || plugin.facts.foreign) continue;
      yield {
        span: placeOf(plugin),
        message: `\`${plugin.typeName}\` stands in the chain already: the last one wins, and the check of a container fails.`,
        related: [{ span: placeOf(first), message: 'The first one.' }],
      };
    }
  },
});
