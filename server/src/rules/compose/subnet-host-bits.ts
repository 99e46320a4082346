import { formatAddress, formatCidr } from '../../model/address.ts';
import type { CidrText } from '../../model/network.ts';
import { isManaged } from '../addressPlan.ts';
import { defineRule, type Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const subnetHostBits = defineRule({
  id: 'subnet-host-bits',
  category: 'correctness',
  docs: {
    summary: 'A subnet or range is written with the address of a host instead of that of the network.',
    why: 'The engine refuses to make the network: "invalid subnet 10.106.0.5/24: it should be 10.106.0.0/24". Only engines before 26 let it pass.',
    instead: 'Write the first address of the block, as the fix does.',
    references: [
      'https://docs.docker.com/reference/compose-file/networks/#ipam',
      'https://www.rfc-editor.org/rfc/rfc4632',
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
                  - subnet: 172.20.1.5/24 # the shop
                  #         ^^^^^^^^^^^^^ the network is \`172.20.1.0/24\`
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
                  - subnet: 172.20.1.0/24 # the shop
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
    if (!isManaged(network)) return;
    for (const { subnet, ipRange } of network.pools) {
      if (subnet) yield* check('subnet', subnet);
      if (ipRange) yield* check('ip_range', ipRange);
    }
  },
});

function* check(key: string, { text, cidr }: CidrText): Iterable<Finding> {
  if (!cidr || cidr.address === cidr.first) return;
  const network = formatCidr(cidr);
  const host = formatAddress({ family: cidr.family, value: cidr.address });
  yield {
    span: text.span,
    message: `\`${host}\` is the address of a host in this ${key === 'subnet' ? 'subnet' : 'range'}; the network is \`${network}\`. The engine refuses to make it.`,
    fixes:
      text.variables.length > 0
        ? []
        : [
            {
              title: `Change to ${network}`,
              safety: 'safe',
              edits: [{ kind: 'replace', span: text.span, newText: network }],
            },
          ],
  };
}
