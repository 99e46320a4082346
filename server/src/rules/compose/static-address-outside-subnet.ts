import { contains, formatCidr, parseCidr } from '../../model/address.ts';
import type { Network } from '../../model/network.ts';
import type { Service } from '../../model/service.ts';
import { addressesIn, freeAddressIn, isManaged, knownSubnets, type StaticAddress } from '../addressPlan.ts';
import { isPartOfMore } from '../completeness.ts';
import { defineRule, type Finding, type Fix } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const staticAddressOutsideSubnet = defineRule({
  id: 'static-address-outside-subnet',
  category: 'correctness',
  docs: {
    summary: 'A service asks for an address that is in no subnet of the network.',
    why: 'The engine gives out static addresses only from subnets that the file configures; `up` fails with "no configured subnet contains the IP address". A network whose subnet the engine chooses itself has none to give.',
    instead:
      'Configure the subnet under `ipam`, take an address from it, or leave the address out: services find each other by name.',
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
                  ipv4_address: 172.20.2.10
                  #             ^^^^^^^^^^^ \`172.20.2.10\` is in no subnet of \`front\` (\`172.20.1.0/24\`)
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
                  ipv4_address: 172.20.1.10
                  #             ^^^^^^^^^^^ \`front\` has no configured subnet
          networks:
            front: # public
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks:
                front:
                  ipv4_address: 172.20.1.10
          networks:
            front: # public
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
                  ipv6_address: fd00:20::10
                  #             ^^^^^^^^^^^ \`front\` has no configured IPv6 subnet
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
                ipv4_address: 172.20.1.10
              shared:
                ipv4_address: 10.9.9.9
              chosen:
                ipv4_address: 10.9.9.9
        networks:
          front:
            ipam:
              config:
                - subnet: 172.20.1.0/24
          shared:
            external: true
          chosen:
            ipam:
              config:
                - subnet: \${SUBNET}
      `,
    ],
  },
  appliesTo: (project) => !isPartOfMore(project),
  *checkNetwork(network, members) {
    if (!isManaged(network)) return;
    for (const fixed of addressesIn(network, members)) yield* checkAddress(network, members, fixed);
  },
});

function* checkAddress(network: Network, members: readonly Service[], fixed: StaticAddress): Iterable<Finding> {
  const { text, key } = fixed;
  const address = text.address;
  const subnets = knownSubnets(network);
  if (!address || !subnets || address.family !== (key === 'ipv4_address' ? 4 : 6)) return;
  const fitting = subnets.filter((subnet) => subnet.family === address.family);
  if (fitting.some((subnet) => contains(subnet, address))) return;
  const { value, span } = text.text;
  const consequence = '`up` fails when it makes the container';
  if (fitting.length === 0) {
    const kind = subnets.length === 0 ? 'configured subnet' : `configured IPv${address.family} subnet`;
    const fix = subnets.length === 0 ? configureSubnet(network, members) : undefined;
    yield {
      span,
      message: `\`${network.name}\` has no ${kind}, so the engine cannot give out \`${value}\`: ${consequence}.`,
      related: network.nameSpan ? [{ span: network.nameSpan, message: 'The network is declared here' }] : [],
      fixes: fix ? [fix] : [],
    };
    return;
  }
  const pool = network.pools.find((each) => each.subnet?.cidr === fitting[0]);
  const free = pool && text.text.variables.length === 0 ? freeAddressIn(network, members, pool) : undefined;
  yield {
    span,
    message: `\`${value}\` is in no subnet of \`${network.name}\` (${fitting.map((subnet) => `\`${formatCidr(subnet)}\``).join(', ')}): ${consequence}.`,
    related: pool?.subnet ? [{ span: pool.subnet.text.span, message: `The subnet of \`${network.name}\`` }] : [],
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

/** The block of 256 addresses around the IPv4 addresses that the members ask for, when they fit into one. */
function configureSubnet(network: Network, members: readonly Service[]): Fix | undefined {
  if (network.implicit || network.pools.length > 0) return undefined;
  const blocks = new Set(
    addressesIn(network, members).map(({ text }) =>
      text.address?.family === 4 ? text.text.value.replace(/\d+$/, '0/24') : undefined,
    ),
  );
  const [block] = blocks;
  if (blocks.size !== 1 || !block || !parseCidr(block)) return undefined;
  return {
    title: `Give \`${network.name}\` the subnet ${block}`,
    safety: 'unsafe',
    edits: [
      { kind: 'set', uri: network.uri, path: ['networks', network.name, 'ipam', 'config'], value: [{ subnet: block }] },
    ],
  };
}
