import { isManaged } from '../addressPlan.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const ipv6SubnetWithoutEnableIpv6 = defineRule({
  id: 'ipv6-subnet-without-enable-ipv6',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'A network has an IPv6 subnet and IPv6 is not switched on.',
    why: 'The engine accepts the subnet and gives out no IPv6 address; it adds an IPv4 subnet of its own choice. Nothing says so.',
    instead: 'Set `enable_ipv6: true` on the network.',
    references: [
      'https://docs.docker.com/reference/compose-file/networks/#enable_ipv6',
      'https://docs.docker.com/engine/daemon/ipv6/',
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
                  - subnet: fd00:20:1::/64
                  #         ^^^^^^^^^^^^^^ \`front\` has an IPv6 subnet and no \`enable_ipv6\`
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
                  - subnet: fd00:20:1::/64
              enable_ipv6: true
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
          front:
            enable_ipv6: true
            ipam:
              config:
                - subnet: fd00:20:1::/64
          back:
            enable_ipv6: \${IPV6}
            ipam:
              config:
                - subnet: fd00:20:2::/64
      `,
    ],
  },
  *checkNetwork(network) {
    if (!isManaged(network) || network.enableIpv6 !== false) return;
    for (const { subnet } of network.pools) {
      if (subnet?.cidr?.family !== 6) continue;
      yield {
        span: subnet.text.span,
        message: `\`${network.name}\` has an IPv6 subnet and no \`enable_ipv6\`: the engine gives out no IPv6 address and does not say so.`,
        fixes: [
          {
            title: 'Set `enable_ipv6: true`',
            safety: 'unsafe',
            edits: [{ kind: 'set', uri: network.uri, path: ['networks', network.name, 'enable_ipv6'], value: true }],
          },
        ],
      };
    }
  },
});
