import { obstacleBetween } from '../reaching.ts';
import { defineRule } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const dependencyWithoutSharedNetwork = defineRule({
  id: 'dependency-without-shared-network',
  category: 'isolation',
  severity: 'information',
  docs: {
    summary: 'A service waits for another one with which it shares no network.',
    why: 'Who waits for a service usually wants to talk to it, and these two cannot. `depends_on` only orders their start and connects nothing.',
    instead: 'Let both join a common network, or drop the dependency when only its order was wanted by habit.',
    references: [
      'https://docs.docker.com/compose/how-tos/startup-order/',
      'https://docs.docker.com/compose/how-tos/networking/',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [edge]
              depends_on:
                - database
                # ^^^^^^^^ \`web\` waits for \`database\` and shares no network with it
            database:
              image: postgres:17
              networks: [data]
          networks:
            edge: {}
            data: {}
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks: [edge, data]
            depends_on:
              - database
              - migration
          database:
            image: postgres:17
            networks: [data]
          migration:
            image: shop/migration:2
            networks: [data]
          app:
            image: shop/app:1
            network_mode: service:web
            depends_on: [web]
        networks:
          edge: {}
          data: {}
      `,
    ],
  },
  *check(project) {
    for (const service of servicesWith(project, 'depends_on')) {
      for (const { service: name, nameSpan } of service.dependencies) {
        const target = project.serviceNamed.get(name);
        if (!target || target === service || obstacleBetween(project, service, target) !== 'no shared network')
          continue;
        yield {
          span: nameSpan,
          message: `\`${service.name}\` waits for \`${name}\` and shares no network with it, so it cannot talk to it.`,
          related: [{ span: target.nameSpan, message: `\`${name}\` is defined here` }],
        };
      }
    }
  },
});
