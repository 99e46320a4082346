import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const networksWithNetworkMode = defineRule({
  id: 'networks-with-network-mode',
  category: 'correctness',
  docs: {
    summary: 'A service has both `network_mode` and `networks`.',
    why: 'A network mode takes the place of all networks, so compose refuses a service that has both: "declares mutually exclusive network_mode and networks".',
    instead:
      'Keep `networks` for a service that shall talk to others by name; keep `network_mode` for one that uses the network of the host or of another container.',
    references: ['https://docs.docker.com/reference/compose-file/services/#network_mode'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              network_mode: bridge
          #   ^^^^^^^^^^^^ \`network_mode\` and \`networks\` exclude each other
              networks: [front]
          networks:
            front: {}
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front]
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
            network_mode: host
          api:
            image: shop/api:2
            networks: [front]
        networks:
          front: {}
      `,
    ],
  },
  *checkService(service) {
    const modeKey = service.keys.get('network_mode');
    const networksKey = service.keys.get('networks');
    if (!modeKey || !networksKey || !service.networkMode?.text.known || service.networkMode.text.value === '') return;
    if (!service.attachments.some((attachment) => attachment.explicit)) return;
    const remove = (key: string) =>
      ({
        title: `Remove \`${key}\``,
        safety: 'unsafe',
        edits: [{ kind: 'remove', uri: service.uri, path: ['services', service.name, key] }],
      }) as const;
    yield {
      span: modeKey,
      message: `\`network_mode\` and \`networks\` exclude each other in \`${service.name}\`. Compose refuses the project.`,
      related: [{ span: networksKey, message: 'The networks stand here' }],
      fixes: [remove('network_mode'), remove('networks')],
    };
  },
});
