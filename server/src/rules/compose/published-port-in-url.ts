import { inConfiguration, mentionPlace } from '../mentionPlace.ts';
import { failingUses } from '../nameUses.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const publishedPortInUrl = defineRule({
  id: 'published-port-in-url',
  category: 'isolation',
  docs: {
    summary:
      'A service connects to another one on the port that it publishes on the host instead of the port it listens on.',
    why: 'Between containers no port is translated: `published:target` is a door in the host, and the name of a service leads to the container. Nothing listens there on the published port, so the connection is refused.',
    instead: 'Use the port on the right side of the mapping, the one the program listens on.',
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
            web:
              image: shop/web:2
              environment:
                DATABASE_URL: postgres://shop@database:5433/shop
                #                                      ^^^^ \`database\` listens on port 5432; 5433 is its port on the host
            database:
              image: postgres:17
              ports:
                - "127.0.0.1:5433:5432"
        `,
        fixed: yaml`
          services:
            web:
              image: shop/web:2
              environment:
                DATABASE_URL: postgres://shop@database:5432/shop
            database:
              image: postgres:17
              ports:
                - "127.0.0.1:5433:5432"
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: shop/web:2
            environment:
              DATABASE_URL: postgres://shop@database:5432/shop
              API_URL: http://api:8080
              HOST_URL: http://host.docker.internal:5433
          database:
            image: postgres:17
            ports:
              - "127.0.0.1:5433:5432"
          api:
            image: shop/api:2
            expose: ["8080"]
            ports:
              - "127.0.0.1:8080:80"
      `,
    ],
  },
  *check(project) {
    for (const { mention, target, hostPort: mapping } of failingUses(project)) {
      const { port, portSpan } = mention;
      if (port === undefined || !portSpan || !mapping?.published) continue;
      const inside = mapping.target.first + port - mapping.published.first;
      const listens = mapping.target.first === mapping.target.last ? mapping.target.first : inside;
      const place = mentionPlace(mention, portSpan);
      yield {
        span: place.span,
        message: `${inConfiguration(mention)}\`${target.name}\` listens on port ${listens}; ${port} is its port on the host. Between containers the connection is refused.`,
        related: [
          ...place.related,
          { span: mapping.published.span, message: `The port that \`${target.name}\` publishes` },
        ],
        fixes: [
          {
            title: `Change to ${listens}`,
            safety: 'unsafe',
            edits: [{ kind: 'replace', span: portSpan, newText: `${listens}` }],
          },
        ],
      };
    }
  },
});
