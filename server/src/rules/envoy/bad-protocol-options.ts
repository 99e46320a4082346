import { fieldOf, messageIn } from '../../envoy/messageFields.ts';
import { extensionsOf, isCategory, typesOf } from '../../envoy/registry.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

const httpOptions = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';

export const badProtocolOptions = defineEnvoyRule({
  id: 'bad-protocol-options',
  category: 'correctness',
  docs: {
    summary: 'The HTTP options of a cluster are under another key, or choose the protocol without TLS.',
    why: 'Envoy finds the options by their key. And to choose between HTTP/1 and HTTP/2 (`auto_config`) both sides negotiate in TLS; to a cluster without TLS there is nothing to negotiate, and Envoy refuses the file.',
    instead:
      'Use the key `envoy.extensions.upstreams.http.v3.HttpProtocolOptions`, and `explicit_http_config` without TLS.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/upstreams/http/v3/http_protocol_options.proto',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            clusters:
              - name: backend
                typed_extension_protocol_options:
                  http:
                  #^^^ another key
                    "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
                    explicit_http_config: { http2_protocol_options: {} }
        `,
        fixed: yaml`
          static_resources:
            clusters:
              - name: backend
                typed_extension_protocol_options:
                  envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
                    "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
                    explicit_http_config: { http2_protocol_options: {} }
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          clusters:
            - name: backend
              typed_extension_protocol_options:
                envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
                  "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
                  explicit_http_config: { http2_protocol_options: {} }
      `,
    ],
  },
  *check(config) {
    for (const { message: cluster } of messagesOfType(config, 'envoy.config.cluster.v3.Cluster')) {
      const options = fieldOf(cluster, 'typed_extension_protocol_options')?.value;
      if (options?.kind !== 'map') continue;
      for (const { key, keySpan, value } of options.entries) {
        if (value?.kind !== 'message') continue;
        if (!namesOfOptions().has(key) && value.type !== httpOptions) {
          yield { span: keySpan, message: `There is no filter or option of the name "${key}": Envoy does not start.` };
          continue;
        }
        if (value.type !== httpOptions) continue;
        if (!namesOfOptions().has(key)) {
          yield {
            span: keySpan,
            message: `Envoy looks for options of HTTP under another key, and there is no extension \`${key}\`: it does not start.`,
            fixes: [
              {
                title: 'Use the key of the HTTP options',
                safety: 'unsafe',
                edits: [{ kind: 'replace', span: keySpan, newText: httpOptions }],
              },
            ],
          };
          continue;
        }
        const auto = fieldOf(value, 'auto_config');
        const hasTransport = ['transport_socket', 'transport_socket_matches'].some((name) => fieldOf(cluster, name));
        if (auto && !hasTransport)
          yield {
            span: auto.keySpan,
            message:
              'The protocol is negotiated in TLS, and the cluster has no `transport_socket`: Envoy does not start.',
          };
        const http3 = fieldOf(messageIn(value, 'explicit_http_config'), 'http3_protocol_options');
        if (http3 && !hasTransport)
          yield { span: http3.keySpan, message: 'HTTP/3 needs the transport socket of QUIC: Envoy does not start.' };
      }
    }
  },
});

let names: ReadonlySet<string> | undefined;

/** Keys that Envoy knows: of options and of filters. */
function namesOfOptions(): ReadonlySet<string> {
  names ??= new Set(
    ['envoy.upstream_options', 'envoy.filters.network', 'envoy.filters.http']
      .filter(isCategory)
      .flatMap((category) => typesOf(category).flatMap((type) => extensionsOf(category, type))),
  );
  return names;
}
