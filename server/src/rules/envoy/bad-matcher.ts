import { type EnvoyText, fieldOf, messagesIn, textIn } from '../../envoy/messageFields.ts';
import type { EnvoyConfig } from '../../model/envoyConfig.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import { actionsIn, matchersOf } from '../envoyMatchers.ts';
import { messageName } from '../envoyNames.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { nearest } from '../nearest.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const badMatcher = defineEnvoyRule({
  id: 'bad-matcher',
  category: 'correctness',
  docs: {
    summary: 'A matcher tree has an action that does not fit its place, or chooses among things without names.',
    why: 'A tree of a listener chooses filter chains by their names, so that each needs one of its own; a tree of a virtual host stands in the place of its routes; each place has actions of its own. Envoy refuses everything else. A filter chain that is chosen and not there it finds out when a connection comes, and closes it.',
    instead: 'Name each filter chain, and choose among these names; give the action the type of its place.',
    references: ['https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/advanced/matching/matching_api'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
                filter_chain_matcher:
                  on_no_match:
                    action:
                      name: chain
                      typed_config: { "@type": type.googleapis.com/google.protobuf.StringValue, value: plan }
                      #                                                                                ^^^^ No filter chain
                filter_chains:
                  - name: plain
        `,
        fixed: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
                filter_chain_matcher:
                  on_no_match:
                    action:
                      name: chain
                      typed_config: { "@type": type.googleapis.com/google.protobuf.StringValue, value: plain }
                filter_chains:
                  - name: plain
        `,
      },
      {
        text: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
                filter_chain_matcher:
                  on_no_match:
                    action:
                      name: chain
                      typed_config: { "@type": type.googleapis.com/envoy.config.rbac.v3.Action, name: plain }
                      #                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ does not fit
                filter_chains:
                  - name: plain
                  - name: plain
                  #       ^^^^^ called \`plain\` as well
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          listeners:
            - address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
              filter_chain_matcher:
                on_no_match:
                  action:
                    name: chain
                    typed_config: { "@type": type.googleapis.com/google.protobuf.StringValue, value: plain }
              filter_chains:
                - name: plain
      `,
    ],
  },
  *check(config) {
    for (const { matcher, what, actions } of matchersOf(config)) {
      for (const { type, typeUrl } of actionsIn(matcher)) {
        if (actions.includes(type) || !typeUrl) continue;
        yield {
          span: typeUrl.span,
          message: `${messageName(type)} does not fit here: this matcher ${what} with ${actions.map(messageName).join(' or ')}. Envoy refuses the configuration.`,
        };
      }
    }
    for (const { message } of messagesOfType(config, 'envoy.config.listener.v3.Listener'))
      if (fieldOf(message, 'filter_chain_matcher')) yield* chainsOf(config, message);
    const execute = 'envoy.extensions.filters.http.composite.v3.ExecuteFilterAction';
    for (const { message } of messagesOfType(config, execute)) {
      if (message.typeUrl && message.fields.size === 0)
        yield {
          span: message.typeUrl.span,
          message:
            'ExecuteFilterAction lacks `typed_config` or `dynamic_config`, the filter to run: Envoy does not start.',
        };
    }
  },
});

/** Faults in the names of the filter chains of a listener that chooses among them. */
function* chainsOf(config: EnvoyConfig, listener: EnvoyMessage): Iterable<Finding> {
  const names = new Map<string, EnvoyText>();
  for (const chain of messagesIn(listener, 'filter_chains')) {
    const name = textIn(chain, 'name');
    if (!name) {
      if (!fieldOf(chain, 'name'))
        yield {
          span: fieldOf(chain, 'filters')?.keySpan ?? chain.span,
          message:
            'This filter chain has no `name` by which `filter_chain_matcher` could choose it: Envoy does not start.',
        };
      continue;
    }
    const other = names.get(name.value);
    if (other)
      yield {
        span: name.contentSpan,
        message: `Another filter chain of this listener is called \`${name.value}\` as well: Envoy does not start.`,
        related: [{ span: other.contentSpan, message: 'The first one' }],
      };
    else names.set(name.value, name);
  }
  for (const { kind, name, span, scope } of config.references) {
    if (kind !== 'filter-chain' || scope !== listener || names.has(name)) continue;
    const meant = nearest(name, names.keys());
    yield {
      span,
      severity: 'warning',
      message: `No filter chain of this listener is called \`${name}\`: Envoy starts, and closes the connections that are to go there.`,
      fixes:
        meant === undefined
          ? []
          : [{ title: `Change to \`${meant}\``, safety: 'unsafe', edits: [{ kind: 'replace', span, newText: meant }] }],
    };
  }
}
