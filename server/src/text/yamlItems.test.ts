import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treeText, valuesOf } from '../../../test/harness/treeText.ts';
import { toRange } from './span.ts';
import { parseBlock } from './yamlBlock.ts';
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
      { numRuns: 1500 },
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
      { numRuns: 4000 },
    );
    expect(valid).toBeGreaterThan(200);
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
