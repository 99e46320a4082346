import { within } from '../../text/span.ts';
import { formatFault } from '../envoyFormat.ts';
import { formatsIn } from '../envoyFormats.ts';
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
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog
          path: /dev/stdout
          log_format:
            json_format: { request: { method: "%REQ(:METHOD)%", code: "%RESPONSE_CODES%" } }
            #                                                          ^^^^^^^^^^^^^^^^ no command \`RESPONSE_CODES\`
        `,
      },
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.extensions.filters.http.header_mutation.v3.HeaderMutation
          mutations:
            request_mutations:
              - append: { header: { key: x-share, value: "50%" } }
                #                                           ^ written twice
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
    for (const { text, hasOwnCommands } of formatsIn(config)) {
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
