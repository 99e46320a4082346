import { envoyPages, messageName } from '../envoyNames.ts';
import { neededSettings } from '../envoyNeededSettings.ts';
import { envoyProblems } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const extensionWithoutConfig = defineEnvoyRule({
  id: 'extension-without-config',
  category: 'correctness',

  docs: {
    summary: 'An extension is named, and its `typed_config` is missing or empty.',
    why: 'Envoy finds an extension by the `@type` of its `typed_config`; the name alone is free text. It refuses the configuration: "Didn\'t find a registered implementation".',
    instead: 'Give it a `typed_config` with the `@type` of its message, even where it has nothing to configure.',
    references: [envoyPages.extensions],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 127.0.0.1, port_value: 80 } }
                listener_filters:
                  - name: envoy.filters.listener.tls_inspector
                  #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ has no \`typed_config\`
        `,
        fixed: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 127.0.0.1, port_value: 80 } }
                listener_filters:
                  - name: envoy.filters.listener.tls_inspector
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          listeners:
            - address: { socket_address: { address: 127.0.0.1, port_value: 80 } }
              listener_filters:
                - name: envoy.filters.listener.tls_inspector
                  typed_config:
                    "@type": type.googleapis.com/envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector
              filter_chains: [{}]
      `,
    ],
  },
  *check(config) {
    for (const { name, fits, path, span } of envoyProblems(config, 'missing-typed-config')) {
      // What a route says of a filter is no configuration of the filter.
      const [type, another] = fits.filter((each) => !/(?:PerRoute|PerRouteConfig|Policy|Override)$/.test(each));
      const value = { '@type': `type.googleapis.com/${type}`, ...neededSettings(type) };
      yield {
        span,
        message: `${name === '' ? 'This extension' : `\`${name}\``} has no \`typed_config\` with \`@type\`, by which Envoy finds it. Envoy refuses the configuration.`,
        ...(type !== undefined && another === undefined
          ? {
              fixes: [
                {
                  title: `Add \`typed_config\` of ${messageName(type)}`,
                  safety: 'unsafe',
                  edits: [{ kind: 'set', uri: span.anchor.uri, path: [...path, 'typed_config'], value }],
                },
              ],
            }
          : {}),
      };
    }
  },
});
