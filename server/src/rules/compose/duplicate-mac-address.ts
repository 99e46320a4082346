import type { Service } from '../../model/service.ts';
import type { Span } from '../../text/span.ts';
import { networkIdentity } from '../networkSpace.ts';
import { mayRunTogether } from '../profiles.ts';
import { defineRule } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const duplicateMacAddress = defineRule({
  id: 'duplicate-mac-address',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'Two services of one network have the same MAC address.',
    why: 'The engine starts both without a word. The bridge then sends frames to whichever of them spoke last, so connections of both break at random.',
    instead: 'Give each service an address of its own, or none: the engine makes different ones.',
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
                  mac_address: "02:42:ac:14:01:0a"
            api:
              image: shop/api:2
              networks:
                front:
                  mac_address: "02:42:AC:14:01:0A"
                  #             ^^^^^^^^^^^^^^^^^ \`web\` has the same MAC address on \`front\`
          networks:
            front: {}
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks:
                front:
                  mac_address: "02:42:ac:14:01:0a"
            api:
              image: shop/api:2
              networks:
                front: {}
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
              back:
                mac_address: "02:42:ac:14:01:0b"
          api:
            image: shop/api:2
            networks:
              back:
                mac_address: "02:42:ac:14:01:0a"
        networks:
          front: {}
          back: {}
      `,
    ],
  },
  *check(project) {
    const first = new Map<string, { readonly service: Service; readonly span: Span }>();
    for (const service of servicesWith(project, 'networks.mac_address')) {
      for (const { network, macAddress } of service.attachments) {
        if (!macAddress?.known || macAddress.value === '') continue;
        const key = `${networkIdentity(project, network)} ${macAddress.value.toLowerCase().replace(/[^\da-f]/g, '')}`;
        const other = first.get(key);
        if (!other) first.set(key, { service, span: macAddress.span });
        else if (other.service !== service && mayRunTogether(other.service, service) !== 'rarely') {
          const path = ['services', service.name, 'networks', network, 'mac_address'];
          yield {
            span: macAddress.span,
            message: `\`${other.service.name}\` has the same MAC address on \`${network}\`: connections of both break at random.`,
            related: [{ span: other.span, message: `\`${other.service.name}\` has it here` }],
            fixes: [
              {
                title: 'Remove the MAC address',
                safety: 'unsafe',
                edits: [{ kind: 'remove', uri: service.uri, path }],
              },
            ],
          };
        }
      }
    }
  },
});
