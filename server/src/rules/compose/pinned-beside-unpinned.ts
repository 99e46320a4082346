import { type Cidr, formatCidr, overlaps, parseCidr } from '../../model/address.ts';
import type { Network } from '../../model/network.ts';
import { isManaged, nextFreeSubnet } from '../addressPlan.ts';
import { defineRule, type Fix } from '../rule.ts';
import { membersByNetwork } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const pinnedBesideUnpinned = defineRule({
  id: 'pinned-beside-unpinned',
  category: 'portability',
  docs: {
    summary:
      'A subnet lies where the engine takes subnets from for networks without one, and the project has such a network.',
    why: 'For a network without a subnet the engine takes the next free block from 172.17.0.0/16 to 172.31.0.0/16. Compose makes the networks in no fixed order: when the other one comes first and gets the block that is written here, `up` fails with "Pool overlaps with other one", on some machines and some days only.',
    instead: 'Give every network of the project a subnet, or none; or write one outside those blocks, in 10.0.0.0/8.',
    references: [
      'https://docs.docker.com/engine/network/#automatic-subnet-allocation',
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
              networks: [front, back]
          networks:
            front: {}
            back:
              ipam:
                config:
                  - subnet: 172.18.0.0/16
                  #         ^^^^^^^^^^^^^ The engine may give \`172.18.0.0/16\` to \`front\`, which has no subnet, first
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front, back]
          networks:
            front:
              ipam:
                config:
                  - subnet: 172.19.0.0/16
            back:
              ipam:
                config:
                  - subnet: 172.18.0.0/16
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks: [front, back]
        networks:
          front: {}
          back:
            ipam:
              config:
                - subnet: 10.20.0.0/24
      `,
    ],
  },
  *check(project) {
    const members = membersByNetwork(project);
    const made = project.networks.filter((network) => isManaged(network) && members.has(network.name));
    const pinned = made.flatMap((network) => network.pools.map(({ subnet }) => ({ network, subnet })));
    const inPools = pinned.find(({ subnet }) => subnet?.cidr && isFirstChoice(subnet.cidr));
    const unpinned = made.find(
      ({ driver, pools, enableIpv4 }) => driver === 'bridge' && pools.length === 0 && enableIpv4,
    );
    const cidr = inPools?.subnet?.cidr;
    if (!inPools?.subnet || !cidr || !unpinned) return;
    const fix = pin(unpinned, nextFreeSubnet(project, cidr));
    yield {
      span: inPools.subnet.text.span,
      message: `The engine may give \`${formatCidr(cidr)}\` to \`${unpinned.name}\`, which has no subnet, first: then \`up\` fails for \`${inPools.network.name}\`.`,
      related: unpinned.nameSpan ? [{ span: unpinned.nameSpan, message: `\`${unpinned.name}\` has no subnet` }] : [],
      fixes: fix ? [fix] : [],
    };
  },
});

// The pools that the engine uses up first (moby, libnetwork/ipamutils); 192.168.0.0/16 comes only after all of them.
const firstPools = ['172.17.0.0/16', '172.18.0.0/15', '172.20.0.0/14', '172.24.0.0/13'].flatMap(
  (text) => parseCidr(text) ?? [],
);

const isFirstChoice = (cidr: Cidr): boolean => firstPools.some((pool) => overlaps(pool, cidr));

function pin({ uri, name, implicit }: Network, subnet: string | undefined): Fix | undefined {
  if (subnet === undefined || implicit) return undefined;
  const path = ['networks', name, 'ipam', 'config'];
  return {
    title: `Give \`${name}\` the subnet ${subnet}`,
    safety: 'unsafe',
    edits: [{ kind: 'set', uri, path, value: [{ subnet }] }],
  };
}
