import { parseAddress } from '../../model/address.ts';
import type { Text } from '../../model/scalar.ts';
import type { Service } from '../../model/service.ts';
import { defineRule } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const invalidHostAddress = defineRule({
  id: 'invalid-host-address',
  category: 'correctness',
  docs: {
    summary: 'A name server, an entry of `extra_hosts` or a link-local address is no IP address.',
    why: 'Compose passes it on, and the engine refuses to make the container: "bad nameserver address", "invalid IP address in add-host". Names are not looked up here.',
    instead: 'Write the address. `host-gateway` stands for the address of the host in `extra_hosts`.',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#dns',
      'https://docs.docker.com/reference/compose-file/services/#extra_hosts',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              dns: [resolver, 9.9.9.9]
              #     ^^^^^^^^ \`resolver\` is no IP address
              extra_hosts:
                - "registry:10.0.0.300"
                #           ^^^^^^^^^^ \`10.0.0.300\` is no IP address
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            dns: [9.9.9.9, "fe80::1%eth0"]
            extra_hosts:
              - "registry:10.0.0.3"
              - "six=[2001:db8::1]"
              - "both=10.0.0.3,10.0.0.4"
              - host.docker.internal:host-gateway
      `,
    ],
  },
  *check(project) {
    for (const service of servicesWith(project, 'dns', 'extra_hosts', 'networks.link_local_ips')) {
      for (const { what, text } of addressesOf(service)) {
        if (!text.known || isAddress(text.value)) continue;
        yield {
          span: text.span,
          message: `\`${text.value}\` is no IP address: the engine refuses to make the container for ${what}.`,
        };
      }
    }
  },
});

function addressesOf({
  dns,
  extraHosts,
  attachments,
}: Service): readonly { readonly what: string; readonly text: Text }[] {
  return [
    ...dns.map(({ text }) => ({ what: 'its name servers', text })),
    ...extraHosts.map(({ host, address }) => ({ what: `the extra host \`${host}\``, text: address })),
    ...attachments.flatMap(({ linkLocalAddresses }) =>
      linkLocalAddresses.map(({ text }) => ({ what: 'its link-local addresses', text })),
    ),
  ];
}

/** Several may stand in one entry of `extra_hosts`; a zone may follow the address of a name server. */
function isAddress(value: string): boolean {
  return value
    .split(',')
    .every((each) => each === '' || each === 'host-gateway' || parseAddress(each.replace(/^\[(.+)\]$|%.+$/, '$1')));
}
