import { type EnvoyText, messagesIn, textIn } from '../envoyFields.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const duplicateListenerName = defineEnvoyRule({
  id: 'duplicate-listener-name',
  category: 'correctness',
  docs: {
    summary: 'Two listeners of a file that Envoy watches have the same name.',
    why: 'Envoy knows the listeners of `lds_config` by their names. It refuses the second one of a name, and runs without it.',
    instead: 'Give each listener a name of its own.',
    references: ['https://www.envoyproxy.io/docs/envoy/latest/configuration/listeners/lds'],
  },
  examples: {
    bad: [
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
    if (config.kind !== 'discovery') return;
    const first = new Map<string, EnvoyText>();
    for (const resource of messagesIn(config.root, 'resources')) {
      const name = resource.type === 'envoy.config.listener.v3.Listener' ? textIn(resource, 'name') : undefined;
      if (!name) continue;
      const other = first.get(name.value);
      if (!other) first.set(name.value, name);
      else
        yield {
          span: name.contentSpan,
          message: `Another listener is called \`${name.value}\` as well: Envoy refuses this one.`,
          related: [{ span: other.contentSpan, message: 'the first one' }],
        };
    }
  },
});
