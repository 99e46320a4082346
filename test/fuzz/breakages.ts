import fc from 'fast-check';
import type { TextEdit } from '../../server/src/text/edit.ts';

/** Damages a text in one place; `at` of the arbitrary numbers is taken modulo what the text has. */
export type Breakage = (text: string) => TextEdit;

const pieces = fc.constantFrom(
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ':',
  ': ',
  '- ',
  ',',
  '#',
  ' #',
  '|\n',
  '>',
  '&a ',
  '*a',
  '!reset ',
  '!',
  '%',
  '@',
  '`',
  '?',
  '${',
  '$',
  '<<: *common\n',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  '  ',
  '\0',
  '\x07',
  '\x7f',
  '\ufeff',
  '\ud83d',
  '\ude80',
  '🚀',
  '\u2028',
  '\u0085',
  '\\',
  '---\n',
  '...\n',
  'services:\n',
  '\nnetworks:\n',
  'x'.repeat(5_000),
  '['.repeat(300),
);

const inText = (text: string, at: number): number => at % (text.length + 1);

function lineAround(text: string, offset: number): { readonly start: number; readonly end: number } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  return { start, end: newline < 0 ? text.length : newline + 1 };
}

/** One way to break a text, each an edit of it as an editor sends it. */
export const breakages: fc.Arbitrary<Breakage> = fc.oneof(
  fc.tuple(fc.nat(), pieces).map(
    ([at, newText]): Breakage =>
      (text) => {
        const start = inText(text, at);
        return { start, end: start, newText };
      },
  ),
  fc.tuple(fc.nat(), fc.oneof(fc.nat(3), fc.nat(200)), fc.oneof(fc.constant(''), pieces)).map(
    ([at, length, newText]): Breakage =>
      (text) => {
        const start = inText(text, at);
        return { start, end: Math.min(text.length, start + length), newText };
      },
  ),
  fc.nat().map(
    (at): Breakage =>
      (text) => {
        const { start, end } = lineAround(text, inText(text, at));
        return { start, end, newText: '' };
      },
  ),
  fc.nat().map(
    (at): Breakage =>
      (text) => {
        const { start, end } = lineAround(text, inText(text, at));
        return { start: end, end, newText: text.slice(start, end) };
      },
  ),
  fc.nat().map(
    (at): Breakage =>
      (text) => {
        const first = lineAround(text, inText(text, at));
        const second = lineAround(text, first.end);
        return {
          start: first.start,
          end: second.end,
          newText: text.slice(second.start, second.end) + text.slice(first.start, first.end),
        };
      },
  ),
  fc.nat().map(
    (at): Breakage =>
      (text) => {
        const start = inText(text, at);
        const [one = '', two = ''] = [text[start], text[start + 1]];
        return { start, end: Math.min(text.length, start + 2), newText: two + one };
      },
  ),
  fc.nat().map(
    (at): Breakage =>
      (text) => ({ start: inText(text, at), end: text.length, newText: '' }),
  ),
  fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 12 })).map(
    ([at, bytes]): Breakage =>
      (text) => {
        const start = inText(text, at);
        return { start, end: start, newText: String.fromCharCode(...bytes) };
      },
  ),
);
