import { problemsOf } from '../problems.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const duplicateItem = defineRule({
  id: 'duplicate-item',
  category: 'correctness',
  docs: {
    summary: 'An item stands twice in a list whose items must differ.',
    why: 'Compose refuses the file: "items at 0 and 1 are equal". Lists of networks, dependencies and labels are of this kind; `ports` is not.',
    instead: 'Name each item once.',
    references: ['https://docs.docker.com/reference/compose-file/services/#networks'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks:
                - front
                - back
                - front # again
                # ^^^^^ \`front\` stands twice
          networks:
            front: {}
            back: {}
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks:
                - front
                - back
          networks:
            front: {}
            back: {}
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks: [front, back]
        networks:
          front: {}
          back: {}
      `,
    ],
  },
  *check(project) {
    for (const { span, item, where, path, first } of problemsOf(project, 'duplicate-item')) {
      yield {
        span,
        message: `\`${item}\` stands twice in ${where}. Compose refuses the file.`,
        related: [{ span: first, message: `\`${item}\` stands here first` }],
        fixes: [
          {
            title: 'Remove the second one',
            safety: 'safe',
            edits: [{ kind: 'remove', uri: span.anchor.uri, path, inFile: true }],
          },
        ],
      };
    }
  },
});
