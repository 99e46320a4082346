import { formatCidr } from '../../model/address.ts';
import type { AddressPool, Network } from '../../model/network.ts';
import type { Service } from '../../model/service.ts';
import { addressesIn, isManaged } from '../addressPlan.ts';
import { replicaCount } from '../networkSpace.ts';
import { defineRule } from '../rule.ts';
import { count } from '../words.ts';
import { yaml } from '../yaml.ts';

export const subnetTooSmall = defineRule({
  id: 'subnet-too-small',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'A network has more members than its subnet has addresses.',
    why: 'Every container of every member takes an address, the gateway takes one, and the first and the last stand for the network and for all. Containers that find none left do not start: "no available IPv4 addresses on this network\'s address pools".',
    instead: 'Choose a larger subnet (a smaller number behind the slash).',
    references: ['https://docs.docker.com/reference/compose-file/networks/#ipam'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front]
              deploy:
                replicas: 20
          networks:
            front:
              ipam:
                config:
                  - subnet: 172.20.1.0/29
                  #         ^^^^^^^^^^^^^ too small: 5 addresses for 20 containers
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks: [front]
            deploy:
              replicas: 5
          api:
            image: shop/api:2
            networks: [front]
            profiles: [later]
            deploy:
              replicas: 5
        networks:
          front:
            ipam:
              config:
                - subnet: 172.20.1.0/29
      `,
    ],
  },
  *checkNetwork(network, members) {
    if (!isManaged(network)) return;
    const [pool] = network.pools.filter(({ subnet }) => subnet?.cidr?.family === 4);
    const subnet = pool?.subnet;
    // With several pools, or one that a variable hides, the sum is not known.
    if (!pool || !subnet?.cidr || network.pools.filter((each) => each.subnet?.cidr?.family !== 6).length !== 1) return;
    const free = freeAddresses(pool);
    const needed = containersOn(network, members);
    if (free === undefined || needed === undefined || BigInt(needed) <= free) return;
    const range = pool.ipRange?.cidr;
    yield {
      span: (range ? pool.ipRange : subnet)?.text.span ?? subnet.text.span,
      message: `\`${formatCidr(range ?? subnet.cidr)}\` is too small: ${count(Number(free), 'address', 'addresses')} for ${count(needed, 'container')} on \`${network.name}\`. The last ones do not start.`,
    };
  },
});

/** How many addresses containers can get, gateway and auxiliary addresses taken off. */
function freeAddresses(pool: AddressPool): bigint | undefined {
  const subnet = pool.subnet?.cidr;
  if (!subnet || subnet.prefix >= 31 || (pool.ipRange && !pool.ipRange.cidr)) return undefined;
  const range = pool.ipRange?.cidr ?? subnet;
  const inside = (value: bigint | undefined): boolean =>
    value !== undefined && value >= range.first && value <= range.last;
  let free = range.last - range.first + 1n;
  for (const value of [subnet.first, subnet.last]) if (inside(value)) free--;
  const taken = new Set(pool.auxAddresses.map(({ address }) => address.address?.value));
  if (pool.gateway) taken.add(pool.gateway.address?.value);
  else free--;
  for (const value of taken) if (inside(value)) free--;
  return free > 0n ? free : 0n;
}

/** Containers that take an address from the pool and always run; undefined when their number is hidden. */
function containersOn(network: Network, members: readonly Service[]): number | undefined {
  const fixed = new Set(addressesIn(network, members).map(({ service }) => service));
  let sum = 0;
  for (const service of members) {
    const containers = replicaCount(service);
    if (containers === undefined) return undefined;
    // A static address may lie outside the range, and a profile may never be switched on.
    if (service.profiles.length === 0 && !fixed.has(service)) sum += containers;
  }
  return sum;
}
