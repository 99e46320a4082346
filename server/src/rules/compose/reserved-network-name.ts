import { defineRule } from '../rule.ts';
import { membersByNetwork } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const reservedNetworkName = defineRule({
  id: 'reserved-network-name',
  category: 'correctness',
  docs: {
    summary: 'A network is named as one that every engine has, or not at all.',
    why: 'The networks `bridge`, `host` and `none` are there before compose comes, and compose refuses to use one that it has not made: "network bridge was found but has incorrect label". An empty name the engine refuses.',
    instead:
      'Choose another `name`, or leave it out. For the network of the host write `network_mode: host` in the service.',
    references: ['https://docs.docker.com/reference/compose-file/networks/#name'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front]
          networks:
            front:
              name: bridge
              #     ^^^^^^ Every engine has a network \`bridge\` already
              internal: true
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front]
          networks:
            front:
              internal: true
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks: [front]
        networks:
          front:
            name: shop_bridge
          unused:
            name: none
      `,
    ],
  },
  *check(project) {
    for (const { uri, name, realName, external, keys } of project.networks) {
      const span = keys.get('name');
      // Compose makes only networks that somebody joins.
      if (!span || external !== false || !realName.known || !membersByNetwork(project).has(name)) continue;
      const { value } = realName;
      if (value !== '' && value !== 'bridge' && value !== 'host' && value !== 'none') continue;
      yield {
        span: value === '' ? span : (realName.span ?? span),
        message:
          value === ''
            ? 'The name is empty: the engine refuses to make the network.'
            : `Every engine has a network \`${value}\` already: compose refuses to take it for \`${name}\`.`,
        fixes: [
          {
            title: 'Remove `name`',
            safety: 'unsafe',
            edits: [{ kind: 'remove', uri, path: ['networks', name, 'name'], prune: false }],
          },
        ],
      };
    }
  },
});
