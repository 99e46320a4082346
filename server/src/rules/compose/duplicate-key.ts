import { problemsOf } from '../problems.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const duplicateKey = defineRule({
  id: 'duplicate-key',
  category: 'correctness',
  docs: {
    summary: 'A key stands twice in one map.',
    why: 'Compose stops with "mapping key already defined", even where both values are the same.',
    instead: 'Put what both entries say under one key, or give the second one its own name.',
    references: ['https://yaml.org/spec/1.2.2/#3211-nodes'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front]
          networks:
            front: {}
            front:
          # ^^^^^ \`front\` is already defined in this map
              internal: true
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
          back:
            internal: true
      `,
    ],
  },
  *check(project) {
    for (const { span, key, first } of problemsOf(project, 'duplicate-key')) {
      yield {
        span,
        message: `\`${key}\` is already defined in this map. Compose refuses the whole file.`,
        related: [{ span: first, message: `\`${key}\` stands here first` }],
      };
    }
  },
});
