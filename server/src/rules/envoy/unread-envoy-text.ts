import { envoyPages } from '../envoyNames.ts';
import { envoyProblems } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const unreadEnvoyText = defineEnvoyRule({
  id: 'unread-envoy-text',
  category: 'portability',
  severity: 'information',
  docs: {
    summary: 'A part of an Envoy file is too large to be checked.',
    why: 'What stands there is not looked at, right or wrong. Envoy itself gives up at a hundred levels.',
    instead: 'Divide the file, or leave it to `envoy --mode validate`.',
    references: [envoyPages.files],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources: ${'['.repeat(201)}${']'.repeat(201)}
          #^^^^^^^^^^^^^^^ more than 200 levels deep
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
    for (const { message, span } of envoyProblems(config, 'unread')) yield { span, message };
  },
});
