import { envoyPages, messageName } from '../envoyNames.ts';
import { envoyProblems } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const deprecatedEnvoyField = defineEnvoyRule({
  id: 'deprecated-envoy-field',
  category: 'portability',
  severity: 'warning',
  docs: {
    summary: 'A field or value is deprecated, or already refused unless a runtime setting allows it.',
    why: 'Envoy takes deprecated fields with a warning in its log and drops them in a later version. Those that are disallowed by default make it refuse the configuration.',
    instead: 'Use what the documentation of the field names in its place.',
    references: [envoyPages.versions, envoyPages.api],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                http2_protocol_options: {}
              # ^^^^^^^^^^^^^^^^^^^^^^ is deprecated
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          clusters:
            - name: backend
              connect_timeout: 1s
      `,
    ],
  },
  *check(config) {
    for (const { what, name, type, span } of envoyProblems(config, 'deprecated')) {
      const owner = what === 'field' ? ` of ${messageName(type)}` : '';
      yield { span, message: `\`${name}\`${owner} is deprecated: a later Envoy will refuse it.`, tags: ['deprecated'] };
    }
    for (const { what, name, type, span } of envoyProblems(config, 'disallowed')) {
      const owner = what === 'field' ? ` of ${messageName(type)}` : '';
      yield {
        span,
        severity: 'error',
        message: `\`${name}\`${owner} is no longer allowed: Envoy refuses the configuration unless the runtime setting \`envoy.features.enable_all_deprecated_features\` is on.`,
        tags: ['deprecated'],
      };
    }
  },
});
