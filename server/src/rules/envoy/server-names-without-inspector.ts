import { fieldOf, isUnknown, messageIn, messagesIn } from '../../envoy/messageFields.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

const inspector = 'envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector';

export const serverNamesWithoutInspector = defineEnvoyRule({
  id: 'server-names-without-inspector',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: 'Filter chains are told apart by server names, and nothing reads the server name of a connection.',
    why: 'The name stands in the first bytes of TLS, which the listener filter `tls_inspector` reads. Without it no chain with `server_names` or `application_protocols` ever matches.',
    instead: 'Add `envoy.filters.listener.tls_inspector` to `listener_filters`.',
    references: ['https://www.envoyproxy.io/docs/envoy/latest/configuration/listeners/listener_filters/tls_inspector'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 0.0.0.0, port_value: 443 } }
                filter_chains:
                  - filter_chain_match: { server_names: [a.example.com] }
                    #                     ^^^^^^^^^^^^ never matches
        `,
        fixed: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 0.0.0.0, port_value: 443 } }
                filter_chains:
                  - filter_chain_match: { server_names: [a.example.com] }
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
            - address: { socket_address: { address: 0.0.0.0, port_value: 443 } }
              listener_filters:
                - name: envoy.filters.listener.tls_inspector
                  typed_config:
                    "@type": type.googleapis.com/envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector
              filter_chains:
                - filter_chain_match: { server_names: [a.example.com] }
      `,
    ],
  },
  *check(config) {
    for (const { message: listener } of messagesOfType(config, 'envoy.config.listener.v3.Listener')) {
      if (isUnknown(listener, 'listener_filters') || fieldOf(listener, 'udp_listener_config')) continue;
      const filters = messagesIn(listener, 'listener_filters');
      // What an extension that is not known reads is not known either.
      if (filters.some((filter) => !couldNotInspect(messageIn(filter, 'typed_config')?.type))) continue;
      for (const chain of messagesIn(listener, 'filter_chains')) {
        const match = messageIn(chain, 'filter_chain_match');
        const field = fieldOf(match, 'server_names');
        const names = field?.value;
        if (!field || names?.kind !== 'list' || names.items.length === 0) continue;
        const { uri } = config;
        const path = [...listener.path, 'listener_filters'];
        const value = {
          name: 'envoy.filters.listener.tls_inspector',
          typed_config: { '@type': `type.googleapis.com/${inspector}` },
        };
        yield {
          span: field.keySpan,
          message:
            'Nothing reads the server name of a connection, so that this chain never matches: `tls_inspector` is missing.',
          fixes: [
            {
              title: 'Add the TLS inspector',
              safety: 'unsafe',
              edits:
                filters.length > 0
                  ? [{ kind: 'append', uri, path, value }]
                  : [{ kind: 'set', uri, path, value: [value] }],
            },
          ],
        };
        break;
      }
    }
  },
});

const blind = /\.listener\.(?:http_inspector|original_dst|original_src|proxy_protocol|local_ratelimit)\.v3\./;

/** True for a listener filter that is known not to read server names. */
const couldNotInspect = (type: string | undefined): boolean => type !== undefined && blind.test(type);
