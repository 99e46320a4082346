import { envoyPages } from '../envoyNames.ts';
import { envoyProblems } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const ignoredYamlDocument = defineEnvoyRule({
  id: 'ignored-yaml-document',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'An Envoy file has more than one YAML document.',
    why: 'Envoy reads the first one and ignores the others without a word.',
    instead: 'Put everything in one document, or in files of their own.',
    references: [envoyPages.files],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources: {}
          ---
          #^^ only the document before
          admin: {}
        `,
      },
    ],
    good: [
      yaml`
        ---
        static_resources: {}
      `,
    ],
  },
  *check(config) {
    for (const { span } of envoyProblems(config, 'second-document')) {
      yield {
        span,
        message: 'Envoy reads only the document before this line: what follows has no effect.',
        tags: ['unnecessary'],
      };
    }
  },
});
