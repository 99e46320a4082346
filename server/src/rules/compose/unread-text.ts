import { problemsOf } from '../problems.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const unreadText = defineRule({
  id: 'unread-text',
  category: 'style',
  severity: 'information',
  docs: {
    summary: 'A file or one of its entries is too large to be checked.',
    why: 'Nothing is said about its contents, right or wrong, so that typing stays quick: files of more than two million characters, entries of more than 200,000, and more than 200 levels of nesting are left out. Names that are missing elsewhere are not reported then, as they may stand there.',
    instead: 'Keep large contents in files of their own, which `configs`, `env_file` or `include` name.',
    references: ['https://docs.docker.com/reference/compose-file/configs/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          x-nested: ${'['.repeat(201)}${']'.repeat(201)}
          #^^^^^^^ more than 200 levels deep
          services:
            web:
              image: nginx:1.27
        `,
      },
    ],
    good: [
      yaml`
        x-nested: [[[[[]]]]]
        services:
          web:
            image: nginx:1.27
      `,
    ],
  },
  *check(project) {
    for (const { span, message } of problemsOf(project, 'unread')) yield { span, message };
  },
});
