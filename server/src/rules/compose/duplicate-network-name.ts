import type { Network } from '../../model/network.ts';
import type { Span } from '../../text/span.ts';
import { networkTable } from '../projectTables.ts';
import { defineRule } from '../rule.ts';
import { membersByNetwork } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const duplicateNetworkName = defineRule({
  id: 'duplicate-network-name',
  category: 'correctness',
  docs: {
    summary: 'Two networks of the project have the same name or the same bridge interface.',
    why: 'Compose makes the first network and then finds one of that name that is not the second: "network was found but has incorrect label". Two bridges cannot share an interface either: "networks have same bridge name".',
    instead: 'Give each network its own name, or none: compose makes one of the names of project and network.',
    references: ['https://docs.docker.com/reference/compose-file/networks/#name'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front, back, left, right]
          networks:
            front:
              name: shop
            back:
              name: shop
              #     ^^^^ \`front\` has the name \`shop\` as well
            left:
              driver_opts:
                com.docker.network.bridge.name: br-shop
            right:
              driver_opts:
                com.docker.network.bridge.name: br-shop
                #                               ^^^^^^^ \`left\` has the bridge \`br-shop\` as well
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks: [front, back, one, two]
        networks:
          front:
            name: shop-front
          back:
            name: shop-back
          one:
            external: true
            name: shared
          two:
            external: true
            name: shared
      `,
    ],
  },
  *check(project) {
    if (!hasTwins(project)) return;
    const first = new Map<string, Network>();
    const members = membersByNetwork(project);
    for (const network of project.networks) {
      // Compose makes only networks that somebody joins.
      if (network.external !== false || !members.has(network.name)) continue;
      for (const { what, name, span } of namesOf(network)) {
        const other = first.get(`${what} ${name}`);
        if (!other) first.set(`${what} ${name}`, network);
        else if (span) {
          yield {
            span,
            message: `\`${other.name}\` has the ${what} \`${name}\` as well: \`up\` fails when it makes the second network.`,
            related: other.nameSpan ? [{ span: other.nameSpan, message: `\`${other.name}\` is declared here` }] : [],
          };
        }
      }
    }
  },
});

const hasTwins = networkTable((networks) => {
  const names = networks.flatMap(namesOf).map(({ what, name }) => `${what} ${name}`);
  return new Set(names).size < names.length;
});

interface EngineName {
  readonly what: 'name' | 'bridge';
  readonly name: string;
  readonly span: Span | undefined;
}

function namesOf({ realName, driver, driverOptions, nameSpan }: Network): readonly EngineName[] {
  const bridge =
    driver === 'bridge'
      ? driverOptions.find(({ name }) => name === 'com.docker.network.bridge.name')?.value
      : undefined;
  return [
    ...(realName.known ? [{ what: 'name', name: realName.value, span: realName.span ?? nameSpan } as const] : []),
    ...(bridge?.known && bridge.value !== ''
      ? [{ what: 'bridge', name: bridge.value, span: bridge.span } as const]
      : []),
  ];
}
