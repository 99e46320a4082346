import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMarkers } from '../../../test/harness/markers.ts';
import { rules } from '../rules/index.ts';
import { parseBlock, parseWithLibrary, type YamlBlock } from './yamlBlock.ts';
import { readCommonForm } from './yamlCommonForm.ts';
import { splitText } from './yamlSplit.ts';

const parsed = (parse: typeof parseBlock, text: string): unknown => {
  const anchor = { uri: 'file:///compose.yaml', offset: 0 };
  const inText = (block: YamlBlock): string =>
    JSON.stringify(block, (key, value: unknown) => (key === 'anchor' ? undefined : value));
  return JSON.parse(inText(parse(text, anchor)));
};

const isCommon = (text: string): boolean =>
  readCommonForm(text, (start, end) => ({ anchor: { uri: '', offset: 0 }, start, end })) !== undefined;

function expectSame(text: string): void {
  if (isCommon(text)) expect(parsed(parseBlock, text)).toEqual(parsed(parseWithLibrary, text));
}

const key = fc.constantFrom(
  'a',
  'image',
  'x-y',
  'b.c',
  '_d',
  'null',
  'true',
  'key_9',
  'E',
  'f:g',
  '8',
  '"q"',
  '"@type"',
  '""',
  "'s'",
  '<<',
);
const word = fc.constantFrom(
  ...[
    'a',
    'b c',
    '"d"',
    "'e'",
    '1.5',
    'a:b',
    'a:',
    '-',
    '- a',
    '-c',
    '',
    ' ',
    '~',
    '#',
    'a #',
    '"x',
    '"a"b',
    "'a''b'",
    '*',
    '/p',
    'true',
    '?',
    '[',
    '}',
    '@a',
    '""',
  ],
);
const flow: fc.Arbitrary<string> = fc.letrec<{ any: string; list: string; map: string }>((tie) => {
  const gap = fc.constantFrom('', ' ', '  ');
  const value = fc.oneof({ depthSize: 'small' }, word, word, tie('list'), tie('map'));
  const pair = fc
    .tuple(
      fc.constantFrom('a', '"@type"', "'q'", 'null', 'b.c', '1', ''),
      fc.constantFrom(': ', ': ', ': ', ':', ':  ', ' : '),
      value,
    )
    .map((parts) => parts.join(''));
  const within = (open: string, close: string, part: fc.Arbitrary<string>) =>
    fc
      .tuple(
        gap,
        fc.array(part, { maxLength: 4 }),
        fc.constantFrom(',', ', ', ' , '),
        gap,
        fc.constantFrom(close, close, close, `,${close}`, ''),
      )
      .map(([before, parts, comma, after, end]) => open + before + parts.join(comma) + after + end);
  return {
    any: fc.oneof(tie('list'), tie('map')),
    list: within('[', ']', fc.oneof(value, pair)),
    map: within('{', '}', fc.oneof(pair, value)),
  };
}).any;
const plain: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      ...[
        'a',
        'nginx:1.27',
        '80:80',
        '127.0.0.1:80:80',
        'http://a:80/x?y=#z',
        'a b',
        'a # b',
        'a#b',
        '-c',
        '--x=y',
        '- a',
      ],
      ...[
        '1',
        '-1',
        '+12',
        '0x1F',
        '0o17',
        '1.5',
        '.5',
        '1e3',
        '1.',
        '.inf',
        '-.INF',
        '.nan',
        '~',
        'null',
        'True',
        'false',
      ],
      ...[
        '${A:-b}',
        '$A',
        '*a',
        '&a b',
        '!t x',
        '|',
        '>',
        '@a',
        '`a',
        '%a',
        '?',
        '? a',
        ':a',
        'a:',
        'a: b',
        ',a',
        '',
        ' ',
      ],
      ...[
        '"a"',
        "'a'",
        '"a\\n"',
        "'a''b'",
        '"a" b',
        '"a" # b',
        '"a',
        "'",
        '"#"',
        '{}',
        '[]',
        '{} # b',
        '[] b',
        '[a]',
        '[',
        '{',
      ],
      ...[
        '---',
        '...',
        '--- a',
        'é',
        '\u00a0',
        '\u2028',
        'a\t',
        '\ta',
        'a\r',
        '😀',
        'a:b:c',
        'a,b',
        'a]',
        'a}',
        '<a',
        '=',
        '(a)',
      ],
      ...[
        '2024-01-01',
        '1:30',
        '0.0.0.0',
        '1_000',
        '0b1',
        '00',
        '08',
        '1e',
        'e1',
        '+',
        '.',
        '..',
        '-',
        '\\',
        '^a',
        ';a',
      ],
    ),
  },
  { weight: 2, arbitrary: flow },
);
const line = fc
  .tuple(
    fc.constantFrom(0, 0, 2, 2, 2, 4, 4, 4, 6, 6, 8, 1, 3),
    fc.constantFrom('', '', '', '- ', '- ', '-   ', '- - ', '-'),
    fc.oneof(
      fc.tuple(key, fc.constantFrom(':', ': ', ': ', ': ', ':  '), plain).map((parts) => parts.join('')),
      key.map((name) => `${name}:`),
      plain,
      fc.constantFrom('# a', '#', '', '#a: b'),
    ),
    fc.constantFrom('', '', '', '', ' ', ' # c', '  #'),
  )
  .map(([indent, dashes, text, end]) => ' '.repeat(indent) + dashes + text + end);

