import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const bridgeNameTooLong = defineRule({
  id: 'bridge-name-too-long',
  category: 'correctness',
  docs: {
    summary: 'The name of a bridge interface is longer than 15 characters.',
    why: 'Linux allows 15 characters for the name of a network interface. `up` fails with "numerical result out of range", which says nothing about the name.',
    instead: 'Choose a shorter name, or leave the option out: the engine makes one.',
    references: [
      'https://docs.docker.com/engine/network/drivers/bridge/#options',
      'https://man7.org/linux/man-pages/man7/netdevice.7.html',
    ],
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
              driver_opts:
                com.docker.network.bridge.name: shop-front-bridge
                #                               ^^^^^^^^^^^^^^^^^ 17 characters
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front]
          networks:
            front:
              driver_opts:
                com.docker.network.bridge.name: shop-front-brid
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
            driver_opts:
              com.docker.network.bridge.name: shop-front
      `,
    ],
  },
  *checkNetwork({ driver, external, driverOptions }) {
    if (driver !== 'bridge' || external !== false) return;
    for (const { name, value } of driverOptions) {
      if (name !== 'com.docker.network.bridge.name' || !value?.known) continue;
      const { length } = new TextEncoder().encode(value.value);
      if (length <= 15) continue;
      const shorter = value.value.slice(0, 15);
      yield {
        span: value.span,
        message: `The name has ${length} characters, and an interface of Linux has at most 15: the engine refuses to make the network.`,
        fixes:
          value.variables.length > 0
            ? []
            : [
                {
                  title: `Shorten to \`${shorter}\``,
                  safety: 'unsafe',
                  edits: [{ kind: 'replace', span: value.span, newText: shorter }],
                },
              ],
      };
    }
  },
});
