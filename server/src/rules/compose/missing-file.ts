import type { FileUse } from '../../model/problem.ts';
import { problemsOf } from '../problems.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const missingFile = defineRule({
  id: 'missing-file',
  category: 'correctness',
  docs: {
    summary: 'A file that `include` or `extends` names does not exist.',
    why: 'Compose refuses the whole project: "no such file or directory".',
    instead:
      'Correct the path. Paths of `include` and `extends` are relative to the folder of the project, which is that of its first file.',
    references: [
      'https://docs.docker.com/reference/compose-file/include/',
      'https://docs.docker.com/reference/compose-file/services/#extends',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          include:
            - infrastructure.yaml
            - monitoring.yml
          #   ^^^^^^^^^^^^^^ There is no file \`monitoring.yml\`
          services:
            web:
              image: nginx:1.27
        `,
        files: { 'infrastructure.yaml': 'networks:\n  front: {}\n' },
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            extends:
              file: \${TEMPLATES}/web.yaml
              service: base
      `,
    ],
  },
  *check(project) {
    for (const { span, file, use } of problemsOf(project, 'missing-file')) {
      yield { span, message: `There is no file \`${file}\`, which ${words[use]}. Compose refuses the project.` };
    }
  },
});

const words: Readonly<Record<FileUse, string>> = {
  include: 'is to be included',
  extends: 'holds the extended service',
  override: 'is to override others',
  'env-file': 'gives the included project its variables',
};
