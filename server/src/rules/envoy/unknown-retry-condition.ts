import { textIn } from '../../envoy/messageFields.ts';
import { within } from '../../text/span.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { nearest } from '../nearest.ts';
import { yaml } from '../yaml.ts';

export const unknownRetryCondition = defineEnvoyRule({
  id: 'unknown-retry-condition',
  category: 'correctness',
  severity: 'warning',
  docs: {
    summary: '`retry_on` names a condition that Envoy does not know.',
    why: 'Envoy leaves an unknown condition out without a word: the requests that should be repeated fail at once.',
    instead: 'Use the conditions of the documentation, joined by commas.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-on',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
          virtual_hosts:
            - name: all
              domains: ["*"]
              retry_policy: { retry_on: "5xx,conect-failure" }
              #                              ^^^^^^^^^^^^^^ leaves it out
        `,
        fixed: yaml`
          "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
          virtual_hosts:
            - name: all
              domains: ["*"]
              retry_policy: { retry_on: "5xx,connect-failure" }
        `,
      },
    ],
    good: [
      yaml`
        "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
        virtual_hosts:
          - name: all
            domains: ["*"]
            retry_policy: { retry_on: "5xx, reset,unavailable" }
      `,
    ],
  },
  *check(config) {
    for (const { message } of messagesOfType(config, 'envoy.config.route.v3.RetryPolicy')) {
      const on = textIn(message, 'retry_on');
      if (!on || on.contentSpan.end - on.contentSpan.start !== on.value.length) continue;
      let at = 0;
      for (const part of on.value.split(',')) {
        const word = part.trim();
        const start = at + part.indexOf(word);
        at += part.length + 1;
        if (word === '' || conditions.has(word)) continue;
        const span = within(on.contentSpan, start, start + word.length);
        const meant = nearest(word, conditions);
        yield {
          span,
          message: `Envoy does not know the condition \`${word}\` and leaves it out: what should be repeated fails at once.`,
          fixes:
            meant === undefined
              ? []
              : [{ title: `Write \`${meant}\``, safety: 'unsafe', edits: [{ kind: 'replace', span, newText: meant }] }],
        };
      }
    }
  },
});

/** For HTTP and for gRPC. */
const conditions: ReadonlySet<string> = new Set(
  (
    '5xx gateway-error reset reset-before-request connect-failure envoy-ratelimited retriable-4xx refused-stream ' +
    'retriable-status-codes retriable-headers http3-post-connect-failure cancelled deadline-exceeded internal ' +
    'resource-exhausted unavailable'
  ).split(' '),
);
