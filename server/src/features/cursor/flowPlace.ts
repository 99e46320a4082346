import { type FlowToken, type FlowWord, flowTokens } from './flowTokens.ts';

/** Where an offset lies in a flow collection (`[…]`, `{…}`) that is still open there. */
export interface FlowPlace {
  /** Keys and positions from the outermost bracket inwards. */
  readonly path: readonly (string | number)[];
  readonly part: 'key' | 'value' | 'item';
  /** The word's place in the file, quotes excluded; empty at the offset where there is no word. */
  readonly start: number;
  readonly end: number;
  readonly quote: '"' | "'" | undefined;
  /** A colon follows the word. */
  readonly colon: boolean;
  /** The other keys or scalar items of the same collection. */
  readonly siblings: readonly string[];
}

interface Level {
  readonly list: boolean;
  index: number;
  key: string | undefined;
  readonly words: FlowWord[];
}

interface Found {
  readonly path: readonly (string | number)[];
  readonly part: FlowPlace['part'];
  readonly home: Level;
  readonly word: FlowWord | undefined;
}

/**
 * The place of `offset` in the collection that the bracket at `open` begins. Undefined when that is closed before the
 * offset, `nothing` when the offset lies in a comment or at the outside of a quote. For `isOutside` see `flowTokens`.
 */
export function flowPlaceAt(
  text: string,
  open: number,
  offset: number,
  isOutside: (lineStart: number) => boolean,
): FlowPlace | 'nothing' | undefined {
  const levels: Level[] = [];
  let pending: FlowWord | undefined;
  let found: Found | undefined;
  let colon = false;
  const settle = (word: FlowWord | undefined): void => {
    const home = levels.at(-1);
    if (home)
      found = { path: pathOf(levels), part: home.key !== undefined ? 'value' : home.list ? 'item' : 'key', home, word };
  };
  for (const token of flowTokens(text, open, isOutside)) {
    if (!found && token.start > open) {
      if (token.kind === 'comment' && offset > token.start && offset <= token.end) return 'nothing';
      if (token.kind === 'word' && offset >= token.outerStart && offset <= token.outerEnd) {
        // Between a quote and what is around it there is no word.
        if (offset < token.start || offset > token.end) return 'nothing';
        settle(token);
      } else if (offset <= token.start) settle(undefined);
    }
    if (found && token.kind === ':' && pending !== undefined && pending === found.word) colon = true;
    pending = advance(levels, token, pending, text);
    if (found && !levels.includes(found.home)) break;
  }
  if (!found && levels.length > 0) settle(undefined);
  if (!found) return undefined;
  const { path, part, home, word } = found;
  const names = home.words.filter((each) => each !== word).map((each) => text.slice(each.start, each.end));
  const siblings = part === 'value' ? names.filter((name) => name !== path.at(-1)) : names;
  return { path, part, start: word?.start ?? offset, end: word?.end ?? offset, quote: word?.quote, colon, siblings };
}

/** Takes one token into account; returns the word that has not found its role yet. */
function advance(levels: Level[], token: FlowToken, pending: FlowWord | undefined, text: string): FlowWord | undefined {
  const level = levels.at(-1);
  switch (token.kind) {
    case 'comment':
      return pending;
    case 'word':
      return token;
    case '[':
    case '{':
      levels.push({ list: token.kind === '[', index: 0, key: undefined, words: [] });
      return undefined;
    case ':':
      if (level && pending && level.key === undefined) {
        level.key = text.slice(pending.start, pending.end);
        if (!level.list) level.words.push(pending);
      }
      return undefined;
    case ',':
    case ']':
    case '}':
      if (level && pending && level.key === undefined) level.words.push(pending);
      if (token.kind !== ',') levels.pop();
      else if (level) {
        level.index++;
        level.key = undefined;
      }
      return undefined;
  }
}

function pathOf(levels: readonly Level[]): readonly (string | number)[] {
  return levels.flatMap((level) => [
    ...(level.list ? [level.index] : []),
    ...(level.key === undefined ? [] : [level.key]),
  ]);
}
