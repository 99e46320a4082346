import { messageTypes } from '../../envoy/schema.ts';
import type { UnknownTypeReason } from '../../model/envoyProblem.ts';
import type { Span } from '../../text/span.ts';
import { envoyPages, messageName, successorOf } from '../envoyNames.ts';
import { envoyProblems } from '../envoyProblems.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { nearest } from '../nearest.ts';
import type { Finding } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const unknownExtensionType = defineEnvoyRule({
  id: 'unknown-extension-type',
  category: 'correctness',

  docs: {
    summary: 'An `@type` names a message that Envoy does not have.',
    why: 'Envoy refuses the configuration. The usual causes are names of the API v2, which Envoy has dropped, extensions that only the `contrib` image has, and slips of the keyboard.',
    instead:
      'Write the full name of a message of the API v3 behind `type.googleapis.com/`, or use the image `envoyproxy/envoy-contrib` where it is needed.',
    references: [envoyPages.extensions, envoyPages.old, envoyPages.contrib],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 127.0.0.1, port_value: 80 } }
                filter_chains:
                  - filters:
                      - name: envoy.filters.network.tcp_proxy
                        typed_config:
                          "@type": type.googleapis.com/envoy.config.filter.network.tcp_proxy.v2.TcpProxy
                          #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ API v2
                          stat_prefix: ingress
                          cluster: backend
        `,
        fixed: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 127.0.0.1, port_value: 80 } }
                filter_chains:
                  - filters:
                      - name: envoy.filters.network.tcp_proxy
                        typed_config:
                          "@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy
                          stat_prefix: ingress
                          cluster: backend
        `,
      },
      {
        text: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 127.0.0.1, port_value: 80 } }
                filter_chains:
                  - filters:
                      - name: envoy.filters.network.tcp_proxy
                        typed_config:
                          "@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxi
                          #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Did you mean \`TcpProxy\`?
                          stat_prefix: ingress
                          cluster: backend
        `,
        fixed: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 127.0.0.1, port_value: 80 } }
                filter_chains:
                  - filters:
                      - name: envoy.filters.network.tcp_proxy
                        typed_config:
                          "@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy
                          stat_prefix: ingress
                          cluster: backend
        `,
      },
      {
        text: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 127.0.0.1, port_value: 80 } }
                filter_chains:
                  - filters:
                      - name: envoy.filters.network.tcp_proxy
                        typed_config:
                          "@type": envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy
                          #        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ begins with \`type.googleapis.com/\`
                          stat_prefix: ingress
                          cluster: backend
        `,
        fixed: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 127.0.0.1, port_value: 80 } }
                filter_chains:
                  - filters:
                      - name: envoy.filters.network.tcp_proxy
                        typed_config:
                          "@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy
                          stat_prefix: ingress
                          cluster: backend
        `,
      },
    ],
    good: [
      yaml`
        static_resources:
          listeners:
            - address: { socket_address: { address: 127.0.0.1, port_value: 80 } }
              filter_chains:
                - filters:
                    - name: envoy.filters.network.tcp_proxy
                      typed_config:
                        "@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy
                        stat_prefix: ingress
                        cluster: backend
      `,
    ],
  },
  *check(config) {
    for (const { text, replacement, span } of envoyProblems(config, 'bad-type-url')) {
      yield {
        span,
        message: `\`${text}\` is no type for Envoy: one begins with \`type.googleapis.com/\`. Envoy refuses the configuration.`,
        ...changeTo(replacement, span),
      };
    }
    for (const { type, reason, span } of envoyProblems(config, 'unknown-type'))
      yield finding(type, reason, span, config.version);
  },
});

const refused = 'Envoy refuses the configuration.';

function finding(type: string, reason: UnknownTypeReason, span: Span, version: number): Finding {
  switch (reason.kind) {
    case 'v2': {
      const successor = successorOf(type);
      const today = successor ? `: today it is \`${successor}\`` : '';
      return {
        span,
        message: `\`${type}\` belongs to the API v2, which Envoy has dropped${today}. ${refused}`,
        ...changeTo(successor && `type.googleapis.com/${successor}`, span),
      };
    }
    case 'contrib':
      return {
        span,
        severity: 'warning',
        message: `Only the image \`envoyproxy/envoy:contrib\` has ${messageName(type)}: the usual one refuses the configuration.`,
      };
    case 'not-built':
      return {
        span,
        severity: 'warning',
        message: `The usual build of Envoy does not have ${messageName(type)} and refuses the configuration.`,
      };
    case 'later':
      return {
        span,
        message: `Envoy has ${messageName(type)} from 1.${reason.since} on: 1.${version} refuses the configuration.`,
      };
    case 'removed':
      return {
        span,
        message: `Envoy has ${messageName(type)} up to 1.${reason.until}: 1.${version} refuses the configuration.`,
      };
    case 'unknown': {
      const meant = nearestType(type);
      const guess = meant ? ` Did you mean \`${messageName(meant)}\`?` : '';
      return {
        span,
        message: `Envoy has no message \`${type}\`.${guess} ${refused}`,
        ...changeTo(meant && `type.googleapis.com/${meant}`, span),
      };
    }
  }
}

function changeTo(replacement: string | undefined, span: Span): Pick<Finding, 'fixes'> {
  if (replacement === undefined) return {};
  return {
    fixes: [
      {
        title: `Change to \`${replacement}\``,
        safety: 'unsafe',
        edits: [{ kind: 'replace', span, newText: replacement }],
      },
    ],
  };
}

/** A type of the same last name in another place, or one that differs by a slip. */
function nearestType(type: string): string | undefined {
  const types = messageTypes().filter((each) => each.startsWith('envoy.'));
  const last = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
  const close = nearest(type, types);
  if (close) return close;
  const same = types.filter((each) => last(each) === last(type));
  return same.length === 1 ? same[0] : undefined;
}
