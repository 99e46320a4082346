import { type Span, within } from '../../text/span.ts';
import { problemsOf } from '../problems.ts';
import { defineRule, type Fix } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const wrongType = defineRule({
  id: 'wrong-type',
  category: 'correctness',
  docs: {
    summary: 'A key has a value of the wrong kind, a list where a map is wanted and the like.',
    why: 'Compose checks the shape of the file before anything else and refuses it. Frequent cases: `networks: front` instead of a list, `networks:` with nothing below it under a service, and `true` or `false` without quotes under `driver_opts`.',
    instead:
      'Give the key what the message says. A list of one is written `[front]` or with a dash; a boolean option of a driver is written in quotes.',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#networks',
      'https://docs.docker.com/reference/compose-file/networks/#driver_opts',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: front
              #         ^^^^^ wants a list or a map
          networks:
            front: {}
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front]
          networks:
            front: {}
        `,
      },
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front]
          networks:
            front:
              driver_opts:
                com.docker.network.bridge.enable_icc: false
                #                                     ^^^^^ wants text or a number
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [front]
          networks:
            front:
              driver_opts:
                com.docker.network.bridge.enable_icc: "false"
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks:
              - front
        networks:
          front:
            driver_opts:
              com.docker.network.bridge.enable_icc: "false"
              com.docker.network.driver.mtu: 1400
      `,
    ],
  },
  *check(project) {
    for (const { span, key, where, path, expected, actual, value = '' } of problemsOf(project, 'wrong-type')) {
      const name = typeof path.at(-1) === 'number' ? `Item ${key} of ${where}` : `\`${key}\` of ${where}`;
      yield {
        span,
        message: `${name} wants ${expected}, not ${actual}. Compose refuses the file.`,
        fixes: fixesFor(span, expected, actual, value),
      };
    }
  },
});

/** True for a text on one line that means the same in brackets: with quotes or without, but no block and no escapes. */
function isOneItem({ start, end }: Span, value: string): boolean {
  const outside = end - start - value.length;
  return (outside === 0 || outside === 2) && /^[\w./$][\w./$:@= -]*$/.test(value) && !/:(?: |$)/.test(value);
}

function fixesFor(span: Span, expected: string, actual: string, value: string): readonly Fix[] {
  if (actual !== 'text' && actual !== 'a number' && actual !== 'true or false') return [];
  const wrap = (title: string, safety: Fix['safety'], open: string, close: string): Fix => ({
    title,
    safety,
    edits: [
      { kind: 'replace', span: within(span, 0, 0), newText: open },
      { kind: 'replace', span: within(span, span.end - span.start, span.end - span.start), newText: close },
    ],
  });
  if (/\ba list\b/.test(expected)) return isOneItem(span, value) ? [wrap('Make it a list', 'unsafe', '[', ']')] : [];
  return actual !== 'text' && /\btext\b/.test(expected) ? [wrap('Put it in quotes', 'safe', '"', '"')] : [];
}
