import { parseAddress } from '../../model/address.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import type { Span } from '../../text/span.ts';
import { socketOf } from '../envoyAddresses.ts';
import { fieldOf, messageIn, messagesIn, numberIn, textIn } from '../envoyFields.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const duplicateListenerAddress = defineEnvoyRule({
  id: 'duplicate-listener-address',
  category: 'correctness',
  docs: {
    summary: 'Two listeners have the same address, or the same name.',
    why: 'One address and port leads to one listener: Envoy refuses a second one. Of two listeners with the same name it uses the first and leaves the other out without a word.',
    instead: 'Give the listeners different ports and names, or make filter chains of one listener of them.',
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
          static_resources:
            listeners:
              - name: web
                address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
                filter_chains: [{}]
              - name: web
              #       ^^^ Envoy leaves this one out
                address: { socket_address: { address: 0.0.0.0, port_value: 8081 } }
                filter_chains: [{}]
        `,
      },
      {
        text: yaml`
          resources:
            - "@type": type.googleapis.com/envoy.config.listener.v3.Listener
              name: web
            - "@type": type.googleapis.com/envoy.config.listener.v3.Listener
              name: web
              #     ^^^ refuses the file
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
    if (config.kind === 'resource') return;
    const isFetched = config.kind === 'discovery';
    const listeners = isFetched
      ? messagesIn(config.root, 'resources').filter(({ type }) => type === 'envoy.config.listener.v3.Listener')
      : messagesIn(config.root, 'static_resources', 'listeners');
    const consequence = isFetched ? 'Envoy refuses the file.' : 'Envoy does not start.';
    const byAddress = new Map<string, { readonly name: string; readonly span: Span }>();
    const byName = new Map<string, Span>();
    for (const listener of listeners) {
      const name = textIn(listener, 'name');
      const first = name && byName.get(name.value);
      if (name && first) {
        yield {
          span: name.contentSpan,
          message: `Another listener is called \`${name.value}\` as well: ${isFetched ? consequence : 'Envoy leaves this one out without a word.'}`,
          ...(isFetched ? {} : { severity: 'warning' as const }),
          related: [{ span: first, message: 'the first one' }],
        };
        continue;
      }
      if (name) byName.set(name.value, name.contentSpan);
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
