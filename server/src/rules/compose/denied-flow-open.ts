import { closingFixes } from '../closingFixes.ts';
import { brokenStatements, decidingPair, morePairs, stepsAsRelated } from '../intent.ts';
import { provenFixes } from '../reachFix.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const deniedFlowOpen = defineRule({
  id: 'denied-flow-open',
  category: 'isolation',
  docs: {
    summary: 'A statement of `x-reach` denies a connection that the project allows.',
    why: 'The isolation that the author relies on is not there: whoever takes over the source reaches the target. Set this rule to `error` to make `bulkhead check` fail.',
    instead:
      'Take one of both out of the network that joins them, or bind the published port to 127.0.0.1. A network statement speaks of all its members; a statement about a service is an exception to it.',
    references: [
      'https://docs.docker.com/compose/how-tos/networking/',
      'https://docs.docker.com/engine/network/port-publishing/',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
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
            - frontend -x-> database
            # ^^^^^^^^^^^^^^^^^^^^^^ Must not be possible, but is: Both are attached to data
            - web -x-> data
            # ^^^^^^^^^^^^^ Must not be possible, but is (\`frontend\` to \`database\`): Both are attached to data
        `,
        fixed: yaml`
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
            - frontend -x-> database
            - web -x-> data
        `,
      },
      {
        text: yaml`
          services:
            database:
              image: postgres:17
              ports:
                - "5432:5432"
          x-reach: [internet -x-> database]
          #         ^^^^^^^^^^^^^^^^^^^^^^ Port 5432 is published on every address
        `,
        fixed: yaml`
          services:
            database:
              image: postgres:17
              ports:
                - "127.0.0.1:5432:5432"
          x-reach: [internet -x-> database]
        `,
      },
      {
        text: yaml`
          services:
            vault:
              image: shop/vault:2
              networks: [closed]
          networks:
            closed: {}
          x-reach:
            - vault -x-> internet
            # ^^^^^^^^^^^^^^^^^^^ closed is not internal
        `,
        fixed: yaml`
          services:
            vault:
              image: shop/vault:2
              networks: [closed]
          networks:
            closed:
              internal: true
          x-reach:
            - vault -x-> internet
        `,
      },
    ],
    good: [
      yaml`
        services:
          frontend:
            image: shop/frontend:2
            networks: [web, api]
          backend:
            image: shop/backend:2
            networks: [api, data]
          database:
            image: postgres:17
            networks: [data]
            ports: ["127.0.0.1:5432:5432"]
        networks:
          web: {}
          api: {}
          data: {}
        x-reach:
          - frontend -> backend:8000
          - frontend -x-> database
          - web -x-> data
          - internet -x-> database
          - lan -x-> data
      `,
    ],
  },
  appliesTo: ({ policy }) => policy !== undefined,
  *check(project) {
    for (const result of brokenStatements(project)) {
      const { statement, expected, deciding } = result;
      if (expected === 'open' || !deciding) continue;
      const { span } = statement;
      yield {
        span,
        message: `Must not be possible, but is${decidingPair(result)}: ${deciding.why}${morePairs(result)}`,
        related: stepsAsRelated(deciding, { span }),
        fixes: provenFixes(project, statement, closingFixes(project, deciding)),
      };
    }
  },
});
