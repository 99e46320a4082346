import type { JsonProblem } from '../../text/jsonNode.ts';
import type { Span } from '../../text/span.ts';
import { written } from '../cniEdits.ts';
import { cniPages } from '../cniPages.ts';
import { defineCniRule } from '../cniRule.ts';
import { cniProblems } from '../cniValues.ts';
import { yaml } from '../yaml.ts';

export const cniSyntaxError = defineCniRule({
  id: 'cni-syntax-error',
  category: 'correctness',
  docs: {
    summary: 'The configuration of a network is not strict JSON, or no object.',
    why: 'CNI does not load the file. With containerd and cnitool one broken file also stops those that come after it in the order of names.',
    instead:
      'Write JSON without comments and without a comma behind the last entry, with double quotes around each key and string.',
    references: [cniPages.format, 'https://www.rfc-editor.org/rfc/rfc8259'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "isGateway": true, }
              #                                    ^ A comma stands behind the last entry
            ]
          }
        `,
        fixed: yaml`
          {
            "cniVersion": "1.0.0",
            "name": "web",
            "plugins": [
              { "type": "bridge", "isGateway": true }
            ]
          }
        `,
      },
      {
        text: yaml`
          {
            cniVersion: "1.0.0",
            #^^^^^^^^^ \`cniVersion\` stands without double quotes
            "name": 'web',
            #       ^^^^^ Single quotes
            "plugins": [
              // the bridge of the host
              #^^^^^^^^^^^^^^^^^^^^^^^^ A comment
              { "type": "bridge", "isGateway": True }
              #                                ^^^^ \`True\` is no value
            ]
          }
        `,
      },
      {
        text: yaml`
          [{ "type": "bridge" }]
          #^^^^^^^^^^^^^^^^^^^^^ a list
        `,
      },
    ],
    good: [
      yaml`
        { "cniVersion": "1.0.0", "name": "web", "plugins": [{ "type": "bridge", "isGateway": true }] }
      `,
    ],
  },
  *check(config) {
    const problems = [...cniProblems(config, 'syntax')];
    for (const { problem, span } of problems) {
      const { edit, kind } = problem;
      yield {
        span,
        message: `${words(problem)}. libcni does not load the file${config.place === 'file' ? ', and many runtimes none that comes after it' : ''}.`,
        ...(edit
          ? { fixes: [{ title: titles[kind], safety: 'safe' as const, edits: [written(edit.span, edit.newText)] }] }
          : {}),
        ...(kind === 'unclosed' && config.root
          ? { related: [{ span: endOf(config.root.span), message: 'The text ends here.' }] }
          : {}),
      };
    }
    if (problems.length > 0) return;
    for (const { actual, span } of cniProblems(config, 'no-object'))
      yield {
        span,
        message: `The configuration of a network is an object, and this is ${actual}. libcni does not load the file.`,
      };
  },
});

const endOf = (span: Span): Span => ({ ...span, start: span.end });

function words({ kind, text }: JsonProblem): string {
  const short = text.length > 30 ? `${text.slice(0, 30)}…` : text;
  switch (kind) {
    case 'comment':
      return 'A comment stands here, and JSON has none';
    case 'trailing-comma':
      return 'A comma stands behind the last entry';
    case 'missing-comma':
      return 'The comma before this is missing';
    case 'missing-colon':
      return 'A key is followed by a colon, which is missing';
    case 'single-quotes':
      return 'Single quotes stand where JSON wants double ones';
    case 'unquoted-key':
      return `The key \`${short}\` stands without double quotes`;
    case 'bad-word':
      return `\`${short}\` is no value of JSON`;
    case 'bad-string':
      return 'The string is not closed on its line, or has a character or escape that JSON does not allow';
    case 'bad-number':
      return `\`${short}\` is no number of JSON`;
    case 'unclosed':
      return `The \`${short}\` is never closed`;
    case 'missing-value':
      return 'The key has no value';
    case 'byte-order-mark':
      return 'The file begins with a byte order mark';
    case 'second-value':
      return 'Something follows behind the end of the object';
    case 'empty':
      return 'The file is empty';
    default:
      return `\`${short}\` stands where JSON has none`;
  }
}

const titles: Readonly<Record<JsonProblem['kind'], string>> = {
  comment: 'Remove the comment',
  'trailing-comma': 'Remove the comma',
  'missing-comma': 'Add the comma',
  'missing-colon': 'Add the colon',
  'single-quotes': 'Use double quotes',
  'unquoted-key': 'Add double quotes',
  'bad-word': 'Write it as JSON',
  'bad-string': 'Mend the string',
  'bad-number': 'Mend the number',
  unclosed: 'Close it',
  'missing-value': 'Add a value',
  unexpected: 'Remove it',
  'byte-order-mark': 'Remove the byte order mark',
  'second-value': 'Remove it',
  empty: 'Fill the file',
};
