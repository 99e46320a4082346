import { envoyPages } from '../envoyNames.ts';
import { envoyProblems } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const duplicateEnvoyKey = defineEnvoyRule({
  id: 'duplicate-envoy-key',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'A key stands twice in a map of an Envoy configuration.',
    why: 'Envoy takes the last one and says nothing: what the first one says has no effect.',
    instead: 'Keep one of them.',
    references: [envoyPages.json],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                connect_timeout: 1s
                connect_timeout: 5s
              # ^^^^^^^^^^^^^^^ stands here for the second time
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          clusters:
            - name: backend
              connect_timeout: 5s
      `,
    ],
  },
  *check(config) {
    for (const { key, span, first } of envoyProblems(config, 'duplicate-key')) {
      yield {
        span,
        message: `\`${key}\` stands here for the second time: Envoy takes this one and ignores the first.`,
        related: [{ span: first, message: 'This one has no effect.' }],
      };
    }
  },
});
