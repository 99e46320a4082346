import { isManaged } from '../addressPlan.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const severalSubnetsOnBridge = defineRule({
  id: 'several-subnets-on-bridge',
  category: 'correctness',
  docs: {
    summary: 'A bridge network has two subnets of the same IP version.',
    why: 'A bridge takes one IPv4 and one IPv6 subnet. The engine refuses to make it: "bridge driver doesn\'t support multiple subnets".',
    instead: 'Use one larger subnet, or two networks.',
    references: [
      'https://docs.docker.com/engine/network/drivers/bridge/',
      'https://docs.docker.com/reference/compose-file/networks/#ipam',
    ],
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
              ipam:
                config:
                  - subnet: 172.20.1.0/24
                  - subnet: 172.20.2.0/24 # more room
                  #         ^^^^^^^^^^^^^ a second IPv4 subnet
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
            enable_ipv6: true
            ipam:
              config:
                - subnet: 172.20.1.0/24
                - subnet: fd00:20:1::/64
      `,
    ],
  },
  *checkNetwork(network) {
    if (!isManaged(network) || network.driver !== 'bridge') return;
    for (const [index, { subnet }] of network.pools.entries()) {
      const family = subnet?.cidr?.family;
      const first = network.pools
        .slice(0, index)
        .find((pool) => family !== undefined && pool.subnet?.cidr?.family === family);
      if (!subnet || !first?.subnet) continue;
      yield {
        span: subnet.text.span,
        message: `This is a second IPv${family} subnet, and a bridge takes only one: the engine refuses to make \`${network.name}\`.`,
        related: [{ span: first.subnet.text.span, message: 'The first one' }],
      };
    }
  },
});
