import { envoyPages } from '../envoyNames.ts';
import { envoyProblems } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const forbiddenEnvoyValue = defineEnvoyRule({
  id: 'forbidden-envoy-value',
  category: 'correctness',

  docs: {
    summary: 'A value breaks a rule that the Envoy API has for it.',
    why: 'Envoy checks the configuration against the rules of its API, lengths, ranges and patterns, and refuses it as a whole at the first one that is broken.',
    instead: 'Give a value within the bounds that the message names.',
    references: [envoyPages.validation, envoyPages.api],
  },
  examples: {
    bad: [
      {
        text: yaml`
          admin:
            address:
              socket_address: { address: 127.0.0.1, port_value: 70000 }
              #                                                 ^^^^^ \`port_value\` must be at most 65535
        `,
      },
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                connect_timeout: 0s
                #                ^^ must be greater than 0s
        `,
      },
    ],
    good: [
      yaml`
        admin:
          address:
            socket_address: { address: 127.0.0.1, port_value: 9901 }
      `,
    ],
  },
  *check(config) {
    for (const { field, reason, enforced, span } of envoyProblems(config, 'violated-rule')) {
      yield {
        span,
        ...(enforced ? {} : { severity: 'warning' }),
        message: `\`${field}\` ${reason}. ${enforced ? 'Envoy refuses the configuration.' : 'Envoy was not seen to look, but the API says so.'}`,
      };
    }
  },
});
