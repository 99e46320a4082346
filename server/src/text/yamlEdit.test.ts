import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { applyTextEdits, type Edit, type PlainValue, type YamlPath } from './edit.ts';
import { textEditsFor } from './yamlEdit.ts';
import { parseYaml } from './yamlTree.ts';

const uri = 'file:///compose.yaml';

function edited(text: string, ...edits: readonly DistributiveOmit<Edit, 'uri'>[]): string | undefined {
  const changes = textEditsFor(
    edits.map((edit) => ({ ...edit, uri })),
    parseYaml(uri, text),
  );
  return changes.length === 0 ? undefined : applyTextEdits(text, changes);
}

type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never;

const remove = (path: YamlPath, prune = false) => ({ kind: 'remove', path, prune }) as const;
const set = (path: YamlPath, value: PlainValue) => ({ kind: 'set', path, value }) as const;
const append = (path: YamlPath, value: PlainValue) => ({ kind: 'append', path, value }) as const;
const renameKey = (path: YamlPath, newKey: string) => ({ kind: 'renameKey', path, newKey }) as const;

describe('remove', () => {
  it.each([
    ['an entry with its comment', 'a: 1\nb: 2 # two\n# about c\nc: 3\n', remove(['b']), 'a: 1\n# about c\nc: 3\n'],
    [
      'an entry of several lines',
      'a:\n  b:\n    - 1\n    # in\n    - 2 # two\n  c: 3\n',
      remove(['a', 'b']),
      'a:\n  c: 3\n',
    ],
    ['the last entry of a file that ends without a line break', 'a: 1\nb: 2', remove(['b']), 'a: 1\n'],
    ['a list item', 'p:\n  - a # x\n  # about b\n  - b\n', remove(['p', 0]), 'p:\n  # about b\n  - b\n'],
    [
      'a list item after comments',
      'p:\n  - a # - x\n  # - y\n\n  - b # z\n  - c\n',
      remove(['p', 1]),
      'p:\n  - a # - x\n  # - y\n\n  - c\n',
    ],
    ['the first key of a list item', 'p:\n  - a: 1 # x\n    b: 2\n', remove(['p', 0, 'a']), 'p:\n  - b: 2\n'],
    ['the only item and leaves an empty list', 'p: # why\n  - a # x\nq: 1\n', remove(['p', 0]), 'p: [] # why\nq: 1\n'],
    ['the only item and its key', 's:\n  p: # why\n    - a # x\n  q: 1\n', remove(['s', 'p', 0], true), 's:\n  q: 1\n'],
    ['the only key and leaves an empty map', 'n:\n  a:\n    x: 1\n', remove(['n', 'a', 'x']), 'n:\n  a: {}\n'],
    ['a block scalar', 'a: |\n  x\n  # no comment\n\nb: 2\n', remove(['a']), '\nb: 2\n'],
    ['from brackets', 'p: [a, b, c] # x\n', remove(['p', 1]), 'p: [a, c] # x\n'],
    ['the last from brackets', 'p: [ a, b ]\n', remove(['p', 1]), 'p: [ a ]\n'],
    ['the only one from brackets', 'p: [a]\n', remove(['p', 0]), 'p: []\n'],
    ['from braces', 'p: {a: 1, b: [x, y]}\n', remove(['p', 'a']), 'p: {b: [x, y]}\n'],
    ['a line in brackets', 'p: [\n  a, # one\n  b # two\n]\n', remove(['p', 0]), 'p: [\n  b # two\n]\n'],
    ['with CRLF', 'a:\r\n  b: 1 # x\r\n  c: 2\r\n', remove(['a', 'b']), 'a:\r\n  c: 2\r\n'],
  ])('takes away %s', (_, text, edit, expected) => {
    expect(edited(text, edit)).toBe(expected);
  });
});

