import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOf } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const secondInterfacePlugin = defineCniRule({
  id: 'second-interface-plugin',
  category: 'correctness',
  docs: {
    summary: 'Two plugins of one chain make an interface.',
    why: 'Both are told the same name, `eth0` for example, which the second one finds in use. Adding a container fails.',
    instead: 'Make a network of its own of the second one: a container can be in several.',
    references: [cniPages.execution],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "bridge": "br0" },
              { "type": "bridge", "bridge": "br1" }
              #         ^^^^^^^^ is the second plugin of the chain that makes an interface
            ]
          }
        `,
      },
    ],
    good: ['{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "loopback" }, { "type": "bridge" }] }\n'],
  },
  *check({ plugins }) {
    const making = plugins.filter(({ facts }) => facts?.kind === 'interface' && !facts.foreign);
    const [first, ...others] = making;
    if (!first) return;
    for (const plugin of others) {
      // These may go on with the interface of the plugin before.
      if (plugin.typeName === 'ipvlan' || plugin.typeName === 'host-device') continue;
      yield {
        span: placeOf(plugin),
        message: `\`${plugin.typeName}\` is the second plugin of the chain that makes an interface of the same name. Adding a container fails.`,
        related: [{ span: placeOf(first), message: 'This one makes it first.' }],
      };
    }
  },
});
