import { problemsOf } from '../problems.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badInterpolation = defineRule({
  id: 'bad-interpolation',
  category: 'correctness',
  docs: {
    summary: 'A dollar sign begins something that is no variable reference.',
    why: 'Compose replaces variable references before it reads the values, and refuses the file where it cannot: a brace that is not closed, a name with a blank in it, a lone dollar sign.',
    instead:
      'Write `$NAME`, or the name in braces, with a default if it needs one: `NAME:-default`. A dollar sign that shall reach the container is written `$$`.',
    references: ['https://docs.docker.com/reference/compose-file/interpolation/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              ports:
                - "127.0.0.1:\${WEB PORT}:80"
                #            ^^^^^^^^^^^ is no variable reference
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            command: sh -c 'echo $$HOME'
            ports:
              - "127.0.0.1:\${WEB_PORT:-8080}:80"
      `,
    ],
  },
  *check(project) {
    for (const { span, reason } of problemsOf(project, 'bad-interpolation')) {
      yield { span, message: `${reason}. Compose refuses the file.` };
    }
  },
});
