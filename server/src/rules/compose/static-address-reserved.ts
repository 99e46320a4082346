import { contains, formatCidr } from '../../model/address.ts';
import { addressesIn, freeAddressIn, isManaged } from '../addressPlan.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const staticAddressReserved = defineRule({
  id: 'static-address-reserved',
  category: 'correctness',
  docs: {
    summary: 'A service asks for the network or broadcast address of its subnet.',
    why: 'The first address of a subnet stands for the network and, in IPv4, the last one for all its members. The engine never gives them out: "Address already in use".',
    instead: 'Take an address in between; the second one is usually the gateway.',
    references: ['https://docs.docker.com/reference/compose-file/services/#ipv4_address-ipv6_address'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks:
                front:
                  ipv4_address: 172.20.1.255
                  #             ^^^^^^^^^^^^ is the broadcast address of \`172.20.1.0/24\`
            api:
              image: shop/api:2
              networks:
                front:
                  ipv4_address: 172.20.1.0
                  #             ^^^^^^^^^^ is the network address of \`172.20.1.0/24\`
          networks:
            front:
              ipam:
                config:
                  - subnet: 172.20.1.0/24
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks:
                front:
                  ipv4_address: 172.20.1.10
            api:
              image: shop/api:2
              networks:
                front:
                  ipv4_address: 172.20.1.0
          networks:
            front:
              ipam:
                config:
                  - subnet: 172.20.1.0/24
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks:
              front:
                ipv4_address: 172.20.1.254
        networks:
          front:
            ipam:
              config:
                - subnet: 172.20.1.0/24
      `,
    ],
  },
  *checkNetwork(network, members) {
    if (!isManaged(network)) return;
    for (const { service, text } of addressesIn(network, members)) {
      const address = text.address;
      const pool = network.pools.find((each) => address && each.subnet?.cidr && contains(each.subnet.cidr, address));
      const subnet = pool?.subnet?.cidr;
      // A block of one or two addresses has neither.
      if (!address || !subnet || subnet.last - subnet.first < 2n) continue;
      const what =
        address.value === subnet.first
          ? 'network'
          : address.value === subnet.last && address.family === 4
            ? 'broadcast'
            : undefined;
      if (!what) continue;
      const { value, span, variables } = text.text;
      const free = variables.length === 0 ? freeAddressIn(network, members, pool) : undefined;
      yield {
        span,
        message: `\`${value}\` is the ${what} address of \`${formatCidr(subnet)}\`, which no container gets: \`${service.name}\` does not start.`,
        related: pool.subnet ? [{ span: pool.subnet.text.span, message: 'The subnet' }] : [],
        fixes: free
          ? [
              {
                title: `Change to ${free}, a free address`,
                safety: 'unsafe',
                edits: [{ kind: 'replace', span, newText: free }],
              },
            ]
          : [],
      };
    }
  },
});
