import { problemsOf } from '../problems.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const syntaxError = defineRule({
  id: 'syntax-error',
  category: 'correctness',
  docs: {
    summary: 'The text is not YAML.',
    why: 'Compose reads nothing of a file whose YAML is broken: every command on the project fails, also for its intact parts.',
    instead: 'Close quotes and brackets, and indent every entry with spaces as far as its neighbours.',
    references: ['https://yaml.org/spec/1.2.2/', 'https://docs.docker.com/reference/compose-file/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              ports:
                - "127.0.0.1:8080:80"
                 - "127.0.0.1:8443:443"
          #      ^ not indented as far as the items around it. Compose refuses the whole file
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            ports:
              - "127.0.0.1:8080:80"
              - "127.0.0.1:8443:443"
      `,
    ],
  },
  *check(project) {
    for (const { span, message } of problemsOf(project, 'syntax')) {
      yield { span, message: `${message} Compose refuses the whole file.` };
    }
  },
});
