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
}

class StartsIndex implements LineIndex {
  readonly #text: string;
  readonly #starts: readonly number[];

  constructor(text: string, starts: readonly number[]) {
    this.#text = text;
    this.#starts = starts;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  lineStart(line: number): number {
    return line < 0 ? 0 : (this.#starts[line] ?? this.#text.length);
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#text.length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lineStart(middle) <= clamped) low = middle;
      else high = middle - 1;
    }
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
}

const isLineBreak = (code: number): boolean => code === 10 || code === 13;

export function indexLines(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return new StartsIndex(text, starts);
}
