import { isPartOfMore } from '../completeness.ts';
import { problemsOf } from '../problems.ts';
import { defineRule, type Fix } from '../rule.ts';
import { inWords } from '../words.ts';
import { yaml } from '../yaml.ts';

export const missingKey = defineRule({
  id: 'missing-key',
  category: 'correctness',
  docs: {
    summary: 'An entry lacks a key without which compose does not accept it.',
    why: 'Compose refuses the whole file: a mount wants its `target`, a bind mount a `source`, a dependency in long form its `condition`, a secret the place where its content is.',
    instead: 'Add the key. A dependency that shall only wait for the start is shorter as a list: `depends_on: [db]`.',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#long-syntax-1',
      'https://docs.docker.com/reference/compose-file/secrets/',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              depends_on:
                db:
              # ^^ depends_on.db lacks \`condition\`
                  restart: true
            db:
              image: postgres:17
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              depends_on:
                db:
                  restart: true
                  condition: service_started
            db:
              image: postgres:17
        `,
      },
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              volumes:
                - type: bind
                # ^^^^ volumes[0] lacks \`target\`
                  source: ./html
              secrets: [token]
          secrets:
            token:
          # ^^^^^ secret token lacks one of \`file\` or \`environment\`
              name: token_of_the_shop
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            depends_on:
              db:
                condition: service_healthy
            volumes:
              - type: bind
                source: ./html
                target: /usr/share/nginx/html
            secrets: [token]
          db:
            image: postgres:17
        secrets:
          token:
            external: true
      `,
    ],
  },
  *check(project) {
    if (isPartOfMore(project)) return;
    for (const { keys, where, path, span } of problemsOf(project, 'missing-key')) {
      // What it takes over may have the key.
      if (path[0] === 'services' && project.serviceNamed.get(String(path[1]))?.extends) continue;
      const fix: Fix | undefined =
        keys.join() === 'condition'
          ? {
              title: 'Wait for the start',
              safety: 'unsafe',
              edits: [
                {
                  kind: 'set',
                  uri: span.anchor.uri,
                  path: [...path, 'condition'],
                  inFile: true,
                  value: 'service_started',
                },
              ],
            }
          : undefined;
      const what = keys.length > 1 ? `one of ${inWords(keys, 'or')}` : inWords(keys);
      yield {
        span,
        message: `${where} lacks ${what}. Compose refuses the project.`,
        ...(fix ? { fixes: [fix] } : {}),
      };
    }
  },
});
