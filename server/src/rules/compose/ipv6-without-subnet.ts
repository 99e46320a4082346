import { isManaged } from '../addressPlan.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const ipv6WithoutSubnet = defineRule({
  id: 'ipv6-without-subnet',
  category: 'portability',
  docs: {
    summary: 'A network has IPv6 switched on and no IPv6 subnet.',
    why: 'Engines from 27 on choose a subnet themselves. Older ones, and those whose `default-address-pools` hold no IPv6 block, refuse: "could not find an available, non-overlapping IPv6 address pool".',
    instead: 'Add a subnet of your own from `fd00::/8`, with a random part so that it meets no other.',
    references: ['https://docs.docker.com/engine/daemon/ipv6/', 'https://www.rfc-editor.org/rfc/rfc4193'],
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
              enable_ipv6: true
          #   ^^^^^^^^^^^ \`front\` has no IPv6 subnet
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
                - subnet: fd5c:20:1::/64
      `,
    ],
  },
  *checkNetwork(network) {
    const span = network.keys.get('enable_ipv6');
    if (!span || !isManaged(network) || network.enableIpv6 !== true) return;
    if (network.pools.some(({ subnet }) => !subnet?.cidr || subnet.cidr.family === 6)) return;
    yield { span, message: `\`${network.name}\` has no IPv6 subnet: engines before 27 refuse to make it.` };
  },
});
