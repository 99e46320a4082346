import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const externalWithOtherKeys = defineRule({
  id: 'external-with-other-keys',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'An external network has keys that describe how to make it.',
    why: 'Compose does not make an external network, it only looks for it. Driver, subnet, `internal` and the rest are ignored: the network is as whoever made it has made it, which may be less isolated than the file says. Some versions of compose refuse the file.',
    instead: 'Keep only `external` and `name`. If the project shall make the network itself, remove `external`.',
    references: ['https://docs.docker.com/reference/compose-file/networks/#external'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [shared]
          networks:
            shared:
              external: true
              name: shop_shared
              internal: true # no way out
          #   ^^^^^^^^ \`internal\` has no effect on the external network \`shared\`
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [shared]
          networks:
            shared:
              external: true
              name: shop_shared
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks: [shared, own]
        networks:
          shared:
            external: true
            name: shop_shared
            x-owner: platform team
          own:
            external: false
            internal: true
      `,
    ],
  },
  *checkNetwork({ uri, name, external, keys }) {
    if (external !== true) return;
    const externalKey = keys.get('external');
    for (const [key, span] of keys) {
      if (!meaningless.has(key)) continue;
      yield {
        span,
        message: `\`${key}\` has no effect on the external network \`${name}\`: compose takes it as it finds it.`,
        related: externalKey ? [{ span: externalKey, message: 'External here' }] : [],
        fixes: [
          {
            title: `Remove \`${key}\``,
            safety: 'safe',
            edits: [{ kind: 'remove', uri, path: ['networks', name, key] }],
          },
          {
            title: 'Let this project make the network',
            safety: 'unsafe',
            edits: [{ kind: 'remove', uri, path: ['networks', name, 'external'] }],
          },
        ],
      };
    }
  },
});

const meaningless = new Set([
  'driver',
  'driver_opts',
  'ipam',
  'internal',
  'attachable',
  'enable_ipv4',
  'enable_ipv6',
  'labels',
]);
