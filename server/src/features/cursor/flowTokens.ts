import { isUnfinishedWord } from './unfinishedWord.ts';

/** One token of a flow collection. Offsets are the file's. */
export type FlowToken =
  | { readonly kind: '[' | ']' | '{' | '}' | ',' | ':'; readonly start: number; readonly end: number }
  | { readonly kind: 'comment'; readonly start: number; readonly end: number }
  | FlowWord;

/** A scalar; `start` and `end` exclude the quotes, `outerEnd` does not. */
export interface FlowWord {
  readonly kind: 'word';
  readonly start: number;
  readonly end: number;
  readonly outerStart: number;
  readonly outerEnd: number;
  readonly quote: '"' | "'" | undefined;
}

/**
 * The tokens from the bracket at `open` to the one that closes it. A bracket that nothing closes ends where
 * `isOutside` says that a line belongs to the block around it, a quote that nothing closes at the end of its line.
 */
export function* flowTokens(
  text: string,
  open: number,
  isOutside: (lineStart: number) => boolean,
): Generator<FlowToken> {
  let depth = 0;
  let position = open;
  let afterQuote = false;
  while (position < text.length) {
    const character = text[position] ?? '';
    if (character === '\n') {
      position++;
      if (isOutside(position)) return;
    } else if (/\s/.test(character)) {
      position++;
    } else if (character === '#' && (position === 0 || /\s/.test(text[position - 1] ?? ''))) {
      const end = lineEnd(text, position);
      yield { kind: 'comment', start: position, end };
      position = end;
    } else if (character === '[' || character === '{' || character === ']' || character === '}') {
      depth += character === '[' || character === '{' ? 1 : -1;
      yield { kind: character, start: position, end: position + 1 };
      position++;
      afterQuote = false;
      if (depth <= 0) return;
    } else if (character === ',') {
      yield { kind: ',', start: position, end: ++position };
      afterQuote = false;
    } else if (character === ':' && (afterQuote || isSeparator(text[position + 1]))) {
      yield { kind: ':', start: position, end: ++position };
      afterQuote = false;
    } else if (character === '"' || character === "'") {
      const word = quotedWord(text, position, character);
      yield word;
      position = word.outerEnd;
      afterQuote = true;
    } else {
      const end = plainEnd(text, position);
      yield { kind: 'word', start: position, end, outerStart: position, outerEnd: end, quote: undefined };
      position = end;
      afterQuote = false;
    }
  }
}

const isSeparator = (character: string | undefined): boolean => character === undefined || /[\s,[\]{}]/.test(character);

function quotedWord(text: string, open: number, quote: '"' | "'"): FlowWord {
  const lineLimit = lineEnd(text, open);
  for (let i = open + 1; i < lineLimit; i++) {
    if (quote === '"' && text[i] === '\\') i++;
    else if (text[i] === quote) {
      if (quote === "'" && text[i + 1] === "'") i++;
      else return { kind: 'word', start: open + 1, end: i, outerStart: open, outerEnd: i + 1, quote };
    }
  }
  return { kind: 'word', start: open + 1, end: lineLimit, outerStart: open, outerEnd: lineLimit, quote };
}

/** The end of an unquoted scalar that begins at `from`, trailing blanks left out; at least one character. */
function plainEnd(text: string, from: number): number {
  let end = from + 1;
  for (let i = from + 1; i < text.length; i++) {
    const character = text[i] ?? '';
    if (/[\n,[\]{}]/.test(character)) break;
    if (character === ':' && isSeparator(text[i + 1])) {
      if (/[ \t]/.test(text[i + 1] ?? '') || !isUnfinishedWord(text.slice(from, i))) break;
    }
    if (character === '#' && /\s/.test(text[i - 1] ?? '')) break;
    if (!/\s/.test(character)) end = i + 1;
  }
  return end;
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  const end = newline < 0 ? text.length : newline;
  return end > from && text[end - 1] === '\r' ? end - 1 : end;
}
