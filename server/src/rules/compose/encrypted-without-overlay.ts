import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const encryptedWithoutOverlay = defineRule({
  id: 'encrypted-without-overlay',
  category: 'isolation',
  docs: {
    summary: 'A network that is no overlay has the driver option `encrypted`.',
    why: 'Only the overlay driver encrypts, and only between the nodes of a swarm. A bridge takes the option without a word and sends everything as before, so the file claims a protection that is not there.',
    instead:
      'On one machine the traffic of a bridge never leaves the kernel; use TLS between the programs where that is not enough. For several machines use the overlay driver.',
    references: ['https://docs.docker.com/engine/network/drivers/overlay/#encrypt-traffic-on-an-overlay-network'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            payment:
              image: shop/payment:2
              networks: [payment]
          networks:
            payment:
              driver_opts:
                encrypted: "true" # PCI
          #     ^^^^^^^^^ A bridge cannot encrypt
        `,
        fixed: yaml`
          services:
            payment:
              image: shop/payment:2
              networks: [payment]
          networks:
            payment: {}
        `,
      },
    ],
    good: [
      yaml`
        services:
          payment:
            image: shop/payment:2
            networks: [payment, chosen]
        networks:
          payment:
            driver: overlay
            driver_opts:
              encrypted: ""
          chosen:
            driver: \${DRIVER}
            driver_opts:
              encrypted: "true"
      `,
    ],
  },
  *checkNetwork({ uri, name, driver, external, driverOptions }) {
    if (driver === undefined || driver === 'overlay' || external !== false) return;
    for (const option of driverOptions) {
      if (option.name !== 'encrypted') continue;
      const who = driver === 'bridge' ? 'A bridge' : `The driver \`${driver}\``;
      const path = ['networks', name, 'driver_opts', 'encrypted'];
      yield {
        span: option.nameSpan,
        message: `${who} cannot encrypt: the engine ignores the option, and the traffic of \`${name}\` stays as it is.`,
        fixes: [{ title: 'Remove `encrypted`', safety: 'safe', edits: [{ kind: 'remove', uri, path, prune: true }] }],
      };
    }
  },
});
