import { envoyPages, messageName } from '../envoyNames.ts';
import { envoyProblems } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const extensionInWrongPlace = defineEnvoyRule({
  id: 'extension-in-wrong-place',
  category: 'correctness',

  docs: {
    summary: 'An extension stands in a place for extensions of another kind.',
    why: 'Envoy looks an extension up among those of its place, finds none of this type and refuses the configuration: a network filter is no HTTP filter, and the TLS settings of a listener are none for a cluster.',
    instead:
      'Use the extension that fits, or move it: network filters stand in `filters`, HTTP filters in `http_filters` of the connection manager, `DownstreamTlsContext` in a listener and `UpstreamTlsContext` in a cluster.',
    references: [envoyPages.extensions],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                transport_socket:
                  name: tls
                  typed_config:
                    "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext
                    #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ DownstreamTlsContext does not fit here
        `,
        fixed: yaml`
          static_resources:
            clusters:
              - name: backend
                transport_socket:
                  name: tls
                  typed_config:
                    "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          clusters:
            - name: backend
              transport_socket:
                name: tls
                typed_config:
                  "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
      `,
    ],
  },
  *check(config) {
    for (const { type, slots, own, fits, span } of envoyProblems(config, 'wrong-slot')) {
      const kind = own.length > 0 ? `: it is one of ${own.join(', ')}` : ': it is no extension of its own';
      const sameFamily = fits.filter((each) => familyOf(each) === familyOf(type));
      const [other] = sameFamily;
      const newText = `type.googleapis.com/${other}`;
      yield {
        span,
        message: `${messageName(type)} does not fit here${kind}, and this place is for ${slots.join(', ')}. Envoy refuses the configuration.`,
        ...(other !== undefined && sameFamily.length === 1
          ? {
              fixes: [
                {
                  title: `Change to ${messageName(other)}`,
                  safety: 'unsafe',
                  edits: [{ kind: 'replace', span, newText }],
                },
              ],
            }
          : {}),
      };
    }
  },
});

/** Extensions of one package are two sides of the same thing. */
const familyOf = (type: string): string => type.slice(0, type.lastIndexOf('.'));
