import { envoyPages } from '../envoyNames.ts';
import { envoyProblems, unknownName } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const mergeKeyInEnvoyFile = defineEnvoyRule({
  id: 'merge-key-in-envoy-file',
  category: 'correctness',

  docs: {
    summary: 'A merge key `<<` stands in an Envoy configuration.',
    why: 'Envoy does not know merge keys: it takes `<<` for a field of that name and refuses the configuration. Anchors and aliases of whole values work.',
    instead: 'Write the fields out, or give the whole value by an alias.',
    references: [envoyPages.files],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            clusters:
              - &base
                name: backend
                connect_timeout: 1s
              - <<: *base
              # ^^ \`<<\` is a field of that name
                name: other
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          clusters:
            - name: backend
              connect_timeout: &timeout 1s
            - name: other
              connect_timeout: *timeout
      `,
    ],
  },
  *check(config) {
    const { consequence, ...level } = unknownName(config);
    for (const { span } of envoyProblems(config, 'merge-key')) {
      yield {
        span,
        message: `For Envoy \`<<\` is a field of that name, which does not exist. Write the fields out: ${consequence}`,
        ...level,
      };
    }
  },
});