describe('set', () => {
  it.each([
    ['another scalar', 'a: 1 # one\n', set(['a'], 2), 'a: 2 # one\n'],
    ['a scalar in the quotes of the old one', "a: 'x' # one\n", set(['a'], 'y'), "a: 'y' # one\n"],
    ['a list item', 'p:\n  - "80:80" # x\n', set(['p', 0], '127.0.0.1:80:80'), 'p:\n  - "127.0.0.1:80:80" # x\n'],
    [
      'a new key behind the last',
      'a:\n  b: 1 # one\n\nc: 2\n',
      set(['a', 'd'], true),
      'a:\n  b: 1 # one\n  d: true\n\nc: 2\n',
    ],
    ['missing parents', 'a:\n    b: 1\n', set(['a', 'c', 'd'], 'x'), 'a:\n    b: 1\n    c:\n        d: x\n'],
    [
      'a key below an empty one',
      'n:\n  a: # tier\n',
      set(['n', 'a', 'internal'], true),
      'n:\n  a: # tier\n    internal: true\n',
    ],
    [
      'a key below {}',
      'n:\n  a: {} # tier\n',
      set(['n', 'a', 'internal'], true),
      'n:\n  a: # tier\n    internal: true\n',
    ],
    ['a key in braces', 'n: { a: 1 }\n', set(['n', 'b'], 'x, y'), 'n: { a: 1, b: "x, y" }\n'],
    ['a value where there was none', 'a:\nb: 1', set(['a'], 'x'), 'a: x\nb: 1'],
    [
      'lists and maps',
      'a: 1\n',
      set(['n'], { c: [{ s: '10.0.0.0/24', g: '10.0.0.1' }, 'x'], e: {} }),
      'a: 1\nn:\n  c:\n    - s: 10.0.0.0/24\n      g: 10.0.0.1\n    - x\n  e: {}\n',
    ],
    [
      'a list in the style of the file',
      's:\n  a:\n    n: [x]\n  b:\n    i: 1\n',
      set(['s', 'b', 'n'], ['x', 'y']),
      's:\n  a:\n    n: [x]\n  b:\n    i: 1\n    n: [x, y]\n',
    ],
    [
      'a list as deep as its key where the file does so',
      's:\n  a:\n    p:\n    - x: 1\n',
      set(['s', 'b'], { p: [{ y: 1 }] }),
      's:\n  a:\n    p:\n    - x: 1\n  b:\n    p:\n    - y: 1\n',
    ],
    ['a scalar for a list', 'p: # why\n  - a\n  - b # x\nq: 1\n', set(['p'], 'z'), 'p: z # why\nq: 1\n'],
    ['a list for a scalar', 'p: a # why\nq: 1\n', set(['p'], [{ a: 1 }]), 'p: # why\n  - a: 1\nq: 1\n'],
    ['the first key of a file', '# hello\n', set(['a'], { b: 1 }), '# hello\na:\n  b: 1\n'],
    ['a key at the end of a file without line break', 'a: 1', set(['b'], 2), 'a: 1\nb: 2'],
    ['with CRLF', 'a:\r\n  b: 1\r\n', set(['a', 'c', 'd'], 1), 'a:\r\n  b: 1\r\n  c:\r\n    d: 1\r\n'],
  ])('writes %s', (_, text, edit, expected) => {
    expect(edited(text, edit)).toBe(expected);
  });
});

describe('append', () => {
  it.each([
    ['to a list', 'n:\n- a # x\n# end\n', append(['n'], 'b'), 'n:\n- a # x\n- b\n# end\n'],
    ['to a list in the quotes of its items', "n:\n  - 'a'\n", append(['n'], 'b'), "n:\n  - 'a'\n  - 'b'\n"],
    ['a map', 'n:\n  - a: 1\n', append(['n'], { b: 1, c: 2 }), 'n:\n  - a: 1\n  - b: 1\n    c: 2\n'],
    ['to brackets', 'n: [a, b] # x\n', append(['n'], 'c'), 'n: [a, b, c] # x\n'],
    ['to brackets with a comma at the end', 'n: [a, b,]\n', append(['n'], 'c'), 'n: [a, b, c]\n'],
    [
      'to brackets over lines',
      'n: [\n  a, # one\n  b # two\n]\n',
      append(['n'], 'c'),
      'n: [\n  a, # one\n  b, # two\n  c\n]\n',
    ],
    ['to empty brackets', 'n: [] # x\n', append(['n'], 'c'), 'n: [c] # x\n'],
    ['to a map', 'n:\n  a: {}\n', append(['n'], 'b'), 'n:\n  a: {}\n  b:\n'],
    ['to braces', 'n: {a: {}}\n', append(['n'], 'b'), 'n: {a: {}, b: {}}\n'],
    ['to braces whose last entry has no value', 'n: {a: , b: }\n', append(['n'], 'c'), 'n: {a: , b: , c: {} }\n'],
    ['to empty braces', 's:\n  n: {} # x\n', append(['s', 'n'], 'b'), 's:\n  n: # x\n    b:\n'],
    ['to nothing', 's:\n  n: # x\n', append(['s', 'n'], 'b'), 's:\n  n: # x\n    - b\n'],
    ['to a key that is missing', 's:\n  a: 1\n', append(['s', 'n'], 'b'), 's:\n  a: 1\n  n:\n    - b\n'],
    [
      'a port mapping in quotes',
      's:\n  p:\n    - 127.0.0.1:1:1\n',
      append(['s', 'p'], '80:80'),
      's:\n  p:\n    - 127.0.0.1:1:1\n    - "80:80"\n',
    ],
  ])('adds %s', (_, text, edit, expected) => {
    expect(edited(text, edit)).toBe(expected);
  });
});

