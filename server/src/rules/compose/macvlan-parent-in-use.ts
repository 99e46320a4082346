import type { Network } from '../../model/network.ts';
import type { Text } from '../../model/scalar.ts';
import { defineRule } from '../rule.ts';
import { membersByNetwork } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const macvlanParentInUse = defineRule({
  id: 'macvlan-parent-in-use',
  category: 'correctness',
  docs: {
    summary: 'Two macvlan networks share a parent interface and one of them is in mode `passthru`.',
    why: 'In mode `passthru` a network has its parent for itself: the engine refuses to make the second network, "… is already using parent interface …".',
    instead: 'Give each its own parent, a VLAN like `eth0.20` for example, or leave the mode `bridge`.',
    references: ['https://docs.docker.com/engine/network/drivers/macvlan/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            scanner:
              image: shop/scanner:1
              networks: [lan, guests]
          networks:
            lan:
              driver: macvlan
              driver_opts:
                parent: eth0
                macvlan_mode: passthru
            guests:
              driver: macvlan
              driver_opts:
                parent: eth0
                #       ^^^^ \`eth0\` is the parent of \`lan\` as well
        `,
      },
    ],
    good: [
      yaml`
        services:
          scanner:
            image: shop/scanner:1
            networks: [lan, guests]
        networks:
          lan:
            driver: macvlan
            driver_opts:
              parent: eth0
          guests:
            driver: macvlan
            driver_opts:
              parent: eth0
      `,
    ],
  },
  *check(project) {
    const first = new Map<string, Network>();
    for (const network of project.networks) {
      // Compose makes only networks that somebody joins.
      if (network.driver !== 'macvlan' || !membersByNetwork(project).has(network.name)) continue;
      const parent = optionOf(network, 'parent');
      if (!parent?.known || parent.value === '') continue;
      const other = first.get(parent.value);
      if (!other) first.set(parent.value, network);
      else if ([network, other].some((each) => optionOf(each, 'macvlan_mode')?.value === 'passthru')) {
        yield {
          span: parent.span,
          message: `\`${parent.value}\` is the parent of \`${other.name}\` as well, and one of the two is in mode \`passthru\`: the engine refuses to make the second network.`,
          related: other.nameSpan ? [{ span: other.nameSpan, message: `\`${other.name}\` is declared here` }] : [],
        };
      }
    }
  },
});

function optionOf({ driverOptions }: Network, option: string): Text | undefined {
  return driverOptions.find(({ name }) => name === option)?.value;
}
