import { problemsOf } from '../problems.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badValue = defineRule({
  id: 'bad-value',
  category: 'correctness',
  docs: {
    summary: 'A key has a value that the specification excludes.',
    why: 'Compose refuses the file, usually before it starts anything. A boolean key takes only true and false, some keys take only certain words.',
    instead: 'Use one of the values that the message lists.',
    references: ['https://docs.docker.com/reference/compose-file/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [back]
          networks:
            back:
              internal: "yes please"
              #          ^^^^^^^^^^ true or false
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks: [back]
        networks:
          back:
            internal: "true"
      `,
    ],
  },
  *check(project) {
    for (const { span, key, where, expected } of problemsOf(project, 'bad-value')) {
      yield { span, message: `\`${key}\` of ${where} takes ${expected}. Compose refuses the file.` };
    }
  },
});
