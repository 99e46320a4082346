/** Where an offset lies in a flow collection (`[…]`, `{…}`) that is still open there. Offsets are the file's. */
export interface FlowPlace {
  /** Keys and positions from the outermost bracket inwards. */
  readonly path: readonly (string | number)[];
  readonly part: 'key' | 'value' | 'item';
  /** Of the word, quotes excluded. */
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
  readonly words: string[];
}

interface Word {
  readonly start: number;
  end: number;
  readonly quote: '"' | "'" | undefined;
}

/**
 * Reads from the bracket at `open` to `offset`, and on to the end of the word there and of its collection. A bracket
 * that is never closed ends where `isOutside` says that the lines of the block go on. Undefined when the bracket is
 * closed before the offset, or the offset lies in a comment.
 */
export function flowPlaceAt(text: string, open: number, offset: number, isOutside: (lineStart: number) => boolean): FlowPlace | undefined {
  const levels: Level[] = [];
  let word: Word | undefined;
  let position = open;
  let place: Omit<FlowPlace, 'siblings'> | undefined;
  let home: Level | undefined;

  const finishWord = (asKey: boolean): void => {
    const level = levels.at(-1);
    if (level && word) {
      const name = text.slice(word.start, word.end);
      if (asKey) {
        level.key = name;
        level.words.push(name);
      } else if (level.list) level.words.push(name);
      else if (level.key === undefined) level.words.push(name);
    }
    word = undefined;
  };
  const settle = (start: number, end: number, quote: Word['quote'], colon: boolean): void => {
    const level = levels.at(-1);
    if (!level || place) return;
    const path: (string | number)[] = [];
    for (const each of levels) {
      if (each.list) path.push(each.index);
      if (each.key !== undefined) path.push(each.key);
    }
    const part = level.key !== undefined ? 'value' : level.list ? 'item' : 'key';
    place = { path, part, start, end, quote, colon };
    home = level;
  };

  while (position < text.length) {
    const level = levels.at(-1);
    const character = text[position] ?? '';
    if (place && home && !levels.includes(home)) break;
    if (position >= offset && !place && !word && character !== '"' && character !== "'" && !isWordStart(text, position)) {
      settle(offset, offset, undefined, false);
    }
    if (character === '"' || character === "'") {
      if (!word) {
        const end = quotedEnd(text, position, isOutside);
        word = { start: position + 1, end: end.end, quote: character };
        const colon = /^[ \t]*:/.test(text.slice(end.next, end.next + 20));
        if (offset > position && offset <= end.end) settle(word.start, word.end, character, colon);
        else if (offset === position) settle(word.start, word.end, character, colon);
        position = end.next;
        if (offset > end.end && offset < position) return undefined;
        continue;
      }
    }
    if (character === '#' && /\s/.test(text[position - 1] ?? '')) {
      const newline = text.indexOf('\n', position);
      const end = newline < 0 ? text.length : newline;
      if (!place && offset > position && offset <= end) return undefined;
      position = end;
      continue;
    }
    if (character === '\n') {
      if (isOutside(position + 1) && !(position < offset && !place)) break;
      position++;
      continue;
    }
    if (character === '[' || character === '{') {
      if (word === undefined || levels.length === 0) {
        if (levels.length === 0 || position < offset || place) {
          levels.push({ list: character === '[', index: 0, key: undefined, words: [] });
          word = undefined;
        } else {
          settle(offset, offset, undefined, false);
          levels.push({ list: character === '[', index: 0, key: undefined, words: [] });
        }
        position++;
        continue;
      }
    }
    if (character === ']' || character === '}') {
      finishWord(false);
      levels.pop();
      position++;
      if (levels.length === 0) return place && home ? { ...place, siblings: siblingsOf(home, place, text) } : undefined;
      continue;
    }
    if (character === ',') {
      finishWord(false);
      if (level) {
        level.key = undefined;
        if (level.list || true) level.index++;
      }
      position++;
      continue;
    }
    if (character === ':' && endsKey(text, position, word)) {
      finishWord(true);
      position++;
      continue;
    }
    if (/\s/.test(character)) {
      position++;
      continue;
    }
    if (!word) {
      const end = plainEnd(text, position);
      word = { start: position, end, quote: undefined };
      if (offset >= position && offset <= end) settle(position, end, undefined, /^[ \t]*:(?:\s|[,[\]{}]|$)/.test(text.slice(end, end + 20)));
      position = Math.max(end, position + 1);
      continue;
    }
    position++;
  }
  if (!place && levels.length > 0) settle(offset, offset, undefined, false);
  return place && home ? { ...place, siblings: siblingsOf(home, place, text) } : undefined;
}
