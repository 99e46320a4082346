import { problemsOf } from '../problems.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const conflictingOverride = defineRule({
  id: 'conflicting-override',
  category: 'correctness',
  docs: {
    summary: 'A key has a value that cannot be joined with that of the extended service or of an earlier file.',
    why: 'Compose refuses the whole project, "cannot override", for a text over a list or a list over a map.',
    instead: 'Write both values in the same form, or put `!override` before the later one so that it stands alone.',
    references: [
      'https://docs.docker.com/reference/compose-file/merge/',
      'https://docs.docker.com/reference/compose-file/services/#extends',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            base:
              image: nginx:1.27
              x-hosts: [one, two]
            web:
              extends: base
              x-hosts: { one: 1 }
              #        ^^^^^^^^^^ \`x-hosts\` cannot be joined with the earlier value
        `,
      },
    ],
    good: [
      yaml`
        services:
          base:
            image: nginx:1.27
            networks: [front]
          web:
            extends: base
            networks:
              back:
                aliases: [www]
        networks:
          front:
          back:
      `,
    ],
  },
  *check(project) {
    for (const { span, key, earlier } of problemsOf(project, 'merge-conflict')) {
      yield {
        span,
        message: `\`${key}\` cannot be joined with the earlier value, which has another form. Compose refuses the project.`,
        related: [{ span: earlier, message: 'The earlier value' }],
      };
    }
  },
});
