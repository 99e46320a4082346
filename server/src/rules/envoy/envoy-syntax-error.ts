import { envoyPages } from '../envoyNames.ts';
import { envoyProblems } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const envoySyntaxError = defineEnvoyRule({
  id: 'envoy-syntax-error',
  category: 'correctness',

  docs: {
    summary: 'An Envoy file is not YAML, or is empty.',
    why: 'Envoy refuses to start.',
    instead: 'Mend the line that the message names, or the one above it.',
    references: [envoyPages.files],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            clusters: [
            #         ^ closed
        `,
      },
      {
        text: yaml`
          static_resources:
            clusters: *nowhere
            #         ^^^^^^^^ No \`&nowhere\` stands before this
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
    for (const { message, span } of envoyProblems(config, 'syntax')) yield { span, message };
    for (const { name, span } of envoyProblems(config, 'undefined-anchor'))
      yield { span, message: `No \`&${name}\` stands before this alias. Envoy refuses the file.` };
  },
});
