import { isPartOfMore } from '../completeness.ts';
import { problemsOf } from '../problems.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const conflictingKeys = defineRule({
  id: 'conflicting-keys',
  category: 'correctness',
  docs: {
    summary: 'Two keys exclude each other, or say different things about one limit.',
    why: 'Compose refuses the whole project: "conflicting parameters", "mutually exclusive", "can\'t set distinct values on …".',
    instead: 'Keep one of the two. Limits belong under `deploy`, the older keys beside it are not needed.',
    references: [
      'https://docs.docker.com/reference/compose-file/volumes/#external',
      'https://docs.docker.com/reference/compose-file/deploy/#replicas',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            worker:
              image: shop/worker:3
              scale: 2
            # ^^^^^ \`scale\` and \`deploy.replicas\` of service worker do not agree
              deploy:
                replicas: 3
        `,
        fixed: yaml`
          services:
            worker:
              image: shop/worker:3
              deploy:
                replicas: 3
        `,
      },
      {
        text: yaml`
          services:
            db:
              image: postgres:17
              volumes: [data:/var/lib/postgresql/data]
          volumes:
            data:
              external: true
              driver: local
          #   ^^^^^^ \`external\` and \`driver\` of volume data exclude each other
        `,
        fixed: yaml`
          services:
            db:
              image: postgres:17
              volumes: [data:/var/lib/postgresql/data]
          volumes:
            data:
              external: true
        `,
      },
    ],
    good: [
      yaml`
        services:
          worker:
            image: shop/worker:3
            mem_limit: 1g
            deploy:
              replicas: 3
              resources:
                limits:
                  memory: 1024m
        volumes:
          data:
            external: true
            name: shop_data
      `,
    ],
  },
  *check(project) {
    for (const { keys, where, path, span, first } of problemsOf(project, 'conflicting-keys')) {
      const [one, other] = keys;
      const disagree = other.startsWith('deploy.');
      // What is missing or differs here may be given elsewhere.
      if (disagree && (isPartOfMore(project) || project.serviceNamed.get(String(path[1]))?.extends)) continue;
      yield {
        span,
        message: `\`${one}\` and \`${other}\` of ${where} ${disagree ? 'do not agree' : 'exclude each other'}. Compose refuses the project.`,
        related: [{ span: first, message: disagree ? 'The other value stands here' : 'The other key stands here' }],
        fixes: [
          {
            title: `Remove \`${disagree ? one : other}\``,
            safety: 'unsafe',
            edits: [{ kind: 'remove', uri: span.anchor.uri, path, inFile: true }],
          },
        ],
      };
    }
  },
});
