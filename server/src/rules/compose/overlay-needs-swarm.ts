import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const overlayNeedsSwarm = defineRule({
  id: 'overlay-needs-swarm',
  category: 'portability',
  docs: {
    summary: 'A network uses the overlay driver.',
    why: 'Overlay networks exist only in a swarm: on a machine that is no manager `up` fails with "This node is not a swarm manager". Containers of `docker compose up` can join one only if it is attachable.',
    instead:
      'Use a bridge on one machine. For a swarm, add `attachable: true` where compose shall join, or deploy with `docker stack deploy`.',
    references: [
      'https://docs.docker.com/engine/network/drivers/overlay/',
      'https://docs.docker.com/reference/compose-file/networks/#attachable',
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
              #       ^^^^^^^ needs a swarm, and \`attachable: true\` for \`docker compose up\`
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
            driver: bridge
      `,
    ],
  },
  *checkNetwork({ driver, driverText, attachable, external }) {
    if (external !== false || driver !== 'overlay' || !driverText) return;
    const attach = attachable === false ? ', and `attachable: true` for `docker compose up`' : '';
    yield { span: driverText.span, message: `An overlay network needs a swarm${attach}: elsewhere \`up\` fails.` };
  },
});
