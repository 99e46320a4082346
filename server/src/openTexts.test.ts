import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OpenTexts } from './openTexts.ts';
import { applyTextEdits } from './text/edit.ts';
import { indexLines } from './text/lineIndex.ts';

const uri = 'file:///a.yaml';

describe('OpenTexts', () => {
  it('has the text and the lines that its changes make, and tells the edits', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', ' ', '😀') });
    fc.assert(
      fc.property(text, fc.array(fc.tuple(fc.nat(30), fc.nat(5), text), { maxLength: 6 }), (start, changes) => {
        const texts = new OpenTexts();
        texts.open(uri, 1, start);
        let expected = start;
        for (const [at, length, newText] of changes) {
          const lines = indexLines(expected);
          const range = { start: lines.positionAt(at), end: lines.positionAt(at + length) };
          const edits = texts.change(uri, 2, [{ range, text: newText }]);
          expected = applyTextEdits(expected, edits);
          expect(texts.get(uri)?.text).toBe(expected);
          const [found, fresh] = [texts.get(uri)?.lines, indexLines(expected)];
          for (let offset = 0; offset <= expected.length; offset++)
            expect(found?.positionAt(offset)).toEqual(fresh.positionAt(offset));
        }
      }),
    );
  });

  it('takes a whole new text, and knows nothing of files that are not open', () => {
    const texts = new OpenTexts();
    texts.open(uri, 1, 'a');
    texts.change(uri, 2, [{ text: 'b\nc' }]);
    expect(texts.get(uri)).toMatchObject({ version: 2, text: 'b\nc' });
    texts.close(uri);
    expect(texts.change(uri, 3, [{ text: 'd' }])).toEqual([]);
    expect(texts.get(uri)).toBeUndefined();
  });
});
