import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexLines } from './lineIndex.ts';

describe('LineIndex', () => {
  it('counts lines that end with LF, CRLF and CR', () => {
    const lines = indexLines('a\nb\r\nc\rd');
    expect([0, 1, 2, 3].map((line) => lines.lineStart(line))).toEqual([0, 2, 5, 7]);
    expect(lines.positionAt(5)).toEqual({ line: 2, character: 0 });
    expect(lines.positionAt(4)).toEqual({ line: 1, character: 1 });
    expect(lines.offsetAt({ line: 1, character: 9 })).toBe(3);
    expect(lines.offsetAt({ line: 9, character: 0 })).toBe(8);
  });

  it('finds the line of an offset whatever was asked for before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('', 'a', 'bcd'), { maxLength: 40 }),
        fc.array(fc.nat(90)),
        (parts, asked) => {
          const text = parts.join('\n');
          const lines = indexLines(text);
          for (const offset of asked) {
            const before = text.slice(0, offset).split('\n');
            expect(lines.positionAt(offset)).toEqual({ line: before.length - 1, character: before.at(-1)?.length });
          }
        },
      ),
    );
  });

  it('is after an edit what it is for the new text', () => {
    const text = fc
      .array(fc.constantFrom('a', 'bc', '\n', '\r\n', '\r', '😀'), { maxLength: 30 })
      .map((parts) => parts.join(''));
    const edit = fc.record({ at: fc.nat(), remove: fc.oneof(fc.constant(0), fc.nat(8)), newText: text });
    const typed = fc.record({ at: fc.nat(3), remove: fc.nat(1), newText: fc.constantFrom('', 'x', 'yz') });
    fc.assert(
      fc.property(text, fc.array(fc.oneof(edit, typed), { minLength: 1, maxLength: 6 }), (before, edits) => {
        let current = before;
        let lines = indexLines(before);
        for (const { at, remove, newText } of edits) {
          const start = at % (current.length + 1);
          const end = Math.min(current.length, start + remove);
          current = current.slice(0, start) + newText + current.slice(end);
          lines = lines.edit({ start, end, newText }, current);
          const fresh = indexLines(current);
          expect(lines.lineCount).toBe(fresh.lineCount);
          for (let line = 0; line < fresh.lineCount; line++) expect(lines.lineStart(line)).toBe(fresh.lineStart(line));
        }
      }),
      { numRuns: 3000 },
    );
  });
});
