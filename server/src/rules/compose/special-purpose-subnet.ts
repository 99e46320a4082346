import { type Cidr, formatCidr, overlaps, parseCidr } from '../../model/address.ts';
import { privateBlocks } from '../../model/addressClass.ts';
import { isManaged } from '../addressPlan.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const specialPurposeSubnet = defineRule({
  id: 'special-purpose-subnet',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'A subnet uses addresses that are set aside for something else.',
    why: 'Containers on public addresses make the real owners of these addresses unreachable from this machine. Documentation prefixes get copied and meet each other. With loopback, multicast and `0.0.0.0/8` addresses a container does not start when its default route would go through the network.',
    instead: 'Use a private range: `10.0.0.0/8`, `172.16.0.0/12`, `192.168.0.0/16`, or `fd00::/8` with a random part.',
    references: [
      'https://www.rfc-editor.org/rfc/rfc6890',
      'https://www.rfc-editor.org/rfc/rfc1918',
      'https://www.rfc-editor.org/rfc/rfc4193',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front, back, data]
          networks:
            front:
              ipam:
                config:
                  - subnet: 172.200.1.0/24
                  #         ^^^^^^^^^^^^^^ public addresses
            back:
              enable_ipv6: true
              ipam:
                config:
                  - subnet: 2001:db8:1::/64
                  #         ^^^^^^^^^^^^^^^ documentation
            data:
              ipam:
                config:
                  - subnet: 127.20.1.0/24
                  #         ^^^^^^^^^^^^^ loopback addresses: a container whose default route would go through it does not start
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks: [front, back, lan]
        networks:
          front:
            ipam:
              config:
                - subnet: 172.20.1.0/24
          back:
            enable_ipv6: true
            ipam:
              config:
                - subnet: fd5c:20:1::/64
          lan:
            driver: macvlan
            driver_opts:
              parent: eth0
            ipam:
              config:
                - subnet: 8.30.1.0/24
      `,
    ],
  },
  *checkNetwork(network) {
    // On macvlan and ipvlan the addresses are those of the network outside.
    if (!isManaged(network) || network.driver === 'macvlan' || network.driver === 'ipvlan') return;
    for (const { subnet } of network.pools) {
      const cidr = subnet?.cidr;
      const found = cidr && specialRangeOf(cidr);
      if (!found) continue;
      const message = `\`${formatCidr(cidr)}\` holds ${found.what}: ${found.consequence}.`;
      yield { span: subnet.text.span, message };
    }
  },
});

interface SpecialRange {
  readonly what: string;
  readonly consequence: string;
}

function specialRangeOf(cidr: Cidr): SpecialRange | undefined {
  const range = ranges.find(({ block }) => overlaps(block, cidr));
  if (range) return range;
  const isPrivate = privateBlocks.some(
    (block) => block.family === cidr.family && cidr.first >= block.first && cidr.last <= block.last,
  );
  if (isPrivate) return undefined;
  return { what: 'public addresses', consequence: 'their real owners become unreachable from this machine' };
}

const blocks = (texts: string): readonly Cidr[] => texts.split(' ').flatMap((text) => parseCidr(text) ?? []);

const fatal = { consequence: 'a container whose default route would go through it does not start' } as const;

const ranges: readonly (SpecialRange & { readonly block: Cidr })[] = (
  [
    ['0.0.0.0/8', { what: 'addresses that mean "this network"', ...fatal }],
    ['127.0.0.0/8 ::1/128', { what: 'loopback addresses', ...fatal }],
    ['224.0.0.0/4 ff00::/8', { what: 'multicast addresses', ...fatal }],
    [
      '169.254.0.0/16 fe80::/10',
      { what: 'link-local addresses', consequence: 'cloud metadata and automatic addresses live there' },
    ],
    [
      '100.64.0.0/10',
      {
        what: 'addresses of providers (carrier-grade NAT)',
        consequence: 'they meet those of VPNs such as Tailscale, and of some providers',
      },
    ],
    [
      '192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32',
      { what: 'addresses for documentation', consequence: 'others copy them as well, and some firewalls drop them' },
    ],
    ['198.18.0.0/15', { what: 'addresses for measurements', consequence: 'some firewalls and VPNs use or drop them' }],
    ['240.0.0.0/4', { what: 'reserved addresses', consequence: 'many systems refuse them' }],
  ] as const
).flatMap(([texts, range]) => blocks(texts).map((block) => ({ ...range, block })));
