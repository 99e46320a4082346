import { problemsOf } from '../problems.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const undefinedAnchor = defineRule({
  id: 'undefined-anchor',
  category: 'correctness',
  docs: {
    summary: 'An alias `*name` refers to an anchor that the file does not define before it.',
    why: 'Compose stops with "unknown anchor" and reads nothing of the file.',
    instead: 'Define the anchor, `&name`, above its first use, often under a key that begins with `x-`.',
    references: [
      'https://docs.docker.com/reference/compose-file/fragments/',
      'https://yaml.org/spec/1.2.2/#71-alias-nodes',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          x-common: &common
            image: nginx:1.27
          services:
            web:
              <<: *comon
              #   ^^^^^^ No anchor \`&comon\`
        `,
      },
    ],
    good: [
      yaml`
        x-common: &common
          image: nginx:1.27
        services:
          web:
            <<: *common
      `,
    ],
  },
  *check(project) {
    for (const { span, name } of problemsOf(project, 'undefined-anchor')) {
      yield { span, message: `No anchor \`&${name}\` stands above this alias. Compose refuses the whole file.` };
    }
  },
});
