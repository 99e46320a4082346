import { envoyPages } from '../envoyNames.ts';
import { envoyProblems } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const missingExtensionType = defineEnvoyRule({
  id: 'missing-extension-type',
  category: 'correctness',

  docs: {
    summary: 'The configuration of an extension does not say its `@type`.',
    why: 'Envoy finds an extension by the `@type` of its `typed_config`, not by its name, and refuses a configuration without one.',
    instead: 'Add `"@type": type.googleapis.com/` with the full name of the extension\'s message as the first key.',
    references: [envoyPages.extensions],
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
                        #^^^^^^^^^^^ has no \`@type\`
                          stat_prefix: ingress
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
    for (const { field, span } of envoyProblems(config, 'missing-type')) {
      yield {
        span,
        message: `\`${field}\` has no \`@type\`, by which Envoy finds the extension. Envoy refuses the configuration.`,
      };
    }
  },
});
