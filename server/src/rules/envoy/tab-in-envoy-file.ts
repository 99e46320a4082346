import { envoyPages } from '../envoyNames.ts';
import { envoyProblems } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const tabInEnvoyFile = defineEnvoyRule({
  id: 'tab-in-envoy-file',
  category: 'correctness',

  docs: {
    summary: 'A tab indents a line of an Envoy configuration.',
    why: 'YAML allows spaces only. Envoy refuses the file: "illegal tab when looking for indentation".',
    instead: 'Use spaces.',
    references: [envoyPages.files],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
          \t\tclusters: []
          #^ A tab
        `,
        fixed: yaml`
          static_resources:
              clusters: []
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          clusters: []
      `,
    ],
  },
  *check(config) {
    for (const { span } of envoyProblems(config, 'tab-indentation')) {
      yield {
        span,
        message: 'A tab indents this line, and YAML allows spaces only. Envoy refuses the file.',
        fixes: [
          {
            title: 'Change to spaces',
            safety: 'safe',
            edits: [{ kind: 'replace', span, newText: '  '.repeat(span.end - span.start) }],
          },
        ],
      };
    }
  },
});
