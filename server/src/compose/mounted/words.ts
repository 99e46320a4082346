import type { Anchor, Span } from '../../text/span.ts';
import { type NamedHost, namedHost } from './hostFacts.ts';

/** A word of a configuration, quotes taken away, and where its text starts. */
export interface Word {
  readonly text: string;
  readonly start: number;
}

/** The words of each line that has some. A comment starts with a `#` in front of a word. */
export function* wordsOfLines(text: string): Iterable<readonly Word[]> {
  let lineStart = 0;
  for (const line of text.split('\n')) {
    const words: Word[] = [];
    for (const match of line.matchAll(/"((?:[^"\\]|\\.)*)"|`([^`]*)`|'([^']*)'|(#.*)|[^\s"'`#][^\s]*/g)) {
      if (match[4] !== undefined) break;
      const quoted = match[1] ?? match[2] ?? match[3];
      const start = lineStart + match.index;
      words.push(quoted === undefined ? { text: match[0], start } : { text: quoted, start: start + 1 });
    }
    if (words.length > 0) yield words;
    lineStart += line.length + 1;
  }
}

/** The host that the word names, if it is a plain one. */
export function hostInWord(word: Word | undefined, anchor: Anchor): NamedHost | undefined {
  if (!word) return undefined;
  const spanOf = (start: number, end: number): Span => ({ anchor, start: word.start + start, end: word.start + end });
  return namedHost(word.text, spanOf);
}
