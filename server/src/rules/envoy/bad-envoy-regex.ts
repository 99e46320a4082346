import { textIn } from '../../envoy/messageFields.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { re2Error } from '../re2.ts';
import { yaml } from '../yaml.ts';

export const badEnvoyRegex = defineEnvoyRule({
  id: 'bad-envoy-regex',
  category: 'correctness',
  docs: {
    summary: 'A regular expression is none that RE2 can read.',
    why: 'Envoy matches with RE2. It has no look-ahead, no look-behind and no back references, because those make matching slow, and Envoy refuses a file with a pattern that RE2 refuses.',
    instead: 'Write the pattern without them; several routes or an inverted match often do the same.',
    references: [
      'https://github.com/google/re2/wiki/Syntax',
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/type/matcher/v3/regex.proto',
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
              routes:
                - match: { safe_regex: { regex: "/(?!admin).*" } }
                  #                              ^^^^^^^^^^^^ invalid perl operator: (?!
                  direct_response: { status: 200 }
        `,
      },
      {
        text: yaml`
          "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
          virtual_hosts:
            - name: all
              domains: ["*"]
              routes:
                - match: { safe_regex: { regex: "/[a-z" } }
                  #                              ^^^^^ missing ]
                  direct_response: { status: 200 }
        `,
      },
    ],
    good: [
      yaml`
        "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
        virtual_hosts:
          - name: all
            domains: ["*"]
            routes:
              - match: { safe_regex: { regex: "/(?P<id>[0-9]{1,5})/?" } }
                direct_response: { status: 200 }
      `,
    ],
  },
  *check(config) {
    for (const { message } of messagesOfType(config, 'envoy.type.matcher.v3.RegexMatcher')) {
      const regex = textIn(message, 'regex');
      const reason = regex && re2Error(regex.value);
      if (regex && reason !== undefined)
        yield { span: regex.contentSpan, message: `RE2 cannot read it, and Envoy does not start: ${reason}.` };
    }
  },
});
