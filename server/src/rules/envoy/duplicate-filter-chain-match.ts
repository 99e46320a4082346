import { fieldOf, isUnknown, messageIn, messagesIn, textsIn } from '../../envoy/messageFields.ts';
import type { EnvoyMessage, EnvoyValue } from '../../model/envoyMessage.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const duplicateFilterChainMatch = defineEnvoyRule({
  id: 'duplicate-filter-chain-match',
  category: 'correctness',
  docs: {
    summary: 'Two filter chains of a listener are for the same connections, or a server name cannot be matched.',
    why: 'A connection goes to the one chain that matches it best. Envoy refuses two chains with the same conditions, and server names with `*` anywhere but as the whole first part.',
    instead:
      'Tell the chains apart by `server_names`, ports or addresses, and use `default_filter_chain` for the rest.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/listener/v3/listener_components.proto#config-listener-v3-filterchainmatch',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 0.0.0.0, port_value: 443 } }
                filter_chains:
                  - filter_chain_match: { server_names: [a.example.com, b.example.com] }
                  - filter_chain_match: { server_names: [b.example.com] }
                  # ^^^^^^^^^^^^^^^^^^ same connections
        `,
      },
      {
        text: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 0.0.0.0, port_value: 443 } }
                filter_chains:
                  - filter_chain_match: { server_names: ["*"] }
                    #                                     ^ first part
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          listeners:
            - address: { socket_address: { address: 0.0.0.0, port_value: 443 } }
              filter_chains:
                - filter_chain_match: { server_names: [a.example.com, "*.a.example.com"] }
                - filter_chain_match: { server_names: [b.example.com] }
                - {}
      `,
    ],
  },
  *check(config) {
    for (const { message } of messagesOfType(config, 'envoy.config.listener.v3.FilterChainMatch')) {
      for (const name of textsIn(message, 'server_names')) {
        if (name.value.replace(/^\*\./, '').includes('*'))
          yield {
            span: name.contentSpan,
            message: 'An asterisk can only be the whole first part, as in `*.example.com`: Envoy does not start.',
          };
      }
    }
    for (const { message: listener } of messagesOfType(config, 'envoy.config.listener.v3.Listener')) {
      if (fieldOf(listener, 'filter_chain_matcher') || isUnknown(listener, 'filter_chains')) continue;
      const seen = new Map<string, EnvoyMessage>();
      for (const chain of messagesIn(listener, 'filter_chains')) {
        if (isUnknown(chain, 'filter_chain_match')) continue;
        const match = fieldOf(chain, 'filter_chain_match');
        const keys = conditionsOf(messageIn(chain, 'filter_chain_match'));
        const other = keys.map((key) => seen.get(key)).find(Boolean);
        for (const key of keys) if (!seen.has(key)) seen.set(key, chain);
        if (!other) continue;
        const first = match ?? [...chain.fields.values()][0];
        yield {
          span: first?.keySpan ?? chain.span,
          message: 'Another filter chain of the listener is for the same connections: Envoy does not start.',
          related: [{ span: fieldOf(other, 'filter_chain_match')?.keySpan ?? other.span, message: 'the other one' }],
        };
      }
    }
  },
});

/** The conditions of a chain, once for each combination of the values that its lists have. */
function conditionsOf(match: EnvoyMessage | undefined): readonly string[] {
  let keys: readonly string[] = [''];
  const fields = [...(match?.fields.values() ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, value } of fields) {
    const values = value?.kind === 'list' ? value.items.map((item) => textOf(item, name)) : [textOf(value, name)];
    const set = values.filter((each) => each !== '');
    if (set.length > 0 && keys.length * set.length <= 1000)
      keys = keys.flatMap((key) => set.map((each) => `${key} ${name}=${each}`));
  }
  return keys;
}

/** A value in the form in which equal ones are equal; nothing for what is as if it were not set. */
function textOf(value: EnvoyValue | undefined, name: string): string {
  if (value?.kind === 'scalar') {
    if (name === 'source_type' && value.value === 'ANY') return '';
    return String(value.value).toLowerCase();
  }
  if (value?.kind === 'message')
    return [...value.fields.values()]
      .map((field) => `${field.name}:${textOf(field.value, field.name)}`)
      .sort()
      .join();
  return value === undefined ? '' : 'other';
}
