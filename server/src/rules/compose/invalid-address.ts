import type { AddressText } from '../../model/network.ts';
import { isManaged } from '../addressPlan.ts';
import { defineRule, type Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const invalidAddress = defineRule({
  id: 'invalid-address',
  category: 'correctness',
  docs: {
    summary: 'A gateway, auxiliary or static address is no IP address, or one of the wrong family.',
    why: 'Compose accepts the file; `up` then fails when it makes the network or the container: "invalid IPv4 address".',
    instead:
      'Write an address alone, without a length: `172.20.1.10`. `ipv4_address` takes IPv4 only, `ipv6_address` IPv6 only.',
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
                  ipv4_address: 172.20.1.300
                  #             ^^^^^^^^^^^^ \`172.20.1.300\` is no IP address
            api:
              image: shop/api:2
              networks:
                front:
                  ipv4_address: fd00:1::10
                  #             ^^^^^^^^^^ an IPv6 address, and \`ipv4_address\` takes IPv4
          networks:
            front:
              ipam:
                config:
                  - subnet: 172.20.1.0/24
                    gateway: 172.20.1.1/24
                    #        ^^^^^^^^^^^^^ \`172.20.1.1/24\` is no IP address
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
                ipv4_address: 172.20.1.30
        networks:
          front:
            ipam:
              config:
                - subnet: 172.20.1.0/24
                  gateway: 172.20.1.1
      `,
    ],
  },
  *checkNetwork(network) {
    if (!isManaged(network)) return;
    for (const { gateway, auxAddresses } of network.pools) {
      if (gateway) yield* check('gateway', gateway, 'network');
      for (const { address } of auxAddresses) yield* check('aux_addresses', address, 'network');
    }
  },
  *checkService({ attachments }) {
    for (const { ipv4Address, ipv6Address, linkLocalAddresses } of attachments) {
      if (ipv4Address) yield* check('ipv4_address', ipv4Address, 'container', 4);
      if (ipv6Address) yield* check('ipv6_address', ipv6Address, 'container', 6);
      for (const address of linkLocalAddresses) yield* check('link_local_ips', address, 'container');
    }
  },
});

function* check(key: string, { text, address }: AddressText, makes: string, family?: 4 | 6): Iterable<Finding> {
  if (!text.known || text.value === '') return;
  const fails = `\`up\` fails when it makes the ${makes}`;
  if (!address) yield { span: text.span, message: `\`${text.value}\` is no IP address, and ${fails}.` };
  else if (family && address.family !== family) {
    yield {
      span: text.span,
      message: `This is an IPv${address.family} address, and \`${key}\` takes IPv${family}: ${fails}.`,
    };
  }
}
