import { envoyPages } from '../envoyNames.ts';
import { envoyProblems } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const wrongEnvoyType = defineEnvoyRule({
  id: 'wrong-envoy-type',
  category: 'correctness',

  docs: {
    summary: 'A value of an Envoy configuration is of another type than its field.',
    why: 'Envoy refuses the whole configuration. YAML makes a number of `name: 5` and a boolean of `name: yes`, which are no text for Envoy; a field with fields of its own wants a map.',
    instead: 'Put text that looks like a number or a boolean in quotes, and write numbers as whole decimal ones.',
    references: [envoyPages.json, envoyPages.api],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            clusters:
              - name: 5
              #       ^ \`name\` takes text, and this is a number
        `,
        fixed: yaml`
          static_resources:
            clusters:
              - name: "5"
        `,
      },
      {
        text: yaml`
          admin:
            address:
              socket_address: { address: 127.0.0.1, port_value: http }
              #                                                 ^^^^ takes a whole number
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          clusters:
            - name: "5"
              respect_dns_ttl: yes
      `,
    ],
  },
  *check(config) {
    for (const { field, expected, actual, replacement, span } of envoyProblems(config, 'wrong-type')) {
      yield {
        span,
        message: `\`${field}\` takes ${expected}, and this is ${actual}. Envoy refuses the configuration.`,
        ...(replacement === undefined
          ? {}
          : {
              fixes: [
                {
                  title: `Change to ${replacement}`,
                  safety: 'unsafe',
                  edits: [{ kind: 'replace', span, newText: replacement }],
                },
              ],
            }),
      };
    }
  },
});
