import { envoyPages } from '../envoyNames.ts';
import { envoyProblems } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const badEnvoyDuration = defineEnvoyRule({
  id: 'bad-envoy-duration',
  category: 'correctness',

  docs: {
    summary: 'A duration is not written in seconds with an `s` behind them.',
    why: 'Envoy takes durations only as protobuf writes them: `0.5s`, `60s`. It refuses the configuration for `500ms`, `1m`, `.5s`, a bare number, and for a negative one.',
    instead: 'Write seconds, with a fraction where it is needed: `0.25s`.',
    references: [envoyPages.json],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                connect_timeout: 500ms
                #                ^^^^^ not a duration that Envoy reads
        `,
        fixed: yaml`
          static_resources:
            clusters:
              - name: backend
                connect_timeout: 0.5s
        `,
      },
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                connect_timeout: 1m30s
                #                ^^^^^ write seconds
        `,
        fixed: yaml`
          static_resources:
            clusters:
              - name: backend
                connect_timeout: 90s
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          clusters:
            - name: backend
              connect_timeout: 0.25s
      `,
    ],
  },
  *check(config) {
    for (const { field, text, replacement, negative, enforced, span } of envoyProblems(config, 'bad-duration')) {
      const message = negative
        ? `\`${field}\` must not be negative.${enforced ? ' Envoy refuses the configuration.' : ''}`
        : `\`${text}\` is not a duration that Envoy reads: write seconds, like \`0.5s\`. Envoy refuses the configuration.`;
      const usable = replacement !== undefined && replacement !== text ? replacement : undefined;
      yield {
        span,
        message,
        ...(negative && !enforced ? { severity: 'warning' } : {}),
        ...(usable === undefined
          ? {}
          : {
              fixes: [
                {
                  title: `Change to \`${usable}\``,
                  // The same time, as Envoy writes it.
                  safety: !negative && /[a-z]$/i.test(text) ? 'safe' : 'unsafe',
                  edits: [{ kind: 'replace', span, newText: usable }],
                },
              ],
            }),
      };
    }
  },
});
