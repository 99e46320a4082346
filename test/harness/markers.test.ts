import { describe, expect, it } from 'vitest';
import { parseMarkers } from './markers.ts';

describe('parseMarkers', () => {
  it('takes the marker lines out and gives their places in what is left', () => {
    const { text, markers } = parseMarkers('a: one\n#  ^^^ first\n#^ key\nb: # ^^ no marker\n  c: 1\n  #  ^ third\n');
    expect(text).toBe('a: one\nb: # ^^ no marker\n  c: 1\n');
    expect(markers.map(({ start, end, message }) => [text.slice(start, end), message])).toEqual([
      ['one', 'first'],
      ['a:', 'key'],
      ['1', 'third'],
    ]);
  });

  it('marks a place without a message', () => {
    expect(parseMarkers('abc\n# ^\n').markers).toEqual([{ start: 2, end: 3, message: '' }]);
  });
});
