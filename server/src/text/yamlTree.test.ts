import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treeText, valuesOf } from '../../../test/harness/treeText.ts';
import { toRange } from './span.ts';
import { parseBlock } from './yamlBlock.ts';
import { pairOf, type YamlMap } from './yamlNode.ts';
import { parseYaml, type YamlTree } from './yamlTree.ts';

const uri = 'file:///compose.yaml';
const errorsOf = (tree: YamlTree) => tree.blocks.flatMap((block) => block.errors);
const keysOf = (tree: YamlTree): unknown =>
  tree.root?.pairs.map((pair) => [
    pair.key.value,
    pair.value?.kind === 'map' ? pair.value.pairs.map((p) => p.key.value) : null,
  ]);

describe('parseYaml', () => {
  it('cuts services and networks into blocks of their own', () => {
    const tree = parseYaml(uri, 'services:\n  # the front\n  web:\n    image: nginx\n  db: {}\nnetworks:\n  front:\n');
    expect(keysOf(tree)).toEqual([
      ['services', ['web', 'db']],
      ['networks', ['front']],
    ]);
    expect(tree.blocks).toHaveLength(5);
    expect(tree.blocks[1]?.comments.map((comment) => comment.text)).toEqual(['# the front']);
  });

  it('keeps what it can read beside a broken entry', () => {
    const tree = parseYaml(
      uri,
      'services:\n  web:\n    ports: [\n  db:\n    image: postgres\nnetworks:\n  front: {}\n',
    );
    expect(keysOf(tree)).toEqual([
      ['services', ['web', 'db']],
      ['networks', ['front']],
    ]);
    expect(errorsOf(tree).length).toBeGreaterThan(0);
  });

  it('finds what stands behind a comment in brackets that are indented too little, with CRLF', () => {
    const text = 'services:\r\n  web:\r\n    ports: [ # one\r\n  "80:80", # two\r\n  ]\r\n    image: x\r\n';
    const { root } = parseYaml(uri, text);
    const image = root && pairOf(pairOf(root, 'services')?.value as YamlMap, 'web')?.value;
    const span = image?.kind === 'map' && pairOf(image, 'image')?.key.span;
    expect(span && toRange(span)).toEqual({ start: text.indexOf('image'), end: text.indexOf(': x') });
  });

  it('keeps the entries behind a name whose colon is not typed yet', () => {
    const tree = parseYaml(uri, 'services:\n  new\n  web:\n    image: nginx\n  db: {}\n');
    expect(keysOf(tree)).toEqual([['services', ['web', 'db']]]);
  });

  it('says that a text is too large instead of reading it', () => {
    const line = (length: number) => `${'x'.repeat(length)}\n`;
    const { blocks } = parseYaml(uri, `services:\n  web:\n    command: ${line(200_000)}  db: {}\n`);
    expect(blocks.map(({ errors }) => errors.map(({ code }) => code))).toEqual([[], ['unread'], []]);
    const short = parseYaml(uri, 'a: b\n');
    const long = short.edit({ start: 5, end: 5, newText: `b: ${line(2_000_000)}` });
    expect(long.blocks.map(({ errors }) => errors[0]?.code)).toEqual(['unread']);
    expect(long.edit({ start: 5, end: long.text.length, newText: '' }).root?.pairs).toHaveLength(1);
    const many = parseYaml(uri, Array.from({ length: 20_001 }, (_, i) => `a${i}: b\n`).join(''));
    expect(many.blocks.map(({ errors }) => errors[0]?.message)).toEqual([expect.stringContaining('20,000 entries')]);
  });

  it.each([
    [
      'brackets whose lines are indented too little',
      'services:\n  web:\n    ports: [\n  "80:80",\n  "81:81"\n  ]\n  db: {}\n',
    ],
    ['a quote over lines that look like keys', 'services:\n  web:\n    image: "a\n      b: c"\n  db: {}\n'],
    [
      'block scalars with comments and keys inside',
      'x-script: |\n  foo: bar\n  # no comment\n  baz: qux\n\nservices:\n  web:\n    command: |+\n      a: b\n\n      # x\n\n  db: {}\n',
    ],
    ['lists as deep as their key', 'services:\n  web:\n    ports:\n    - "80:80"\ninclude:\n- a.yaml\n- b.yaml\n'],
    ['CRLF', 'services:\r\n  web:\r\n    image: x\r\n  db:\r\n    image: y\r\n'],
    ['a byte order mark and a document marker', '\ufeff---\n# hello\nservices:\n  web:\n    image: x\n'],
    ['a flow map at the top', '{\nservices: {web: {image: x}},\nnetworks: {}\n}\n'],
    ['merge keys and anchors', 'x-a: &a\n  image: x\nservices:\n  web:\n    <<: *a\n  db: *a\n'],
    ['a section with a plain scalar over lines', 'x-a:\n  some words\n  more words\nservices: {}\n'],
    ['an anchor on a section', 'services: &s\n  web: {}\n  db: {}\nx: *s\n'],
    ['several documents', 'a: 1\n---\nb: 2\n'],
    ['a top-level list', '- a\n- b: c\n  d: e\n'],
  ])('reads %s as one parse of the whole does', (_, text) => {
    const whole = parseBlock(text, { uri, offset: 0 });
    const tree = parseYaml(uri, text);
    expect(whole.errors).toEqual([]);
    expect(errorsOf(tree)).toEqual([]);
    expect(valuesOf(tree.content)).toEqual(valuesOf(whole.content));
  });

  it('resolves an alias to the last anchor before it', () => {
    const text = 'x-a: &n\n  k: 1\nx-b: &n\n  k: 2\nservices:\n  web: *n\nx-c: &n {k: 3}\n';
    const tree = parseYaml(uri, text);
    const alias = tree.blocks.flatMap((block) => block.aliases)[0];
    expect(alias && valuesOf(tree.resolve(alias))).toEqual([['k', { plain: '2' }]]);
  });

  it('names an entry that is indented unlike its neighbours', () => {
    const tree = parseYaml(uri, 'services:\n    web: {}\n  db: {}\n');
    expect(errorsOf(tree).map((error) => error.message)).toEqual([
      'This entry is indented by 2 spaces and the entries before it by 4: YAML cannot tell where it belongs.',
    ]);
  });
});

