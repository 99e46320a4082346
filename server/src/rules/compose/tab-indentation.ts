import { problemsOf } from '../problems.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const tabIndentation = defineRule({
  id: 'tab-indentation',
  category: 'correctness',
  docs: {
    summary: 'A line is indented with tabs.',
    why: 'YAML allows only spaces for indentation. Compose stops with "found character that cannot start any token" and reads nothing of the file.',
    instead: 'Indent with spaces, as many as the lines around have. Most editors can convert a whole file.',
    references: ['https://yaml.org/spec/1.2.2/#61-indentation-spaces'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
          \t\timage: nginx:1.27
          #^ tab
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
      `,
    ],
  },
  *check(project) {
    for (const { span } of problemsOf(project, 'tab-indentation')) {
      yield {
        span,
        message: 'This line is indented with a tab; YAML takes only spaces, and compose refuses the whole file.',
        fixes: [
          {
            title: 'Replace the tabs by spaces',
            safety: 'unsafe',
            edits: [{ kind: 'replace', span, newText: '  '.repeat(span.end - span.start) }],
          },
        ],
      };
    }
  },
});