describe('textEditsFor', () => {
  it.each([
    ['a value behind an alias', 'x: &a {p: [1]}\ns: *a\n', append(['s', 'p'], 2)],
    ['a value behind a merge key', 'x: &a\n  p: [1]\ns:\n  <<: *a\n  q: 1\n', append(['s', 'p'], 2)],
    ['a value that an alias repeats', 's: &a\n  p: [1]\nx: *a\n', append(['s', 'p'], 2)],
    ['an entry whose anchor is used elsewhere', 's:\n  p: &a [1]\nx: *a\n', remove(['s', 'p'])],
    ['a scalar where a list is wanted', 's:\n  n: a\n', append(['s', 'n'], 'b')],
    ['a path that is not there', 's: 1\n', remove(['t'])],
    ['a key that would stand twice', 'a: 1\nb: 2\n', renameKey(['a'], 'b')],
  ])('leaves %s alone', (_, text, edit) => {
    expect(edited(text, edit)).toBeUndefined();
  });

  it('renames a key and keeps value and comment', () => {
    expect(edited('a:\n  "b": &x {c: 1} # d\n', renameKey(['a', 'b'], 'e'))).toBe('a:\n  "e": &x {c: 1} # d\n');
  });

  it('makes several changes that mean the same original', () => {
    const text = 's:\n  p:\n    - a # 1\n    - b # 2\n    - c # 3\n  q: x\n';
    const changes = [
      remove(['s', 'p', 0]),
      remove(['s', 'p', 1]),
      set(['s', 't', 'u'], 1),
      set(['s', 't', 'v'], 2),
      renameKey(['s', 'q'], 'r'),
    ];
    expect(edited(text, ...changes)).toBe('s:\n  p:\n    - c # 3\n  r: x\n  t:\n    u: 1\n    v: 2\n');
  });

  it('makes none when one is impossible', () => {
    expect(edited('a: 1\n', set(['b'], 1), remove(['c']))).toBeUndefined();
  });

  it('joins replacements by place with changes by path', () => {
    const text = 'a: old # x\nb: [1]\n';
    const tree = parseYaml(uri, text);
    const value = tree.root?.pairs[0]?.value;
    const edits: Edit[] = [
      { kind: 'append', uri, path: ['b'], value: 2 },
      ...(value ? [{ kind: 'replace', span: value.span, newText: 'new' } as const] : []),
      { kind: 'set', uri: 'file:///other.yaml', path: ['z'], value: 1 },
    ];
    expect(applyTextEdits(text, textEditsFor(edits, tree))).toBe('a: new # x\nb: [1, 2]\n');
  });

  it.each([
    '80:80',
    '127.0.0.1:80:80/udp',
    'yes',
    '1.0',
    'a: b',
    'no',
    '',
    ' x',
    '~',
    '0x1f',
    '1e3',
    '- a',
    '#x',
    '{a}',
    '*x',
    '&x',
    '2001-01-01',
    'a #b',
    'tab\tx',
    '<<',
    '"',
    "it's",
  ])('writes %j so that it is read as this text again', (value) => {
    const block = edited('a: 1\n', set(['b'], value));
    const flow = edited('a: [1]\n', append(['a'], value));
    for (const version of ['1.1', '1.2'] as const) {
      expect(parse(block ?? '', { version })).toEqual({ a: 1, b: value });
      expect(parse(flow ?? '', { version })).toEqual({ a: [1, value] });
    }
  });

  it.each(['edge', 'api_tier', '172.20.0.0/16', 'postgres://a:b@db:5432/x', 'fd00:1::10', 'a b', '-v', 'it`s'])(
    'writes %j without quotes',
    (value) => {
      expect(edited('a: 1\n', set(['b'], value))).toBe(`a: 1\nb: ${value}\n`);
    },
  );
});
