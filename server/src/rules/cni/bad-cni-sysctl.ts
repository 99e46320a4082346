import { fieldOf } from '../../text/jsonNode.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { pluginsOf } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const badCniSysctl = defineCniRule({
  id: 'bad-cni-sysctl',
  category: 'correctness',
  docs: {
    summary: '`tuning` sets a sysctl that is none of the network, or one of the whole host.',
    why: 'Adding a container fails.',
    instead: 'Set only what begins with `net.` and belongs to a network namespace.',
    references: [cniPages.tuning],
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
              { "type": "tuning", "sysctl": { "kernel.shmmax": "1" } }
              #                                ^^^^^^^^^^^^^ does not begin with \`net.\`
            ]
          }
        `,
      },
    ],
    good: [
      '{ "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge" }, { "type": "tuning", "sysctl": { "net.core.somaxconn": "500" } }] }\n',
    ],
  },
  *check(config) {
    for (const { object } of pluginsOf(config, 'tuning')) {
      const sysctl = fieldOf(object, 'sysctl')?.value;
      if (sysctl?.kind !== 'object') continue;
      for (const { key } of sysctl.pairs) {
        if (!key.known) continue;
        const name = key.value.replaceAll('/', '.');
        if (!name.startsWith('net.'))
          yield {
            span: key.contentSpan,
            message: `\`${key.value}\` does not begin with \`net.\`. Adding a container fails.`,
          };
        else if (/^net\.core\.(?:[rw]mem_(?:max|default)|netdev_max_backlog|optmem_max)$/.test(name))
          yield {
            span: key.contentSpan,
            severity: 'warning',
            message: `\`${key.value}\` belongs to the whole host. Adding a container fails on most kernels.`,
          };
      }
    }
  },
});
