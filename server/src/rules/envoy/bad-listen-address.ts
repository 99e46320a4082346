import { fieldOf } from '../../envoy/messageFields.ts';
import { boundSockets, hostInPlaceOfAddress } from '../envoyAddresses.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const badListenAddress = defineEnvoyRule({
  id: 'bad-listen-address',
  category: 'correctness',
  docs: {
    summary: 'A listener, the admin interface or a source address has something else than an IP address.',
    why: 'Envoy looks no name up for the addresses that it binds itself: a host name, also `localhost`, is a "malformed IP address", and Envoy does not start. Its port must be a number.',
    instead: 'Write `0.0.0.0` or `::` for all addresses, `127.0.0.1` for those of this machine or container alone.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/core/v3/address.proto#config-core-v3-socketaddress',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          admin:
            address:
              socket_address: { address: localhost, port_value: 9901 }
              #                          ^^^^^^^^^ no IP address
        `,
        fixed: yaml`
          admin:
            address:
              socket_address: { address: 127.0.0.1, port_value: 9901 }
        `,
      },
      {
        text: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: envoy, port_value: 8080 } }
                #                                     ^^^^^ no IP address
                filter_chains: [{}]
        `,
        fixed: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
                filter_chains: [{}]
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          listeners:
            - address: { socket_address: { address: "::", port_value: 8080, ipv4_compat: true } }
              filter_chains: [{}]
      `,
    ],
  },
  *check(config) {
    for (const socket of boundSockets(config)) {
      const host = hostInPlaceOfAddress(socket);
      const named = fieldOf(socket, 'named_port');
      if (host) {
        const newText = /^localhost$/i.test(host.value) ? '127.0.0.1' : '0.0.0.0';
        yield {
          span: host.contentSpan,
          message: `\`${host.value}\` is no IP address, and names are not looked up here: Envoy does not start.`,
          fixes: [
            {
              title: `Bind ${newText}`,
              safety: 'unsafe',
              edits: [{ kind: 'replace', span: host.contentSpan, newText }],
            },
          ],
        };
      } else if (named) {
        yield { span: named.keySpan, message: 'A port that Envoy binds must be a number: Envoy does not start.' };
      }
    }
  },
});
