import { defineRule } from './rule.ts';
import { yaml } from './yaml.ts';

/**
 * What is said about `# allow:` comments themselves. It is about what the other rules found, so that the report makes
 * its findings after theirs (features/report.ts); alone it finds nothing.
 */
export const badSuppression = defineRule({
  id: 'bad-suppression',
  category: 'style',
  severity: 'information',
  docs: {
    summary: 'An `# allow:` comment names no rule, gives no reason or allows nothing.',
    why: 'Such a comment hides nothing today and something tomorrow, and nobody will know why it is there.',
    instead:
      'Write `# allow: rule-id reason` above the entry or behind it, and remove it when it is not needed any more.',
    references: ['https://docs.docker.com/reference/compose-file/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            db:
              image: postgres:16
              ports:
                # allow: published-data-service
                - "5432:5432"
        `,
      },
    ],
    good: [
      yaml`
        services:
          db:
            image: postgres:16
            ports:
              # allow: published-data-service this machine has no other network than the lab
              - "5432:5432"
      `,
    ],
  },
  check: () => [],
});
