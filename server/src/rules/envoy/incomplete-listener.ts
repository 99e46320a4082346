import { fieldOf, isUnknown, messagesIn, textIn } from '../../envoy/messageFields.ts';
import type { EnvoyConfig } from '../../model/envoyConfig.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import { socketOf } from '../envoyAddresses.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { isMisspelt } from '../nearestEnvoyField.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const incompleteListener = defineEnvoyRule({
  id: 'incomplete-listener',
  category: 'correctness',
  docs: {
    summary: 'A listener has no address, no filter chain, or a filter chain that its protocol does not have.',
    why: 'A TCP listener hands each connection to a filter chain. Without an address or a chain Envoy does not start; a UDP listener has no connections and must have none.',
    instead: 'Give the listener `address` and `filter_chains`. For UDP use `listener_filters`.',
    references: ['https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/listener/v3/listener.proto'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            listeners:
              - name: web
              # ^^^^ no filter chain
                address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
        `,
      },
      {
        text: yaml`
          static_resources:
            listeners:
              - name: web
              # ^^^^ no address
                filter_chains: [{}]
        `,
        fixed: yaml`
          static_resources:
            listeners:
              - name: web
                filter_chains: [{}]
                address:
                  socket_address:
                    address: 0.0.0.0
                    port_value: 8080
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
            - name: dns
              address: { socket_address: { address: 0.0.0.0, port_value: 53, protocol: UDP } }
      `,
    ],
  },
  *check(config) {
    for (const { message: listener, around } of messagesOfType(config, 'envoy.config.listener.v3.Listener')) {
      if (around.length === 0 || fieldOf(listener, 'api_listener')) continue;
      if (fieldOf(listener, 'internal_listener')) {
        yield* internalFaults(listener, config);
        continue;
      }
      const first =
        [...listener.fields.values()].find(({ name }) => name === 'name') ?? [...listener.fields.values()][0];
      const span = first?.keySpan ?? listener.span;
      const protocol = fieldOf(socketOf(listener), 'protocol')?.value;
      const isUdp = protocol?.kind === 'scalar' && protocol.value === 'UDP';
      const isProtocolKnown = protocol === undefined || protocol.kind === 'scalar';
      const chains = messagesIn(listener, 'filter_chains');
      if (!fieldOf(listener, 'address')) {
        if (isMisspelt(config, listener.path, ['address'])) continue;
        yield {
          span,
          message: `The listener${inQuotes(textIn(listener, 'name')?.value)} has no address: Envoy does not start.`,
          fixes: [
            {
              title: 'Listen on port 8080',
              safety: 'unsafe',
              edits: [
                {
                  kind: 'set',
                  uri: config.uri,
                  path: [...listener.path, 'address'],
                  value: { socket_address: { address: '0.0.0.0', port_value: 8080 } },
                },
              ],
            },
          ],
        };
      } else if (!isUdp && isProtocolKnown && chains.length === 0 && hasNoChain(listener)) {
        yield {
          span: fieldOf(listener, 'filter_chains')?.keySpan ?? span,
          message: `The listener${inQuotes(textIn(listener, 'name')?.value)} has no filter chain for its connections: Envoy does not start.`,
        };
      } else if (
        isUdp &&
        (chains.length > 0 || fieldOf(listener, 'default_filter_chain')) &&
        !fieldOf(listener, 'udp_listener_config', 'quic_options')
      ) {
        const given = chains.length > 0 ? 'filter_chains' : 'default_filter_chain';
        yield {
          span: fieldOf(listener, given)?.keySpan ?? span,
          message: 'UDP has no connections, so that its listener takes no filter chains: Envoy does not start.',
        };
      }
    }
  },
});

const internalExtension = 'envoy.extensions.bootstrap.internal_listener.v3.InternalListener';

/** A listener inside of Envoy needs the extension that makes it one. */
function* internalFaults(listener: EnvoyMessage, config: EnvoyConfig): Iterable<Finding> {
  const span = fieldOf(listener, 'internal_listener')?.keySpan ?? listener.span;
  if (fieldOf(listener, 'address')) return;
  const isBootstrap = config.kind === 'bootstrap' && !isUnknown(config.root, 'bootstrap_extensions');
  if (messagesIn(listener, 'filter_chains').length === 0 && hasNoChain(listener))
    yield { span, message: 'The listener has no filter chain for its connections: Envoy does not start.' };
  else if (isBootstrap && messagesOfType(config, internalExtension).length === 0)
    yield {
      span,
      message: '`bootstrap_extensions` lacks the one for internal listeners: Envoy does not start.',
    };
}

const hasNoChain = (listener: EnvoyMessage): boolean =>
  !isUnknown(listener, 'filter_chains') && fieldOf(listener, 'default_filter_chain') === undefined;

const inQuotes = (name: string | undefined): string => (name === undefined ? '' : ` \`${name}\``);
