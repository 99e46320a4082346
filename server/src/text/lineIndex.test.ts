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

  it('is after an edit what it is for the new text', () => {
    const text = fc
      .array(fc.constantFrom('a', 'bc', '\n', '\r\n', '\r', '😀'), { maxLength: 30 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(8), text, (before, at, remove, newText) => {
        const start = at % (before.length + 1);
        const end = Math.min(before.length, start + remove);
        const after = before.slice(0, start) + newText + before.slice(end);
        const edited = indexLines(before).edit({ start, end, newText }, after);
        const fresh = indexLines(after);
        expect(edited.lineCount).toBe(fresh.lineCount);
        for (let line = 0; line < fresh.lineCount; line++) expect(edited.lineStart(line)).toBe(fresh.lineStart(line));
      }),
      { numRuns: 2000 },
    );
  });
});
