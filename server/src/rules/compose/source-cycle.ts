import { problemsOf } from '../problems.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const sourceCycle = defineRule({
  id: 'source-cycle',
  category: 'correctness',
  docs: {
    summary: 'Files include each other, or services extend each other, in a circle.',
    why: 'Compose refuses the whole project: "include cycle detected", "circular reference".',
    instead: 'Move what both need into a third file or service that names neither of them.',
    references: [
      'https://docs.docker.com/reference/compose-file/include/',
      'https://docs.docker.com/reference/compose-file/services/#extends',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              extends: api
              #        ^^^ in a circle: api → web → api
            api:
              image: nginx:1.27
              extends: web
              #        ^^^ in a circle: web → api → web
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            extends: base
          base:
            image: nginx:1.27
      `,
    ],
  },
  *check(project) {
    for (const { span, use, names } of problemsOf(project, 'source-cycle')) {
      const what = use === 'include' ? 'Files include each other' : 'Services extend each other';
      yield { span, message: `${what} in a circle: ${names.join(' → ')}. Compose refuses the project.` };
    }
  },
});
