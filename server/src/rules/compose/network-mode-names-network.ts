import { defineRule } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const networkModeNamesNetwork = defineRule({
  id: 'network-mode-names-network',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'A `network_mode` names a network of the project.',
    why: '`network_mode` takes the name of a network of the engine, to which compose has given the project as a prefix. The container then fails with "network not found", or joins a network of that name that belongs to somebody else.',
    instead: 'List the network under `networks` of the service.',
    references: ['https://docs.docker.com/reference/compose-file/services/#network_mode'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              network_mode: front # with the proxy
              #             ^^^^^ \`front\` is a network of this project
          networks:
            front: {}
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks:
                - front
          networks:
            front: {}
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            network_mode: bridge
          api:
            image: shop/api:2
            network_mode: shared
        networks:
          front:
            name: shared
      `,
    ],
  },
  *check(project) {
    for (const service of servicesWith(project, 'network_mode')) {
      const mode = service.networkMode;
      const network = mode?.kind === 'other' ? project.networkNamed.get(mode.text.value) : undefined;
      if (!mode || !network?.realName.known || network.realName.value === network.name) continue;
      const path = ['services', service.name];
      yield {
        span: mode.text.span,
        message: `\`${network.name}\` is a network of this project, which the engine knows as \`${network.realName.value}\`: list it under \`networks\`.`,
        related: network.nameSpan ? [{ span: network.nameSpan, message: 'The network is declared here' }] : [],
        fixes: [
          {
            title: 'List it under `networks`',
            safety: 'unsafe',
            edits: [
              { kind: 'append', uri: service.uri, path: [...path, 'networks'], value: network.name },
              { kind: 'remove', uri: service.uri, path: [...path, 'network_mode'] },
            ],
          },
        ],
      };
    }
  },
});
