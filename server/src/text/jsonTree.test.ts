import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyTextEdits } from './edit.ts';
import type { JsonNode } from './jsonNode.ts';
import { jsonFile, parseJson } from './jsonTree.ts';
import { toRange } from './span.ts';

const uri = 'file:///a.json';
const read = (text: string) => parseJson(jsonFile(uri, text));

/** What `JSON.parse` would give; undefined for what is broken. */
function plain(node: JsonNode | undefined): unknown {
  if (!node) return undefined;
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.pairs.map(({ key, value }) => [key.value, plain(value)]));
    case 'array':
      return node.items.map(plain);
    case 'null':
      return null;
    case 'unknown':
      return undefined;
    default:
      return node.value;
  }
}

const faults = (text: string): readonly string[] =>
  read(text).problems.map(({ kind, span }) => `${kind} ${text.slice(toRange(span).start, toRange(span).end)}`);

describe('parseJson', () => {
  it('reads valid JSON as JSON.parse does, without a problem', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (text, indentation) => {
        const value: unknown = JSON.parse(text);
        const written = JSON.stringify(value, null, indentation);
        const tree = read(written);
        expect(tree.problems).toEqual([]);
        expect(JSON.stringify(plain(tree.root))).toBe(JSON.stringify(value));
      }),
    );
  });

  it('has a problem exactly where JSON.parse refuses the text', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '1',
      '-',
      '01',
      'true',
      'x',
      "'y'",
      '//c\n',
      ' ',
      '"',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        let isValid = true;
        try {
          JSON.parse(text);
        } catch {
          isValid = false;
        }
        expect(read(text).problems.length === 0, text).toBe(isValid);
      }),
      { numRuns: 2_000 },
    );
  });

  it('tells all faults of a text at once, each at its place', () => {
    const text = `{ // the name\n  'name': "a",\n  key: True,\n  "list": [1 2,],\n  "n": 01\n}`;
    expect(faults(text)).toEqual([
      'comment // the name',
      "single-quotes 'name'",
      'unquoted-key key',
      'bad-word True',
      'missing-comma 2',
      'trailing-comma ,',
      'bad-number 01',
    ]);
  });

  it('gives what is whole of a broken text', () => {
    expect(plain(read('{"a": {"b": 1, "c": }, "d": [1, {"e": 2').root)).toEqual({
      a: { b: 1, c: undefined },
      d: [1, { e: 2 }],
    });
  });

  it('is right once all edits are made', () => {
    const text = `{ 'name': True, # why\n "list": [1 2,], }`;
    const edits = read(text).problems.flatMap(({ edit }) =>
      edit ? [{ ...toRange(edit.span), newText: edit.newText }] : [],
    );
    expect(JSON.parse(applyTextEdits(text, edits))).toEqual({ name: true, list: [1, 2] });
  });

  it('says nothing of what a template fills in', () => {
    const tree = read('{ "mtu": __CNI_MTU__, "subnet": "{{ .PodCIDR }}" }');
    expect([tree.isTemplate, tree.problems]).toEqual([true, []]);
  });

  it('survives text that is nested deeper than the stack', () => {
    expect(read('['.repeat(100_000)).root?.kind).toBe('array');
  });
});
