import { numberOf, textOf } from '../../cni/values.ts';
import { fieldOf } from '../../text/jsonNode.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { placeOf } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const unsuitedChainedPlugin = defineCniRule({
  id: 'unsuited-chained-plugin',
  category: 'correctness',
  docs: {
    summary: 'A chained plugin cannot work on the interface that the plugin before it makes.',
    why: '`bandwidth` needs a veth pair and refuses anything else. Traffic of `macvlan` and `ipvlan` does not pass the host, so that ports of `portmap` do not answer. The policies of `firewall` tell bridges apart.',
    instead: 'Use `bridge` or `ptp` as the first plugin, or leave the chained one out.',
    references: [cniPages.bandwidth, cniPages.portmap, cniPages.firewall],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "macvlan", "master": "eth0" },
              { "type": "bandwidth", "ingressRate": 1000000, "ingressBurst": 1000000 }
              #         ^^^^^^^^^^^ \`bandwidth\` needs a veth pair, and \`macvlan\` makes none. Adding a container fails
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
              { "type": "macvlan", "master": "eth0" },
              { "type": "portmap", "capabilities": { "portMappings": true } }
              #         ^^^^^^^^^ published ports do not answer
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "ptp", "ipam": { "type": "dhcp" } }, { "type": "bandwidth", "ingressRate": 1000000, "ingressBurst": 1000000 }] }\n',
    ],
  },
  *check({ plugins }) {
    const base = plugins.find(({ facts }) => facts?.kind === 'interface' && !facts.foreign);
    if (!base || plugins.some(({ facts }) => !facts || (facts.kind === 'interface' && facts !== base.facts))) return;
    const { typeName: maker = '' } = base;
    for (const plugin of plugins) {
      const span = placeOf(plugin);
      const related = [{ span: placeOf(base), message: 'The plugin that makes the interface.' }];
      if (plugin.typeName === 'bandwidth' && maker !== 'bridge' && maker !== 'ptp') {
        const isLimited = ['ingressRate', 'egressRate'].some(
          (key) => (numberOf(fieldOf(plugin.object, key))?.value ?? 0) > 0,
        );
        yield {
          span,
          related,
          message: `\`bandwidth\` needs a veth pair, and \`${maker}\` makes none. Adding a container fails${isLimited ? '' : ' as soon as there is a limit'}.`,
          ...(isLimited ? {} : { severity: 'warning' as const }),
        };
      }
      if (plugin.typeName === 'portmap' && (maker === 'macvlan' || maker === 'ipvlan'))
        yield {
          span,
          related,
          severity: 'warning',
          message: `Traffic of \`${maker}\` does not pass the host: published ports do not answer, though rules for them are made.`,
        };
      const policy = textOf(fieldOf(plugin.object, 'ingressPolicy'));
      if (plugin.typeName === 'firewall' && policy && ['same-bridge', 'isolated'].includes(policy.value)) {
        if (maker !== 'bridge')
          yield {
            span: policy.span,
            related,
            severity: 'warning',
            message: `\`${policy.value}\` tells bridges apart, and \`${maker}\` makes none: nothing is isolated.`,
          };
        else if (!base.ipam?.type)
          yield {
            span: policy.span,
            related,
            severity: 'warning',
            message:
              'Without `ipam` the containers have no addresses, and `firewall` makes no rules: nothing is isolated.',
          };
      }
    }
  },
});
