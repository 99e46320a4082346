import { inConfiguration, mentionPlace } from '../mentionPlace.ts';
import { failingUses } from '../nameUses.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const unexpectedPortInUrl = defineRule({
  id: 'unexpected-port-in-url',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'A service connects to a database or cache on a port on which that image does not listen.',
    why: 'The image listens on its usual port, and nothing in the file tells it otherwise. The connection is refused.',
    instead: 'Connect to the usual port. A port under `ports` changes only where it is published on the host.',
    references: ['https://docs.docker.com/compose/how-tos/networking/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: shop/web:4
              environment:
                DATABASE_URL: postgres://db:5433/shop
                #                           ^^^^ \`db\` listens on port 5432
            db:
              image: postgres:17
        `,
        fixed: yaml`
          services:
            web:
              image: shop/web:4
              environment:
                DATABASE_URL: postgres://db:5432/shop
            db:
              image: postgres:17
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: shop/web:4
            environment:
              DATABASE_URL: postgres://db:5433/shop
              CACHE: redis://cache:6390
          db:
            image: postgres:17
            command: ["-p", "5433"]
          cache:
            image: redis:7
            volumes:
              - ./redis.conf:/usr/local/etc/redis/redis.conf
      `,
    ],
  },
  *check(project) {
    for (const { mention, target, usualPort: usual } of failingUses(project)) {
      const { port, portSpan } = mention;
      if (usual === undefined || !portSpan) continue;
      const place = mentionPlace(mention, portSpan);
      yield {
        span: place.span,
        message: `${inConfiguration(mention)}\`${target.name}\` listens on port ${usual}, the usual one of its image: nobody answers on ${port}.`,
        related: [
          ...place.related,
          ...(target.image ? [{ span: target.image.text.span, message: 'The image is given here' }] : []),
        ],
        fixes: [
          {
            title: `Change to ${usual}`,
            safety: 'unsafe',
            edits: [{ kind: 'replace', span: portSpan, newText: `${usual}` }],
          },
        ],
      };
    }
  },
});
