import { problemsOf } from '../problems.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const includeConflict = defineRule({
  id: 'include-conflict',
  category: 'portability',
  severity: 'warning',
  docs: {
    summary: 'A service or network is declared by the file and by one that it includes.',
    why: 'Compose before version 5 refuses the project: "conflicts with imported resource". Later versions lay the one over the other.',
    instead:
      'Rename one of the two, or change the included one in a file of its own: `include` takes a list of paths, of which a later one overrides those before it.',
    references: ['https://docs.docker.com/reference/compose-file/include/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          include:
            - cache.yaml
          services:
            cache:
          # ^^^^^ \`cache\` is declared by an included file as well
              image: redis:8
        `,
        files: { 'cache.yaml': 'services:\n  cache:\n    image: redis:7\n' },
      },
    ],
    good: [
      yaml`
        include:
          - path: [cache.yaml, cache.override.yaml]
        services:
          web:
            image: nginx:1.27
      `,
    ],
  },
  *check(project) {
    for (const { span, section, name, earlier } of problemsOf(project, 'include-conflict')) {
      const what = section === 'services' ? 'service' : 'network';
      yield {
        span,
        message: `The ${what} \`${name}\` is declared by an included file as well. Compose before version 5 refuses the project.`,
        related: [{ span: earlier, message: 'The included declaration' }],
      };
    }
  },
});
