import type { TextEdit } from './edit.ts';

/** Zero-based line and UTF-16 column, as the Language Server Protocol counts. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Converts between offsets and positions of one text. Lines end with LF, CRLF or CR. */
export interface LineIndex {
  readonly lineCount: number;
  /** Offset of the line's first character; the text's length behind the last line. */
  lineStart(line: number): number;
  positionAt(offset: number): Position;
  /** Clamped to the line's end. */
  offsetAt(position: Position): number;
  /** The index of the text after an edit; looks only at the lines around it. */
  edit(edit: TextEdit, text: string): LineIndex;
}

class StartsIndex implements LineIndex {
  readonly #text: string;
  readonly #starts: readonly number[];
  /** Lines from this one on start `#shift` characters behind what `#starts` says. */
  readonly #shifted: number;
  readonly #shift: number;
  /** The line that was found last: what goes through a file in order asks for it or the next ones. */
  #latest = 0;

  constructor(text: string, starts: readonly number[], shifted = starts.length, shift = 0) {
    this.#text = text;
    this.#starts = starts;
    this.#shifted = shifted;
    this.#shift = shift;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  lineStart(line: number): number {
    if (line < 0) return 0;
    const start = this.#starts[line];
    return start === undefined ? this.#text.length : line < this.#shifted ? start : start + this.#shift;
  }

  positionAt(offset: number): Position {
    const inText = Math.max(0, Math.min(offset, this.#text.length));
    // Between CR and LF is no position of the protocol.
    const inBreak = this.#text.charCodeAt(inText - 1) === 13 && this.#text.charCodeAt(inText) === 10;
    const clamped = inBreak ? inText - 1 : inText;
    let low = this.#latest;
    let high = this.#starts.length - 1;
    if (this.lineStart(low) > clamped) [low, high] = [0, low];
    for (let near = 0; near < 4 && low < high; near++) {
      if (this.lineStart(low + 1) > clamped) high = low;
      else low++;
    }
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lineStart(middle) <= clamped) low = middle;
      else high = middle - 1;
    }
    this.#latest = low;
    return { line: low, character: clamped - this.lineStart(low) };
  }

  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.#starts.length) return this.#text.length;
    const start = this.lineStart(position.line);
    let end = this.lineStart(position.line + 1);
    while (end > start && isLineBreak(this.#text.charCodeAt(end - 1))) end--;
    return Math.max(start, Math.min(start + position.character, end));
  }

  edit(edit: TextEdit, text: string): LineIndex {
    const delta = text.length - this.#text.length;
    const line = this.positionAt(edit.start).line;
    // One key after the other on a line only adds to what moves the lines behind it.
    if ((this.#shift === 0 || this.#shifted === line + 1) && this.#keepsLines(edit, line))
      return new StartsIndex(text, this.#starts, line + 1, this.#shift + delta);
    // A CR before the edit or an LF behind it can become part of another line break.
    const first = Math.max(0, line - 1);
    const last = Math.min(this.#starts.length, this.positionAt(edit.end).line + 2);
    const from = this.lineStart(first);
    const until = last < this.#starts.length ? this.lineStart(last) + delta : text.length + 1;
    const before = this.#starts.slice(0, first + 1);
    for (let i = this.#shifted; i <= first; i++) before[i] = this.lineStart(i);
    const moved = this.#starts.slice(last);
    for (let i = 0; i < moved.length; i++) moved[i] = this.lineStart(last + i) + delta;
    return new StartsIndex(text, before.concat(startsBetween(text, from, until), moved));
  }

  /** True for an edit inside a line that neither takes nor adds nor touches a line break. */
  #keepsLines(edit: TextEdit, line: number): boolean {
    const isInside = edit.end < this.lineStart(line + 1) || line + 1 === this.#starts.length;
    return isInside && this.#text.charCodeAt(edit.start - 1) !== 13 && !/[\r\n]/.test(edit.newText);
  }
}

/** Starts of lines behind `from` and before `until`. */
function startsBetween(text: string, from: number, until: number): number[] {
  const starts: number[] = [];
  for (let i = from; i < Math.min(until, text.length); i++) {
    const code = text.charCodeAt(i);
    if ((code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) && i + 1 < until) starts.push(i + 1);
  }
  return starts;
}

const isLineBreak = (code: number): boolean => code === 10 || code === 13;

export function indexLines(text: string): LineIndex {
  return new StartsIndex(text, [0].concat(startsBetween(text, 0, text.length + 1)));
}
