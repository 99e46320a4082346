import { envoyPages } from '../envoyNames.ts';
import { envoyProblems } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const conflictingEnvoyFields = defineEnvoyRule({
  id: 'conflicting-envoy-fields',
  category: 'correctness',

  docs: {
    summary: 'Two fields are set of which a message takes only one.',
    why: 'They are the alternatives of a `oneof` of the API. Envoy refuses the configuration at the second one.',
    instead: 'Keep the one that is meant.',
    references: [envoyPages.json, envoyPages.api],
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
                          "@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy
                          stat_prefix: ingress
                          cluster: backend
                          weighted_clusters: { clusters: [{ name: backend, weight: 1 }] }
                        # ^^^^^^^^^^^^^^^^^ \`cluster\` is set already
        `,
        fixed: yaml`
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
    for (const { field, other, path, span, first } of envoyProblems(config, 'oneof-conflict')) {
      yield {
        span,
        message: `\`${field}\` excludes \`${other}\`, and \`${other}\` is set already. Envoy refuses the configuration.`,
        related: [{ span: first, message: `\`${other}\` is set here.` }],
        fixes: [
          { title: `Remove \`${field}\``, safety: 'unsafe', edits: [{ kind: 'remove', uri: span.anchor.uri, path }] },
        ],
      };
    }
  },
});