// Lines that compose files are made of, and some that break them.
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'services:',
      'networks:',
      'volumes:',
      'x-a: &a',
      'name: shop',
      'x-t: |',
      '# note',
      'include:',
    ),
  },
  {
    weight: 10,
    arbitrary: fc.constantFrom(
      '  web:',
      '  db:',
      '  # about db',
      '  api: {image: a}',
      '  front:',
      '  <<: *a',
      '  "q d":',
      '   odd:',
      '  db: &a',
    ),
  },
  {
    weight: 14,
    arbitrary: fc.constantFrom(
      '    image: nginx',
      '    ports:',
      '      - "80:80"',
      '    - 81:81',
      '    networks: [front,',
      '      back]',
      '    command: |',
      '      # text',
      '      a: b',
      '    networks: *a',
      '    x: "open',
      '    y: shut"',
      '    internal: true',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '',
      '',
      '  ]',
      ']',
      '}',
      '---',
      '\tweb:',
      '- item',
      '%x',
      '? key',
      '...',
      '  - item',
      'half',
      '  half',
      '{',
    ),
  },
);
const document = fc
  .tuple(fc.array(line, { maxLength: 24 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, end, last]) => lines.join(end) + (last ? end : ''));
const edit = fc.record({
  at: fc.nat(),
  remove: fc.oneof(fc.nat(3), fc.nat(60)),
  insert: fc.oneof(
    fc.constantFrom('', ' ', '\n', ':', '[', '"', '#', '  ', '&a', 'x', '\n  new:\n    image: y', '-', '\t', '|'),
    line,
    line.map((text) => `\n${text}`),
  ),
});

describe('BlockTree.edit', () => {
  it('gives the tree of a parse from scratch after any edits', () => {
    fc.assert(
      fc.property(document, fc.array(edit, { minLength: 1, maxLength: 12 }), (start, edits) => {
        let tree = parseYaml(uri, start);
        for (const { at, remove, insert } of edits) {
          const from = tree.text.length === 0 ? 0 : at % (tree.text.length + 1);
          tree = tree.edit({ start: from, end: Math.min(tree.text.length, from + remove), newText: insert });
          const fresh = parseYaml(uri, tree.text);
          // Text is compared many times faster than nested objects.
          expect(JSON.stringify(treeText(tree))).toBe(JSON.stringify(treeText(fresh)));
        }
      }),
      { numRuns: 1500 },
    );
  }, 60_000);

  it('agrees with one parse of the whole wherever the whole is valid', () => {
    let valid = 0;
    fc.assert(
      fc.property(document, (text) => {
        const whole = parseBlock(text, { uri, offset: 0 });
        if (whole.errors.length > 0 || whole.content?.kind !== 'map') return;
        valid++;
        const tree = parseYaml(uri, text);
        expect(errorsOf(tree)).toEqual([]);
        expect(valuesOf(tree.root)).toEqual(valuesOf(whole.content));
      }),
      { numRuns: 4000 },
    );
    expect(valid).toBeGreaterThan(200);
  }, 60_000);

  it('parses only the edited entry again', () => {
    const services = Array.from({ length: 50 }, (_, i) => `  s${i}:\n    image: nginx\n`).join('');
    const tree = parseYaml(uri, `services:\n${services}networks:\n  front: {}\n`);
    const at = tree.text.indexOf('nginx', tree.text.indexOf('s25'));
    const edited = tree.edit({ start: at, end: at, newText: 'x' });
    const known = new Set(tree.blocks);
    expect(edited.blocks.filter((block) => !known.has(block)).length).toBeLessThanOrEqual(3);
    const last = edited.root?.pairs.at(-1);
    expect(last && edited.text.slice(toRange(last.key.span).start, toRange(last.key.span).end)).toBe('networks');
  });
});