/** The lines of a map whose entries are scalars, maps and lists, in changing indentation. */
const { map: tree } = fc.letrec<{ map: readonly string[]; list: readonly string[]; below: readonly string[] }>(
  (tie) => {
    const name = fc.constantFrom('a', 'image', 'x-y', 'b.c', '_d', 'key_9');
    const value = fc.constantFrom(
      'a',
      'nginx:1.27',
      '"a b"',
      "'80:80'",
      '1.5',
      'true',
      '-c',
      '{}',
      '[]',
      'a b # c',
      '/x:/y',
    );
    const deeper = (columns: number, lines: readonly string[]) => lines.map((each) => ' '.repeat(columns) + each);
    const below = fc.tuple(fc.constantFrom(0, 2, 2, 2, 4), fc.oneof(tie('map'), tie('list')));
    return {
      below: below.map(([columns, lines]) => deeper(lines[0]?.startsWith('-') ? columns : Math.max(columns, 1), lines)),
      map: fc
        .array(
          fc.oneof(
            { depthSize: 'small', withCrossShrink: true },
            fc.tuple(name, value).map(([each, text]) => [`${each}: ${text}`]),
            fc.tuple(name, fc.constantFrom('', ' # note')).map(([each, note]) => [`${each}:${note}`]),
            fc.constantFrom(['# note'], ['', '  # note']),
            fc.tuple(name, tie('below')).map(([each, lines]) => [`${each}:`, ...lines]),
          ),
          { minLength: 1, maxLength: 4 },
        )
        .map((entries) => entries.flat()),
      list: fc
        .array(
          fc.oneof(
            { depthSize: 'small', withCrossShrink: true },
            value.map((text) => [`- ${text}`]),
            tie('map').map(([first = '', ...rest]) => [`- ${first}`, ...deeper(2, rest)]),
          ),
          { minLength: 1, maxLength: 4 },
        )
        .map((items) => items.flat()),
    };
  },
);

describe('readCommonForm', () => {
  it('reads what nearly every entry looks like', () => {
    const text = `  # the shop
  web:
    image: nginx:1.27 # pinned
    ports:
      - "80:80"
      - target: 443
        published: 8443

    networks:
    - front
    environment:
      URL: http://api:8080/
      DEBUG: 'true'
    labels: {}
    build:
`;
    expect(isCommon(text)).toBe(true);
    expectSame(text);
  });

  it('gives what the yaml package gives, or nothing, for random lines', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 7 }), fc.boolean(), (lines, ended) => {
        expectSame(lines.join('\n') + (ended ? '\n' : ''));
      }),
      { numRuns: 30_000 },
    );
  }, 120_000);

  it('gives what the yaml package gives for random trees with one odd line', () => {
    let common = 0;
    fc.assert(
      fc.property(tree, fc.option(fc.tuple(fc.nat(), line)), (lines, odd) => {
        const all = [...lines];
        if (odd) all.splice(odd[0] % (all.length + 1), 0, odd[1]);
        const text = `${all.join('\n')}\n`;
        if (isCommon(text)) common++;
        expectSame(text);
      }),
      { numRuns: 5_000 },
    );
    expect(common).toBeGreaterThan(1_000);
  }, 120_000);

  it('gives the same for the entries of real texts and for what is left of them', () => {
    const texts = rules.flatMap(({ examples }) => [
      ...examples.bad.map(({ text }) => parseMarkers(text).text),
      ...examples.good,
    ]);
    const entries = texts.flatMap((text) =>
      (splitText(text) ?? []).map(({ start, length }) => text.slice(start, start + length)),
    );
    for (const entry of entries) expectSame(entry);
    fc.assert(
      fc.property(fc.constantFrom(...entries), fc.nat(), fc.nat(3), plain, (entry, at, removed, inserted) => {
        const from = at % (entry.length + 1);
        expectSame(entry.slice(0, from) + inserted + entry.slice(from + removed));
      }),
      { numRuns: 5_000 },
    );
    expect(entries.filter(isCommon).length / entries.length).toBeGreaterThan(0.7);
  }, 120_000);
});
