import type { PlainValue } from '../../text/edit.ts';
import { envoyPages, messageName } from '../envoyNames.ts';
import { envoyProblems } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { isMisspelt } from '../nearestEnvoyField.ts';
import { yaml } from '../yaml.ts';

export const missingEnvoyField = defineEnvoyRule({
  id: 'missing-envoy-field',
  category: 'correctness',

  docs: {
    summary: 'A message lacks a field that it must have.',
    why: 'Envoy refuses the configuration. What it says names the message and the field, in the words of the API, and no line.',
    instead: 'Add the field.',
    references: [envoyPages.api, envoyPages.validation],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 127.0.0.1, port_value: 80 } }
                filter_chains:
                  - filters:
                      - name: envoy.filters.network.tcp_proxy
                        typed_config:
                      # ^^^^^^^^^^^^ lacks \`stat_prefix\`
                          "@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy
                          cluster: backend
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          listeners:
            - address: { socket_address: { address: 127.0.0.1, port_value: 80 } }
              filter_chains:
                - filters:
                    - name: envoy.filters.network.tcp_proxy
                      typed_config:
                        "@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy
                        stat_prefix: ingress
                        cluster: backend
      `,
    ],
  },
  *check(config) {
    for (const { fields, type, path, enforced, span } of envoyProblems(config, 'missing-field')) {
      if (isMisspelt(config, path, fields)) continue;
      const [field] = fields;
      const lacking = fields.length === 1 ? `\`${field}\`` : `one of ${fields.map((each) => `\`${each}\``).join(', ')}`;
      const value = fields.length === 1 && field !== undefined ? usualValues[field] : undefined;
      yield {
        span,
        ...(enforced ? {} : { severity: 'warning' }),
        message: `${messageName(type)} lacks ${lacking}. ${enforced ? 'Envoy refuses the configuration.' : 'The API requires it.'}`,
        ...(value === undefined || field === undefined
          ? {}
          : {
              fixes: [
                {
                  title: `Add \`${field}\``,
                  safety: 'unsafe',
                  edits: [{ kind: 'set', uri: span.anchor.uri, path: [...path, field], value }],
                },
              ],
            }),
      };
    }
  },
});

/** Where there is a value that nearly everybody gives. */
const usualValues: Readonly<Record<string, PlainValue>> = {
  stat_prefix: 'ingress',
  domains: ['*'],
  match: { prefix: '/' },
  unhealthy_threshold: 3,
  healthy_threshold: 2,
};
