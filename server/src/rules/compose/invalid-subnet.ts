import { parseAddress } from '../../model/address.ts';
import type { CidrText } from '../../model/network.ts';
import { isManaged } from '../addressPlan.ts';
import { defineRule, type Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const invalidSubnet = defineRule({
  id: 'invalid-subnet',
  category: 'correctness',
  docs: {
    summary: 'A `subnet` or `ip_range` is no block of addresses, or a pool has no subnet at all.',
    why: 'Compose accepts the file; `up` then fails when it makes the network: "invalid CIDR block notation".',
    instead:
      'Write an address and the length of its network part, `172.20.1.0/24`. For IPv4 the length goes up to 32, for IPv6 up to 128.',
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
              networks: [front, back, data]
          networks:
            front:
              ipam:
                config:
                  - subnet: 172.20.1.0/33
                  #         ^^^^^^^^^^^^^ IPv4 has only 32 bits
            back:
              ipam:
                config:
                  - subnet: 172.20.2.0
                  #         ^^^^^^^^^^ The length of the network part is missing
            data:
              ipam:
                config:
                  - gateway: 172.20.3.1
                  # ^^^^^^^^^^^^^^^^^^^ This pool has no \`subnet\`
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
                - subnet: \${SUBNET}
      `,
    ],
  },
  *checkNetwork(network) {
    if (!isManaged(network)) return;
    for (const pool of network.pools) {
      if (pool.subnet) yield* check('subnet', pool.subnet);
      else if (pool.gateway || pool.ipRange || pool.auxAddresses.length > 0) {
        yield {
          span: pool.span,
          message:
            'This pool has no `subnet`, and the rest means nothing without one: `up` fails when it makes the network.',
        };
      }
      if (pool.ipRange) yield* check('ip_range', pool.ipRange);
    }
  },
});

function* check(key: string, { text, cidr }: CidrText): Iterable<Finding> {
  if (cidr || !text.known || text.value === '') return;
  yield {
    span: text.span,
    message: `${reason(text.value)}, so \`${key}\` is no block of addresses and \`up\` fails when it makes the network.`,
  };
}

function reason(value: string): string {
  const slash = value.indexOf('/');
  const address = parseAddress(slash < 0 ? value : value.slice(0, slash));
  if (!address) return `\`${slash < 0 ? value : value.slice(0, slash)}\` is no IP address`;
  if (slash < 0) return `The length of the network part is missing (\`${value}/24\` or the like)`;
  const prefix = value.slice(slash + 1);
  if (!/^\d+$/.test(prefix)) return `\`${prefix}\` is no length of a network part`;
  return address.family === 4 ? 'IPv4 has only 32 bits' : 'IPv6 has only 128 bits';
}
