import { brokenStatements, decidingPair, morePairs, stepsAsRelated } from '../intent.ts';
import { openingFixes } from '../openingFixes.ts';
import { provenFixes } from '../reachFix.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const intendedFlowBlocked = defineRule({
  id: 'intended-flow-blocked',
  category: 'isolation',
  docs: {
    summary: 'A statement of `x-reach` wants a connection that the rest of the project makes impossible.',
    why: 'The stack starts, and the connection that its author intends fails at its first use: the name does not resolve, no answer comes, or the port is not there.',
    instead:
      'Let both join a common network, best one for this purpose alone; publish the port for a connection from outside. If the connection is not wanted, say so with `-x->`.',
    references: ['https://docs.docker.com/compose/how-tos/networking/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            frontend:
              image: shop/frontend:2
              networks: [web]
            database:
              image: postgres:17
              networks: [data]
          networks:
            web: {}
            data:
              internal: true
          x-reach:
            - frontend -> database:5432
            # ^^^^^^^^^^^^^^^^^^^^^^^^^ Intended, but impossible: They share no network
        `,
        fixed: yaml`
          services:
            frontend:
              image: shop/frontend:2
              networks: [web, data]
            database:
              image: postgres:17
              networks: [data]
          networks:
            web: {}
            data:
              internal: true
          x-reach:
            - frontend -> database:5432
        `,
      },
      {
        text: yaml`
          services:
            proxy:
              image: nginx:1.27
              ports: ["80:80"]
          x-reach:
            - internet -> proxy:80
            - internet -> proxy:443
            # ^^^^^^^^^^^^^^^^^^^^^ Port 443 of proxy is not published
        `,
        fixed: yaml`
          services:
            proxy:
              image: nginx:1.27
              ports: ["80:80", "443:443"]
          x-reach:
            - internet -> proxy:80
            - internet -> proxy:443
        `,
      },
      {
        text: yaml`
          services:
            payment:
              image: shop/payment:2
              networks: [vault]
          networks:
            vault:
              internal: true
          x-reach:
            - payment -> internet:443
            # ^^^^^^^^^^^^^^^^^^^^^^^ vault is internal: it has no route out
        `,
        fixed: yaml`
          services:
            payment:
              image: shop/payment:2
              networks: [vault, payment-out]
          networks:
            vault:
              internal: true
            payment-out: {}
          x-reach:
            - payment -> internet:443
        `,
      },
    ],
    good: [
      yaml`
        services:
          frontend:
            image: shop/frontend:2
            networks: [web, elsewhere]
          backend:
            image: shop/backend:2
            networks: [web]
          cache:
            image: redis:7
            networks: [elsewhere]
        networks:
          web: {}
          elsewhere:
            external: true
        x-reach:
          - frontend -> backend:8000
          - web -> web
          - frontend -> cache
          - frontend -> internet:443
      `,
    ],
  },
  appliesTo: ({ policy }) => policy !== undefined,
  *check(project) {
    for (const result of brokenStatements(project)) {
      const { statement, expected, deciding } = result;
      if (expected === 'blocked' || !deciding) continue;
      const { span } = statement;
      yield {
        span,
        message: `Intended, but impossible${decidingPair(result)}: ${deciding.why}${morePairs(result)}`,
        related: stepsAsRelated(deciding, { span }),
        fixes: provenFixes(project, statement, openingFixes(project, deciding)),
      };
    }
  },
});
