import { contains, containsCidr, formatAddress, formatCidr } from '../../model/address.ts';
import type { AddressPool, AddressText, Network } from '../../model/network.ts';
import { isManaged } from '../addressPlan.ts';
import { defineRule, type Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const gatewayOutsideSubnet = defineRule({
  id: 'gateway-outside-subnet',
  category: 'correctness',
  docs: {
    summary: 'A gateway, an `ip_range` or an auxiliary address lies outside the subnet of its pool.',
    why: 'The engine refuses to make the network: "parent subnet doesn\'t contain this address". A gateway that is the first or last address of an IPv4 subnet fails as well.',
    instead: 'Choose addresses inside the subnet. Without a gateway the engine takes the first one.',
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
          networks:
            front:
              ipam:
                config:
                  - subnet: 172.20.1.0/24
                    gateway: 172.21.1.1
                    #        ^^^^^^^^^^ The gateway \`172.21.1.1\` lies outside \`172.20.1.0/24\`
                    ip_range: 172.20.0.0/16
                    #         ^^^^^^^^^^^^^ The range \`172.20.0.0/16\` lies outside \`172.20.1.0/24\`
                    aux_addresses:
                      printer: 172.20.2.9
                      #        ^^^^^^^^^^ The auxiliary address \`172.20.2.9\` lies outside
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front]
          networks:
            front:
              ipam:
                config:
                  - subnet: 172.20.1.0/24
                    gateway: 172.20.1.1
                    ip_range: 172.20.0.0/16
                    aux_addresses:
                      printer: 172.20.2.9
        `,
      },
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
                    gateway: 172.20.1.255
                    #        ^^^^^^^^^^^^ is the broadcast address
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
            ipam:
              config:
                - subnet: 172.20.1.0/24
                  gateway: 172.20.1.1
                  ip_range: 172.20.1.128/25
                  aux_addresses:
                    printer: 172.20.1.9
      `,
    ],
  },
  *checkNetwork(network) {
    if (isManaged(network)) for (const [index, pool] of network.pools.entries()) yield* checkPool(network, pool, index);
  },
});

function* checkPool(network: Network, pool: AddressPool, index: number): Iterable<Finding> {
  const subnet = pool.subnet?.cidr;
  if (!subnet || !pool.subnet) return;
  const related = [{ span: pool.subnet.text.span, message: 'The subnet of the pool' }];
  const outside = (what: string, value: string): string =>
    `The ${what} \`${value}\` lies outside \`${formatCidr(subnet)}\`: the engine refuses to make the network.`;
  const outsideAddress = ({ address }: AddressText): boolean => address !== undefined && !contains(subnet, address);
  const { gateway, ipRange, auxAddresses } = pool;
  const first = formatAddress({ family: subnet.family, value: subnet.first + 1n });
  const firstHost = {
    title: `Change the gateway to ${first}`,
    safety: 'unsafe',
    edits: [
      {
        kind: 'set',
        uri: network.uri,
        path: ['networks', network.name, 'ipam', 'config', index, 'gateway'],
        value: first,
      },
    ],
  } as const;
  if (gateway && outsideAddress(gateway)) {
    yield { span: gateway.text.span, message: outside('gateway', gateway.text.value), related, fixes: [firstHost] };
  } else if (gateway?.address && subnet.family === 4 && subnet.prefix < 31) {
    const { value } = gateway.address;
    const what = value === subnet.first ? 'network' : value === subnet.last ? 'broadcast' : undefined;
    if (what) {
      const message = `The gateway \`${gateway.text.value}\` is the ${what} address of \`${formatCidr(subnet)}\`: the engine refuses to make the network.`;
      yield { span: gateway.text.span, message, related, fixes: [firstHost] };
    }
  }
  if (ipRange?.cidr && !containsCidr(subnet, ipRange.cidr)) {
    yield { span: ipRange.text.span, message: outside('range', ipRange.text.value), related };
  }
  for (const { address } of auxAddresses) {
    if (outsideAddress(address))
      yield { span: address.text.span, message: outside('auxiliary address', address.text.value), related };
  }
}
