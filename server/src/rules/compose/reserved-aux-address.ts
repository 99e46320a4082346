import { type Address, formatAddress } from '../../model/address.ts';
import type { AddressPool, Network } from '../../model/network.ts';
import type { Span } from '../../text/span.ts';
import { defaultGateway, isManaged } from '../addressPlan.ts';
import { defineRule, type Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const reservedAuxAddress = defineRule({
  id: 'reserved-aux-address',
  category: 'correctness',
  docs: {
    summary: 'An auxiliary address is the gateway, the network or broadcast address, or stands twice.',
    why: 'The engine sets auxiliary addresses aside after it has taken the gateway, so `up` fails with "failed to allocate secondary ip address: Address already in use". Without `gateway` that is the first address of the subnet, or of the `ip_range`.',
    instead: 'Leave the gateway out of `aux_addresses`; it is never given to a container anyway.',
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
                    aux_addresses:
                      router: 172.20.1.1
                      #       ^^^^^^^^^^ \`172.20.1.1\` is the gateway of \`front\`, the first address
                      printer: 172.20.1.9
                      scanner: 172.20.1.9
                      #        ^^^^^^^^^^ \`172.20.1.9\` is already set aside as \`printer\`
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
                    gateway: 172.20.1.254
                    aux_addresses:
                      router: 172.20.1.254
                      #       ^^^^^^^^^^^^ is the gateway of \`front\`
                      host: 172.20.1.4
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
                    gateway: 172.20.1.254
                    aux_addresses:
                      host: 172.20.1.4
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
                  ip_range: 172.20.1.128/25
                  aux_addresses:
                    router: 172.20.1.1
      `,
    ],
  },
  *check(project) {
    for (const network of project.networks) {
      if (!isManaged(network)) continue;
      for (const [index, pool] of network.pools.entries())
        if (pool.auxAddresses.length > 0) yield* checkPool(network, pool, index);
    }
  },
});

interface Taken {
  readonly owner: string;
  readonly span?: Span;
}

function* checkPool(network: Network, pool: AddressPool, index: number): Iterable<Finding> {
  const taken = new Map<string, Taken>();
  for (const [address, owner] of reserved(network, pool)) if (address) taken.set(formatAddress(address), owner);
  for (const { name, address } of pool.auxAddresses) {
    if (!address.address) continue;
    const key = formatAddress(address.address);
    const other = taken.get(key);
    if (!other) {
      taken.set(key, { owner: `already set aside as \`${name}\``, span: address.text.span });
      continue;
    }
    const path = ['networks', network.name, 'ipam', 'config', index, 'aux_addresses', name];
    yield {
      span: address.text.span,
      message: `\`${address.text.value}\` is ${other.owner}: the engine refuses to make the network.`,
      ...(other.span ? { related: [{ span: other.span, message: 'It is taken here' }] } : {}),
      fixes: [
        {
          title: `Remove \`${name}\``,
          safety: 'unsafe',
          edits: [{ kind: 'remove', uri: network.uri, path, prune: true }],
        },
      ],
    };
  }
}

function reserved(network: Network, pool: AddressPool): readonly (readonly [Address | undefined, Taken])[] {
  const { subnet, ipRange, gateway } = pool;
  const cidr = subnet?.cidr;
  if (!cidr || !subnet) return [];
  const { span } = subnet.text;
  const of = `of \`${network.name}\``;
  const edges: readonly (readonly [Address, Taken])[] =
    cidr.family === 4 && cidr.prefix < 31
      ? [
          [
            { family: 4, value: cidr.first },
            { owner: `the network address ${of}`, span },
          ],
          [
            { family: 4, value: cidr.last },
            { owner: `the broadcast address ${of}`, span },
          ],
        ]
      : [];
  return gateway
    ? [...edges, [gateway.address, { owner: `the gateway ${of}`, span: gateway.text.span }]]
    : [
        ...edges,
        [
          defaultGateway(network, pool),
          {
            owner: `the gateway ${of}, the first address of its ${ipRange ? 'range' : 'subnet'}`,
            span: (ipRange ?? subnet).text.span,
          },
        ],
      ];
}
