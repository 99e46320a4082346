import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shop } from '../../../test/harness/cursor.ts';
import { toRange } from '../text/span.ts';
import type { YamlNode } from '../text/yamlNode.ts';
import { parseYaml } from '../text/yamlTree.ts';
import { cursorAt } from './cursor.ts';

/** `part path.joined "word" [siblings]` at the `$0` of the text. */
function place(marked: string): string {
  const offset = marked.indexOf('$0');
  const text = marked.replace('$0', '');
  const { part, path, word, siblings } = cursorAt(text, offset);
  return `${part} ${path.join('.')} "${text.slice(word.start, word.end)}" [${siblings.join(' ')}]`;
}

describe('cursorAt', () => {
  it.each([
    ['an empty file', '$0', 'key  "" []'],
    ['a top-level key', 'services: {}\nnetw$0', 'key  "netw" [services]'],
    ['a blank line under a key', 'services:\n  $0', 'key services "" []'],
    [
      'a blank line in a service',
      'services:\n  web:\n    image: x\n    $0\n    ports: []\n',
      'key services.web "" [image ports]',
    ],
    ['a half-typed key', 'services:\n  web:\n    netw$0\n    image: x\n', 'key services.web "netw" [image]'],
    ['the middle of a key', 'services:\n  web:\n    ima$0ge: x\n', 'key services.web "image" []'],
    ['a quoted key', 'services:\n  "we$0b": {}\n', 'key services "web" []'],
    ['a value', 'services:\n  web:\n    image: ng$0inx # why\n', 'value services.web.image "nginx" []'],
    [
      'an empty value',
      'networks:\n  a:\n    driver: $0\n    internal: true\n',
      'value networks.a.driver "" [internal]',
    ],
    ['a value right behind the colon', 'networks:\n  a:\n    driver:$0\n', 'value networks.a.driver "" []'],
    ['a quoted value', 'networks:\n  a:\n    driver: "bri$0dge"\n', 'value networks.a.driver "bridge" []'],
    ['a quote that is still open', 'networks:\n  a:\n    driver: "bri$0\n', 'value networks.a.driver "bri" []'],
    ['an anchored map', 'services:\n  web: &w\n    $0\n', 'key services.web "" []'],
    ['a dash', 'a:\n  - $0\n', 'item a.0 "" []'],
    ['a dash without a blank', 'a:\n  - x\n  -$0\n', 'item a.1 "" [x]'],
    ['a second item', 'a:\n  - x\n  - y$0\n  - z\n', 'item a.1 "y" [x z]'],
    ['a list in the column of its key', 'b:\n  a:\n  - x\n  - y$0\n  c: 1\n', 'item b.a.1 "y" [x]'],
    ['a key below such a list', 'b:\n  a:\n  - x\n  $0\n', 'key b "" [a]'],
    ['a quoted item', 'a:\n  - "x$0"\n', 'item a.0 "x" []'],
    ['the first key of an item', 'a:\n  - target: 1\n    pub$0\n', 'key a.0 "pub" [target]'],
    ['a value in an item', 'a:\n  - b\n  - target: 8$0\n', 'value a.1.target "8" []'],
    ['a key in an item of a later list', 'a:\n  - b: 1\n  - c: 1\n    d: $0', 'value a.1.d "" [c]'],
    ['nested dashes', 'a:\n  - - x\n    - y$0\n', 'item a.0.1 "y" [x]'],
    ['a flow list', 'a: [$0]\n', 'item a.0 "" []'],
    ['a flow list that is not closed', 'a:\n  b: [x, we$0\n  c: 1\n', 'item a.b.1 "we" [x]'],
    ['a flow list over several lines', 'a: [\n  x,\n  w$0\n]\n', 'item a.1 "w" [x]'],
    ['between the items of a flow list', 'a: [x, $0, "y"]\n', 'item a.1 "" [x y]'],
    ['a flow map', 'a: {b: {c: 1, d$0}}\n', 'key a.b "d" [c]'],
    ['a value in a flow map', 'a: {b: [1], c: tr$0}\n', 'value a.c "tr" [b]'],
    ['an empty value in a flow map', 'a: {b: $0}\n', 'value a.b "" []'],
    ['a map in a flow list', 'a: [{t: 1}, {p$0}]\n', 'key a.1 "p" []'],
    ['JSON', '{"a":{"b":"c$0"}}\n', 'value a.b "c" []'],
    ['JSON over several lines', '{\n  "a": {\n    "b": [1, 2],\n    "$0"\n  }\n}\n', 'key a "" [b]'],
    ['a flow list below its key', 'a:\n  [x, y$0]\n', 'item a.1 "y" [x]'],
    ['a quoted word in a flow list', "a: ['x$0']\n", 'item a.0 "x" []'],
    ['behind a flow list', 'a: [x] $0\n', 'none a "" []'],
    ['a comment', 'a: 1 # b$0\n', 'none  "" []'],
    ['a comment line', 'a:\n  # b$0\n', 'none a "" []'],
    ['a comment in a flow list', 'a: [x, # b$0\n]\n', 'none a "" []'],
    ['a block scalar', 'a:\n  b: |\n    c: $0\n', 'none a.b.c "" []'],
    ['a text over several lines', 'a:\n  b: some\n    text: $0\n', 'none a.b.text "" []'],
    ['below a scalar', 'a:\n  b: 1\n    $0\n', 'none a.b "" []'],
    ['below a half-typed key', 'a:\n  b\n    - $0\n', 'none a.0 "" []'],
    ['the outside of a quote', 'a: ["x"$0]\n', 'none a "" []'],
    ['the place before a quote', 'a:\n  - $0"x"\n', 'none a.0 "" []'],
    ['the place behind a quoted key', '"a"$0: 1\n', 'none  "" []'],
    ['Windows line ends', 'a:\r\n  b: x$0\r\n  c: 1\r\n', 'value a.b "x" [c]'],
    ['a byte order mark', '\ufeffa: x$0\n', 'value a "x" []'],
  ])('finds %s', (_, text, expected) => {
    expect(place(text)).toBe(expected);
  });

  it('agrees with the syntax tree at every scalar of a whole file', () => {
    const tree = parseYaml('file:///x', shop);
    let checked = 0;
    const visit = (node: YamlNode | undefined, path: readonly (string | number)[]): void => {
      if (node?.kind === 'map') {
        for (const { key, value } of node.pairs) {
          const found = cursorAt(shop, toRange(key.contentSpan).end);
          expect({ part: found.part, path: found.path, word: found.word }).toEqual({
            part: 'key',
            path,
            word: toRange(key.contentSpan),
          });
          visit(value, [...path, key.value]);
        }
      } else if (node?.kind === 'sequence')
        node.items.forEach((item, index) => {
          visit(item, [...path, index]);
        });
      else if (node?.kind === 'scalar') {
        const found = cursorAt(shop, toRange(node.contentSpan).end);
        expect({ path: found.path, word: found.word }).toEqual({ path, word: toRange(node.contentSpan) });
        checked++;
      }
    };
    visit(tree.root, []);
    expect(checked).toBeGreaterThan(30);
  });

  it('never throws, and its word touches the offset', () => {
    fc.assert(
      fc.property(fc.nat(shop.length), fc.nat(shop.length), fc.string({ maxLength: 6 }), (cut, at, noise) => {
        const text = shop.slice(0, cut) + noise + shop.slice(cut + 3);
        const offset = Math.min(at, text.length);
        const { part, word } = cursorAt(text, offset);
        if (part !== 'none') expect(word.start <= offset && offset <= word.end).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
