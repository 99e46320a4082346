import type { Text } from '../../model/scalar.ts';
import { defineRule, type Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badMacAddress = defineRule({
  id: 'bad-mac-address',
  category: 'correctness',
  docs: {
    summary: 'A `mac_address` is no address that a network interface can have.',
    why: 'The container does not start: "invalid MAC address", or "cannot assign requested address" where the first byte is odd, which marks a group of receivers.',
    instead:
      'Write six bytes with colons between them. The first one is even, and for addresses of your own best `02`: `02:42:ac:14:01:0a`.',
    references: ['https://docs.docker.com/reference/compose-file/services/#mac_address'],
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
                  mac_address: "02:42:ac:14:01"
                  #             ^^^^^^^^^^^^^^ is no MAC address
            api:
              image: shop/api:2
              mac_address: 03-42-ac-14-01-0a
              #            ^^^^^^^^^^^^^^^^^ stands for a group of receivers
          networks:
            front: {}
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks:
                front:
                  mac_address: "02:42:ac:14:01"
            api:
              image: shop/api:2
              mac_address: 02-42-ac-14-01-0a
          networks:
            front: {}
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
                mac_address: "02:42:ac:14:01:0a"
          api:
            image: shop/api:2
            mac_address: \${MAC}
        networks:
          front: {}
      `,
    ],
  },
  *checkService(service) {
    if (service.macAddress) yield* checkMac(service.macAddress);
    for (const { macAddress } of service.attachments) if (macAddress) yield* checkMac(macAddress);
  },
});

// What Go's net.ParseMAC reads as six bytes.
const forms = /^(?:[\da-f]{2}(?::[\da-f]{2}){5}|[\da-f]{2}(?:-[\da-f]{2}){5}|[\da-f]{4}(?:\.[\da-f]{4}){2})$/i;

function* checkMac(text: Text): Iterable<Finding> {
  if (!text.known || text.value === '' || text.type === 'null') return;
  const { span, value } = text;
  if (!forms.test(value)) {
    yield {
      span,
      message: `\`${value}\` is no MAC address (six bytes, \`02:42:ac:14:01:0a\`): the container does not start.`,
    };
    return;
  }
  const firstByte = Number.parseInt(value.slice(0, 2), 16);
  if (firstByte % 2 === 0) return;
  const even = (firstByte - 1).toString(16).padStart(2, '0') + value.slice(2);
  yield {
    span,
    message: `\`${value}\` stands for a group of receivers, because its first byte is odd: the container does not start.`,
    fixes:
      text.variables.length > 0
        ? []
        : [{ title: `Change to ${even}`, safety: 'unsafe', edits: [{ kind: 'replace', span, newText: even }] }],
  };
}
