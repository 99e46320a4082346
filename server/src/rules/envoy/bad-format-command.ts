import type { EnvoyConfig } from '../../model/envoyConfig.ts';
import type { EnvoyMessage } from '../../model/envoyMessage.ts';
import { within } from '../../text/span.ts';
import { type EnvoyText, fieldOf, messageIn, messagesOfType, textIn } from '../envoyFields.ts';
import { formatFault } from '../envoyFormat.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { yaml } from '../yaml.ts';

export const badFormatCommand = defineEnvoyRule({
  id: 'bad-format-command',
  category: 'correctness',
  docs: {
    summary: 'A format string has a command that Envoy does not have, or one that is used in a wrong way.',
    why: 'The text of access logs, added headers and local replies is made of commands between percent signs. Envoy reads them when it starts and refuses the file for an unknown name, missing parameters, or a percent sign that begins nothing.',
    instead: 'Take a command of the list. A percent sign itself is written `%%`.',
    references: ['https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.extensions.access_loggers.stream.v3.StdoutAccessLog
          log_format:
            text_format_source:
              inline_string: "%PROTOCOL% %RESPONSE_COD%"
              #                          ^^^^^^^^^^^^^^ no command \`RESPONSE_COD\`
        `,
        fixed: yaml`
          "@type": type.googleapis.com/envoy.extensions.access_loggers.stream.v3.StdoutAccessLog
          log_format:
            text_format_source:
              inline_string: "%PROTOCOL% %RESPONSE_CODE%"
        `,
      },
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
          request_headers_to_add:
            - header: { key: x-share, value: "100%" }
              #                                  ^ written twice
        `,
        fixed: yaml`
          "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
          request_headers_to_add:
            - header: { key: x-share, value: "100%%" }
        `,
      },
    ],
    good: [
      yaml`
        "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
        request_headers_to_add:
          - header: { key: x-from, value: "%DOWNSTREAM_REMOTE_ADDRESS% %REQ(:authority?x-host):20% 5%%" }
      `,
    ],
  },
  *check(config) {
    for (const { text, hasOwnCommands } of formats(config)) {
      const fault = formatFault(text.value, hasOwnCommands);
      if (!fault) continue;
      const { contentSpan } = text;
      // Quotes and folding may shift what is inside; then the whole is marked.
      const isPlain = contentSpan.end - contentSpan.start === text.value.length;
      const span = isPlain ? within(contentSpan, fault.start, fault.end) : contentSpan;
      yield {
        span,
        message: `${fault.message}: Envoy does not start.`,
        fixes:
          fault.replacement === undefined || !isPlain
            ? []
            : [
                {
                  title: `Write ${fault.replacement}`,
                  safety: 'unsafe',
                  edits: [{ kind: 'replace', span, newText: fault.replacement }],
                },
              ],
      };
    }
  },
});

/** Messages in which the headers that are added have commands. */
const withCommands: ReadonlySet<string> = new Set([
  'envoy.config.route.v3.RouteConfiguration',
  'envoy.config.route.v3.VirtualHost',
  'envoy.config.route.v3.Route',
  'envoy.config.route.v3.WeightedCluster.ClusterWeight',
]);

interface Format {
  readonly text: EnvoyText;
  readonly hasOwnCommands: boolean;
}

function* formats(config: EnvoyConfig): Iterable<Format> {
  for (const { message, around } of messagesOfType(config, 'envoy.config.core.v3.HeaderValueOption')) {
    const value = textIn(message, 'header', 'value');
    if (value && withCommands.has(around.at(-1)?.type ?? '')) yield { text: value, hasOwnCommands: false };
  }
  for (const { message } of messagesOfType(config, 'envoy.config.core.v3.SubstitutionFormatString')) {
    for (const text of textsOf(message)) yield { text, hasOwnCommands: fieldOf(message, 'formatters') !== undefined };
  }
  for (const { message } of messagesOfType(config, 'envoy.extensions.access_loggers.file.v3.FileAccessLog')) {
    const text = textIn(message, 'format');
    if (text) yield { text, hasOwnCommands: false };
  }
}

const textsOf = (format: EnvoyMessage): readonly EnvoyText[] =>
  [textIn(format, 'text_format'), textIn(messageIn(format, 'text_format_source'), 'inline_string')].filter(
    (text) => text !== undefined,
  );
