import { isManaged } from '../addressPlan.ts';
import { defineRule } from '../rule.ts';
import { membersByNetwork } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

// 172.17.0.0/16 to 172.31.0.0/16 and the sixteen /20 of 192.168.0.0/16, one of which the default bridge has.
const pools = 30;

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `zone${index + 1}`);

export const moreNetworksThanPools = defineRule({
  id: 'more-networks-than-pools',
  category: 'portability',
  docs: {
    summary: 'The project has more networks without a subnet than the engine has address pools.',
    why: 'From its default pools the engine can make about 30 networks on one machine, for all projects together. Then `up` fails with "all predefined address pools have been fully subnetted".',
    instead: 'Give the networks small subnets of their own, or set smaller `default-address-pools` in `daemon.json`.',
    references: ['https://docs.docker.com/engine/network/#automatic-subnet-allocation'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            router:
              image: shop/router:1
              networks: [${names(31).join(', ')}]
          networks:
          ${names(30)
            .map((name) => `  ${name}:`)
            .join('\n          ')}
            zone31:
          # ^^^^^^ This is network 31 without a subnet
        `,
      },
    ],
    good: [
      yaml`
        services:
          router:
            image: shop/router:1
            networks: [${names(30).join(', ')}]
        networks:
        ${names(30)
          .map((name) => `  ${name}:`)
          .join('\n        ')}
      `,
    ],
  },
  *check(project) {
    if (project.networks.length <= pools) return;
    const members = membersByNetwork(project);
    const unpinned = project.networks.filter(
      (network) =>
        isManaged(network) && network.driver === 'bridge' && network.pools.length === 0 && members.has(network.name),
    );
    const first = unpinned[pools];
    if (first?.nameSpan) {
      yield {
        span: first.nameSpan,
        message: `This is network ${pools + 1} without a subnet: the default address pools hold about ${pools} networks of a machine, then \`up\` fails.`,
      };
    }
  },
});
