import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treeText, valuesOf } from '../../../test/harness/treeText.ts';
import { toRange } from './span.ts';
import { parseBlock, parseWithLibrary } from './yamlBlock.ts';
import { parseYaml } from './yamlTree.ts';

const uri = 'file:///envoy.yaml';

const line = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      'static_resources:',
      'resources:',
      'resources: # all',
      'admin: {}',
      '- name: top',
      '- "@type": a/b',
      '# about',
    ),
  },
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      '  clusters:',
      '  listeners:',
      '  listeners: # l',
      '  clusters: []',
      '  # above',
      '  - x',
    ),
  },
  {
    weight: 14,
    arbitrary: fc.constantFrom(
      '  - name: a',
      '  - &b',
      '  -',
      '  - name: &c c',
      '    - name: d',
      '    - { name: e }',
      '    - [f]',
      '    - *b',
      '    -   name: g',
      '    - - h',
    ),
  },
  {
    weight: 14,
    arbitrary: fc.constantFrom(
      '      type: STATIC',
      '    type: STATIC',
      '      address: *c',
      '      text: |',
      '        - name: no',
      '      open: "x',
      '      shut: y"',
      '      "@type": a/b',
      '      domains: ["*"]',
      '      half',
      '    # within',
      '   odd: 1',
      '      list: [a,',
      '        b]',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom('', '\t- x', '---', '  ]', '}', 'half', '  half', '    half') },
);
const document = fc
  .tuple(fc.array(line, { maxLength: 24 }), fc.constantFrom('\n', '\n', '\r\n'), fc.boolean())
  .map(([lines, end, last]) => `static_resources:${end}  clusters:${end}${lines.join(end)}${last ? end : ''}`);
const edit = fc.record({
  at: fc.nat(),
  remove: fc.oneof(fc.nat(3), fc.nat(60)),
  insert: fc.oneof(
    fc.constantFrom('', ' ', '\n', ':', '[', '"', '#', '  ', '&a', 'x', '\n    - name: y', '-', '\t', '|'),
    line.map((text) => `\n${text}`),
  ),
});

describe('an entry that is parsed item by item', () => {
  it('is that of a parse from scratch after any edits', () => {
    fc.assert(
      fc.property(document, fc.array(edit, { minLength: 1, maxLength: 12 }), (start, edits) => {
        let tree = parseYaml(uri, start);
        for (const { at, remove, insert } of edits) {
          const from = at % (tree.text.length + 1);
          tree = tree.edit({ start: from, end: Math.min(tree.text.length, from + remove), newText: insert });
          const fresh = parseYaml(uri, tree.text);
          expect(JSON.stringify(treeText(tree))).toBe(JSON.stringify(treeText(fresh)));
          const aliased = (each: typeof tree) =>
            each.blocks
              .flatMap(({ aliases }) => aliases)
              .map((alias) => {
                const node = each.resolve(alias);
                return node && toRange(node.span).start;
              });
          expect(aliased(tree)).toEqual(aliased(fresh));
        }
      }),
      { numRuns: 700 },
    );
  }, 60_000);

  it('says the same as one parse of the whole wherever the whole is valid', () => {
    let valid = 0;
    fc.assert(
      fc.property(document, (text) => {
        const whole = parseBlock(text, { uri, offset: 0 });
        if (whole.errors.length > 0 || whole.content?.kind !== 'map') return;
        valid++;
        const tree = parseYaml(uri, text);
        expect(tree.blocks.flatMap(({ errors }) => errors)).toEqual([]);
        expect(valuesOf(tree.root)).toEqual(valuesOf(whole.content));
      }),
      { numRuns: 2000 },
    );
    expect(valid).toBeGreaterThan(100);
  }, 60_000);

  it('keeps the items that an edit does not touch, and moves them', () => {
    const items = Array.from({ length: 50 }, (_, i) => `    - name: c${i}\n      type: STATIC\n`).join('');
    const tree = parseYaml(uri, `static_resources:\n  listeners: []\n  clusters:\n${items}admin: {}\n`);
    const itemsOf = ({ blocks }: typeof tree) => blocks.flatMap((block) => block.items ?? []);
    const known = new Set(itemsOf(tree));
    expect(known.size).toBe(50);
    const at = tree.text.indexOf('STATIC', tree.text.indexOf('c25'));
    const edited = tree.edit({ start: at, end: at, newText: 'x' });
    expect(itemsOf(edited).filter((item) => !known.has(item))).toHaveLength(1);
    const moved = edited.edit({ start: 0, end: 0, newText: '# first\n' });
    expect(treeText(moved)).toEqual(treeText(parseYaml(uri, moved.text)));
    expect(itemsOf(moved).filter((item) => !known.has(item))).toHaveLength(1);
  });
});

const longListener = `static_resources:
  listeners:
    - name: a
      routes: # all
${Array.from({ length: 60 }, (_, i) => `        # route ${i}\n        - match: { prefix: "/${'p'.repeat(250)}${i % 7}" }\n          route:\n            cluster: c\n`).join('')}      # behind
      name2: b
    - name: c
  clusters:
    - name: c
`;

describe('a long item', () => {
  it('is cut at its longest list, and says the same', () => {
    const tree = parseYaml(uri, longListener);
    expect(tree.blocks.flatMap((block) => block.items ?? [])[0]?.items).toHaveLength(60);
    expect(valuesOf(tree.root)).toEqual(valuesOf(parseWithLibrary(longListener, { uri, offset: 0 }).content));
  });

  it('is that of a parse from scratch after any edits', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        let tree = parseYaml(uri, longListener);
        for (const { at, remove, insert } of edits) {
          // Most of the routes are alike: the ends are where something else happens.
          const from = at % 3 === 0 ? at % (tree.text.length + 1) : Math.min(tree.text.length, at % 900);
          tree = tree.edit({ start: from, end: Math.min(tree.text.length, from + remove), newText: insert });
          expect(JSON.stringify(treeText(tree))).toBe(JSON.stringify(treeText(parseYaml(uri, tree.text))));
        }
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});
