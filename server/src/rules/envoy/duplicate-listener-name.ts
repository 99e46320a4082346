import { type EnvoyText, textIn } from '../../envoy/messageFields.ts';
import { listenersOf } from '../envoyListeners.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const duplicateListenerName = defineEnvoyRule({
  id: 'duplicate-listener-name',
  category: 'correctness',
  docs: {
    summary: 'Two listeners have the same name.',
    why: 'Envoy knows listeners by their names. Of those in its configuration it leaves the second one of a name out without a word; in a file that it watches it refuses the second one, and runs without it.',
    instead: 'Give each listener a name of its own.',
    references: ['https://www.envoyproxy.io/docs/envoy/latest/configuration/listeners/lds'],
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
              address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
            - "@type": type.googleapis.com/envoy.config.listener.v3.Listener
              name: web
              #     ^^^ is called \`web\` as well
              address: { socket_address: { address: 0.0.0.0, port_value: 8081 } }
        `,
      },
    ],
    good: [
      yaml`
        resources:
          - "@type": type.googleapis.com/envoy.config.listener.v3.Listener
            name: web
            address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
            filter_chains: [{ filters: [] }]
          - "@type": type.googleapis.com/envoy.config.listener.v3.Listener
            name: admin
            address: { socket_address: { address: 0.0.0.0, port_value: 8081 } }
            filter_chains: [{ filters: [] }]
      `,
    ],
  },
  *check(config) {
    const isFetched = config.kind === 'discovery';
    const consequence = isFetched ? 'Envoy refuses this one.' : 'Envoy leaves this one out without a word.';
    const first = new Map<string, EnvoyText>();
    for (const listener of listenersOf(config)) {
      const name = textIn(listener, 'name');
      if (!name) continue;
      const other = first.get(name.value);
      if (!other) first.set(name.value, name);
      else
        yield {
          span: name.contentSpan,
          message: `Another listener is called \`${name.value}\` as well: ${consequence}`,
          ...(isFetched ? {} : { severity: 'warning' as const }),
          related: [{ span: other.contentSpan, message: 'the first one' }],
        };
    }
  },
});
