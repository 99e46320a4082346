import { driverOptions, driversWithOption } from '../driverCatalog.ts';
import { nearest } from '../nearest.ts';
import { defineRule } from '../rule.ts';
import { inWords } from '../words.ts';
import { yaml } from '../yaml.ts';

export const unknownDriverOption = defineRule({
  id: 'unknown-driver-option',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'The driver of a network does not know one of its options.',
    why: 'The engine passes options on without looking at them, and drivers skip what they do not know. A slip of the keyboard, or the option of another driver, is taken without a word and does nothing.',
    instead: 'Write the option as the documentation of the driver does.',
    references: [
      'https://docs.docker.com/engine/network/drivers/bridge/#options',
      'https://docs.docker.com/engine/network/drivers/macvlan/#options',
      'https://docs.docker.com/engine/network/drivers/ipvlan/#options',
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
                com.docker.network.driver.mtuu: "1400" # VPN
          #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The driver \`bridge\` has no option \`com.docker.network.driver.mtuu\`. Did you mean \`com.docker.network.driver.mtu\`?
                parent: eth0
          #     ^^^^^^ \`parent\` is an option of \`macvlan\` and \`ipvlan\`; \`bridge\` ignores it
                speed: fast
          #     ^^^^^ The driver \`bridge\` has no option \`speed\`
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front]
          networks:
            front:
              driver_opts:
                com.docker.network.driver.mtu: "1400" # VPN
                parent: eth0
                speed: fast
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks: [front, lan, plugin]
        networks:
          front:
            driver_opts:
              com.docker.network.driver.mtu: "1400"
              com.docker.network.bridge.enable_icc: "false"
          lan:
            driver: macvlan
            driver_opts:
              parent: eth0
          plugin:
            driver: ghcr.io/example/mesh:1
            driver_opts:
              speed: fast
      `,
    ],
  },
  *checkNetwork({ uri, name, driver, external, driverOptions: given }) {
    const options = driver === undefined || external !== false ? undefined : driverOptions.get(driver);
    if (!options) return;
    for (const option of given) {
      // `encrypted` on other drivers has a rule of its own.
      if (options.has(option.name) || option.name === 'encrypted' || option.name === '') continue;
      const span = option.nameSpan;
      const path = ['networks', name, 'driver_opts', option.name];
      const remove = {
        title: `Remove \`${option.name}\``,
        safety: 'safe',
        edits: [{ kind: 'remove', uri, path, prune: true }],
      } as const;
      const owners = driversWithOption(option.name);
      const meant = owners.length > 0 ? undefined : nearest(option.name, options.keys());
      if (owners.length > 0) {
        const message = `\`${option.name}\` is an option of ${inWords(owners)}; \`${driver}\` ignores it without a word.`;
        yield { span, message, fixes: [remove] };
      } else if (meant) {
        yield {
          span,
          message: `The driver \`${driver}\` has no option \`${option.name}\`. Did you mean \`${meant}\`? As it is, the engine ignores it without a word.`,
          fixes: [
            { title: `Change to \`${meant}\``, safety: 'unsafe', edits: [{ kind: 'replace', span, newText: meant }] },
            remove,
          ],
        };
      } else {
        const message = `The driver \`${driver}\` has no option \`${option.name}\`: the engine ignores it without a word.`;
        yield { span, message, fixes: [remove] };
      }
    }
  },
});
