import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const encryptedOverlayNeedsEsp = defineRule({
  id: 'encrypted-overlay-needs-esp',
  category: 'portability',
  docs: {
    summary: 'An overlay network is encrypted, for which the nodes exchange packets of the protocol ESP.',
    why: 'ESP is IP protocol 50, neither TCP nor UDP, and the rules of many firewalls and clouds let nothing else through. Then the network looks healthy, and containers on different nodes do not reach each other.',
    instead: 'Allow protocol 50 between all nodes, beside UDP 4789, TCP and UDP 7946 and TCP 2377.',
    references: [
      'https://docs.docker.com/engine/network/drivers/overlay/#encrypt-traffic-on-an-overlay-network',
      'https://docs.docker.com/engine/swarm/swarm-tutorial/#open-protocols-and-ports-between-the-hosts',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [mesh]
          networks:
            mesh:
              driver: overlay
              driver_opts:
                encrypted: "true"
              # ^^^^^^^^^ IP protocol 50
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks: [mesh]
        networks:
          mesh:
            driver: overlay
            attachable: true
      `,
    ],
  },
  *check(project) {
    for (const { name: network, driver, driverOptions } of project.networks) {
      if (driver !== 'overlay') continue;
      const option = driverOptions.find(({ name, value }) => name === 'encrypted' && value?.value !== 'false');
      if (!option) continue;
      yield {
        span: option.nameSpan,
        message: `\`${network}\` needs IP protocol 50 (ESP) between all nodes of the swarm: a firewall that knows only ports drops its traffic.`,
      };
      return;
    }
  },
});
