import type { Network } from '../../model/network.ts';
import { defineRule } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const defaultRouteByName = defineRule({
  id: 'default-route-by-name',
  category: 'portability',
  docs: {
    summary:
      'A service joins a bridge and a macvlan or ipvlan network, and only their names decide through which it reaches the internet.',
    why: 'Without `gw_priority` the engine takes the network whose name comes first by alphabet. Renaming a network, or the project, sends the traffic out through the other one, with another source address and past another firewall.',
    instead: 'Set `gw_priority` on the network that shall carry the default route (engine 28).',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#gw_priority',
      'https://docs.docker.com/engine/network/#connecting-to-multiple-networks',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            bridge:
              image: shop/bridge:1
              networks:
                front:
              # ^^^^^ The default route of \`bridge\` goes through \`front\`, because its name comes before \`lan\`
                lan:
          networks:
            front: {}
            lan:
              driver: macvlan
              driver_opts:
                parent: eth0
        `,
        fixed: yaml`
          services:
            bridge:
              image: shop/bridge:1
              networks:
                front:
                  gw_priority: 1
                lan:
          networks:
            front: {}
            lan:
              driver: macvlan
              driver_opts:
                parent: eth0
        `,
      },
    ],
    good: [
      yaml`
        services:
          bridge:
            image: shop/bridge:1
            networks:
              front:
                gw_priority: 1
              lan:
          other:
            image: shop/other:1
            networks: [front, back]
        networks:
          front: {}
          back: {}
          lan:
            driver: macvlan
            driver_opts:
              parent: eth0
      `,
    ],
  },
  *check(project) {
    const links = project.networks.filter(({ driver }) => driver === 'macvlan' || driver === 'ipvlan');
    if (links.length === 0) return;
    for (const service of servicesWith(project, 'networks')) {
      if (service.attachments.some(({ gatewayPriority, priority }) => gatewayPriority || priority)) continue;
      const joined = service.attachments.flatMap((attachment) => {
        const network = project.networkNamed.get(attachment.network);
        return network ? [{ attachment, network }] : [];
      });
      const open = joined.filter(({ network }) => network.internal !== true);
      if (open.length < 2 || open.some(({ network }) => network.internal === undefined || !network.realName.known))
        continue;
      const [first, second] = open.toSorted((a, b) => compare(a.network, b.network));
      if (!first || !second || !open.some(({ network }) => links.includes(network))) continue;
      if (open.every(({ network }) => links.includes(network))) continue;
      const { name } = first.network;
      const path = ['services', service.name, 'networks', name, 'gw_priority'];
      yield {
        span: first.attachment.nameSpan,
        message: `The default route of \`${service.name}\` goes through \`${name}\`, because its name comes before \`${second.network.name}\`.`,
        related: second.attachment.explicit ? [{ span: second.attachment.nameSpan, message: 'The other way out' }] : [],
        fixes: [
          {
            title: `Fix the default route with \`gw_priority\` (engine 28)`,
            safety: 'safe',
            edits: [{ kind: 'set', uri: service.uri, path, value: 1 }],
          },
        ],
      };
    }
  },
});

const compare = (a: Network, b: Network): number => (a.realName.value < b.realName.value ? -1 : 1);
