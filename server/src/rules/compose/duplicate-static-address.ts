import { contains, formatAddress } from '../../model/address.ts';
import type { AddressPool, Network } from '../../model/network.ts';
import type { Service } from '../../model/service.ts';
import type { Span } from '../../text/span.ts';
import { addressesIn, defaultGateway, freeAddressIn, type StaticAddress } from '../addressPlan.ts';
import { mayRunTogether } from '../profiles.ts';
import { defineRule, type Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const duplicateStaticAddress = defineRule({
  id: 'duplicate-static-address',
  category: 'correctness',
  docs: {
    summary: 'A static address is taken: by another service, by the gateway or by an auxiliary address of the network.',
    why: 'Only one can have the address. The container that comes second does not start: "Address already in use". A gateway that is not written down is the first address of the subnet.',
    instead: 'Give every service an address of its own, or none: services find each other by name.',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#ipv4_address-ipv6_address',
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
              networks:
                front:
                  ipv4_address: 172.20.1.10
            api:
              image: shop/api:2
              networks:
                front:
                  ipv4_address: 172.20.1.10 # pinned for the firewall
                  #             ^^^^^^^^^^^ \`172.20.1.10\` is already the address of \`web\`
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
                  ipv4_address: 172.20.1.11 # pinned for the firewall
          networks:
            front:
              ipam:
                config:
                  - subnet: 172.20.1.0/24
        `,
      },
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks:
                front:
                  ipv4_address: 172.20.1.1
                  #             ^^^^^^^^^^ \`172.20.1.1\` is the gateway of \`front\`, the first address of its subnet
                back:
                  ipv4_address: 172.20.2.254
                  #             ^^^^^^^^^^^^ \`172.20.2.254\` is the gateway of \`back\`
                data:
                  ipv4_address: 172.20.3.9
                  #             ^^^^^^^^^^ \`172.20.3.9\` is the auxiliary address \`printer\` of \`data\`
          networks:
            front:
              ipam:
                config:
                  - subnet: 172.20.1.0/24
            back:
              ipam:
                config:
                  - subnet: 172.20.2.0/24
                    gateway: 172.20.2.254
            data:
              ipam:
                config:
                  - subnet: 172.20.3.0/24
                    aux_addresses:
                      printer: 172.20.3.9
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
                ipv4_address: 172.20.1.10
              back:
                ipv4_address: 172.20.2.1
          api:
            image: shop/api:2
            networks:
              front:
                ipv4_address: 172.20.1.11
        networks:
          front:
            ipam:
              config:
                - subnet: 172.20.1.0/24
          back:
            ipam:
              config:
                - subnet: 172.20.2.0/24
                  gateway: 172.20.2.254
      `,
    ],
  },
  *checkNetwork(network, members) {
    const first = new Map<string, StaticAddress>();
    for (const fixed of addressesIn(network, members)) {
      const address = fixed.text.address;
      if (!address) continue;
      const taken = takenByNetwork(network, fixed);
      const key = formatAddress(address);
      const other = first.get(key);
      if (taken) yield describe(network, members, fixed, taken);
      else if (other && other.service !== fixed.service)
        yield describe(network, members, fixed, takenByService(other, fixed));
      if (!other) first.set(key, fixed);
    }
  },
});

interface Taken {
  readonly owner: string;
  readonly span?: Span;
  /** False for services that profiles keep apart. */
  readonly always: boolean;
}

function takenByService(other: StaticAddress, fixed: StaticAddress): Taken {
  return {
    owner: `already the address of \`${other.service.name}\``,
    span: other.text.text.span,
    always: mayRunTogether(other.service, fixed.service) === 'always',
  };
}

function takenByNetwork(network: Network, { text }: StaticAddress): Taken | undefined {
  const address = text.address;
  const pool = network.pools.find((each) => address && each.subnet?.cidr && contains(each.subnet.cidr, address));
  if (!address || !pool || network.external !== false) return undefined;
  if (pool.gateway?.address?.value === address.value) {
    return { owner: `the gateway of \`${network.name}\``, span: pool.gateway.text.span, always: true };
  }
  if (defaultGateway(network, pool)?.value === address.value) return defaultOwner(network, pool);
  const aux = pool.auxAddresses.find((each) => each.address.address?.value === address.value);
  return (
    aux && {
      owner: `the auxiliary address \`${aux.name}\` of \`${network.name}\``,
      span: aux.address.text.span,
      always: true,
    }
  );
}

function defaultOwner(network: Network, pool: AddressPool): Taken {
  const of = pool.ipRange ? 'range' : 'subnet';
  const span = (pool.ipRange ?? pool.subnet)?.text.span;
  return {
    owner: `the gateway of \`${network.name}\`, the first address of its ${of}`,
    ...(span ? { span } : {}),
    always: true,
  };
}

function describe(network: Network, members: readonly Service[], fixed: StaticAddress, taken: Taken): Finding {
  const { value, span, variables } = fixed.text.text;
  const address = fixed.text.address;
  const pool = network.pools.find((each) => address && each.subnet?.cidr && contains(each.subnet.cidr, address));
  const free = pool && variables.length === 0 ? freeAddressIn(network, members, pool) : undefined;
  const consequence = taken.always ? `\`${fixed.service.name}\` does not start` : 'the two cannot run at the same time';
  return {
    span,
    message: `\`${value}\` is ${taken.owner}: ${consequence}.`,
    ...(taken.always ? {} : { severity: 'information' }),
    related: taken.span ? [{ span: taken.span, message: 'It is taken here' }] : [],
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
