import { fieldOf, messageIn, messagesIn, numberIn, textIn } from '../../envoy/messageFields.ts';
import { parseAddress } from '../../model/address.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import type { Span } from '../../text/span.ts';
import { socketOf } from '../envoyAddresses.ts';
import { listenersOf } from '../envoyListeners.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const duplicateListenerAddress = defineEnvoyRule({
  id: 'duplicate-listener-address',
  category: 'correctness',
  docs: {
    summary: 'Two listeners have the same address.',
    why: 'One address and port leads to one listener: Envoy does not start with a second one. Of a file that it watches it takes the first and goes on without the other.',
    instead: 'Give the listeners different ports, or make filter chains of one listener of them.',
    references: ['https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/listener/v3/listener.proto'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            listeners:
              - name: web
                address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
                filter_chains: [{}]
              - name: api
                address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
                #                                                          ^^^^ \`web\` has this
                filter_chains: [{}]
        `,
      },
      {
        text: yaml`
          resources:
            - "@type": type.googleapis.com/envoy.config.listener.v3.Listener
              name: web
              address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
            - "@type": type.googleapis.com/envoy.config.listener.v3.Listener
              name: api
              address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
              #                                                          ^^^^ Envoy goes on without this one
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          listeners:
            - name: web
              address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
              filter_chains: [{}]
            - name: local
              address: { socket_address: { address: 127.0.0.1, port_value: 8080 } }
              filter_chains: [{}]
            - name: dns
              address: { socket_address: { address: 0.0.0.0, port_value: 8080, protocol: UDP } }
      `,
    ],
  },
  *check(config) {
    const consequence = config.kind === 'discovery' ? 'Envoy goes on without this one.' : 'Envoy does not start.';
    const byAddress = new Map<string, { readonly name: string; readonly span: Span }>();
    const names = new Set<string>();
    for (const listener of listenersOf(config)) {
      const name = textIn(listener, 'name');
      // Of two with one name Envoy looks at the first alone.
      if (name && names.has(name.value)) continue;
      if (name) names.add(name.value);
      for (const address of [listener, ...messagesIn(listener, 'additional_addresses')].map(keyOf)) {
        if (!address) continue;
        const other = byAddress.get(address.key);
        if (!other) byAddress.set(address.key, { name: name?.value ?? '', span: address.span });
        else
          yield {
            span: address.span,
            message: `The listener \`${other.name}\` has this address already: ${consequence}`,
            related: [{ span: other.span, message: 'the first one' }],
          };
      }
    }
  },
});

/** The address in a form in which equal ones are equal; undefined for one that no other can be equal to. */
function keyOf(owner: EnvoyMessage): { readonly key: string; readonly span: Span } | undefined {
  const pipe = textIn(messageIn(owner, 'address', 'pipe'), 'path');
  if (pipe) return { key: `pipe ${pipe.value}`, span: pipe.contentSpan };
  const socket = socketOf(owner);
  const host = textIn(socket, 'address');
  const port = numberIn(socket, 'port_value');
  const portValue = fieldOf(socket, 'port_value')?.value;
  if (!host || !port || !portValue) return undefined;
  const protocol = fieldOf(socket, 'protocol')?.value;
  const netns = textIn(socket, 'network_namespace_filepath')?.value ?? '';
  const parsed = parseAddress(host.value);
  const written = protocol?.kind === 'scalar' ? String(protocol.value) : 'TCP';
  const normal = parsed
    ? JSON.stringify(parsed, (_, value) => (typeof value === 'bigint' ? String(value) : value))
    : host.value;
  return { key: `${written} ${normal} ${port} ${netns}`, span: portValue.span };
}
