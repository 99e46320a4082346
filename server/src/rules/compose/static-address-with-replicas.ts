import { replicaCount } from '../networkSpace.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const staticAddressWithReplicas = defineRule({
  id: 'static-address-with-replicas',
  category: 'correctness',
  docs: {
    summary: 'A service with several containers asks for one static address.',
    why: 'The first container gets the address, every other one fails to start: "Address already in use".',
    instead: 'Leave the address out. The name of the service resolves to the addresses of all its containers.',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#ipv4_address-ipv6_address',
      'https://docs.docker.com/reference/compose-file/deploy/#replicas',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            api:
              image: shop/api:2
              deploy:
                replicas: 3
              networks:
                back:
                  ipv4_address: 172.20.2.10
                  #             ^^^^^^^^^^^ 3 containers of \`api\` cannot share the address
                  aliases: [backend]
          networks:
            back:
              ipam:
                config:
                  - subnet: 172.20.2.0/24
        `,
        fixed: yaml`
          services:
            api:
              image: shop/api:2
              deploy:
                replicas: 3
              networks:
                back:
                  aliases: [backend]
          networks:
            back:
              ipam:
                config:
                  - subnet: 172.20.2.0/24
        `,
      },
    ],
    good: [
      yaml`
        services:
          api:
            image: shop/api:2
            scale: 1
            networks:
              back:
                ipv4_address: 172.20.2.10
        networks:
          back:
            ipam:
              config:
                - subnet: 172.20.2.0/24
      `,
    ],
  },
  *checkService(service) {
    const containers = replicaCount(service);
    if (containers === undefined || containers < 2) return;
    for (const { network, ipv4Address, ipv6Address } of service.attachments) {
      for (const [key, address] of [['ipv4_address', ipv4Address] as const, ['ipv6_address', ipv6Address] as const]) {
        if (!address) continue;
        const path = ['services', service.name, 'networks', network, key];
        yield {
          span: address.text.span,
          message: `${containers} containers of \`${service.name}\` cannot share the address \`${address.text.value}\`: only one of them starts.`,
          ...(service.replicas
            ? { related: [{ span: service.replicas.text.span, message: `${containers} containers` }] }
            : {}),
          fixes: [
            { title: `Remove \`${key}\``, safety: 'unsafe', edits: [{ kind: 'remove', uri: service.uri, path }] },
          ],
        };
      }
    }
  },
});
