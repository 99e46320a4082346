import type { Span } from './span.ts';
import type { YamlMap, YamlNode, YamlPair, YamlScalar, YamlSequence } from './yamlNode.ts';

/** What was read, with the spans of all scalars that are not empty, in order. */
export interface CommonForm {
  readonly content: YamlMap;
  readonly scalars: readonly Span[];
}

/**
 * Reads the form that nearly all entries of a compose file have: block maps and lists of plain or quoted scalars of one
 * line. Gives what the yaml package would give, several times faster, and undefined for everything else: anchors, flow
 * collections, block scalars, tabs, odd indentation, all that is wrong or half typed.
 */
export function readCommonForm(text: string, span: (start: number, end: number) => Span): CommonForm | undefined {
  if (uncommon.test(text)) return undefined;
  const reader = new Reader(text, span);
  const content = reader.nextLine() ? reader.map(reader.column) : undefined;
  return content && reader.atEnd ? { content, scalars: reader.scalars } : undefined;
}

// Tabs, carriage returns, other control characters, byte order marks and separators that some take for line ends.
const uncommon = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const keyPattern = /[A-Za-z_][A-Za-z0-9_.-]*(?=:(?:[ \n]|$))/y;
const longestKey = 200;
// Words that are no text, as a key or as a value.
const wordTypes: ReadonlyMap<string, YamlScalar['type']> = new Map([
  ...['true', 'True', 'TRUE', 'false', 'False', 'FALSE'].map((word) => [word, 'boolean'] as const),
  ...['null', 'Null', 'NULL'].map((word) => [word, 'null'] as const),
]);
const numberPattern =
  /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const firstOfPlain = /[A-Za-z0-9_/.$+()~^;<=\\\xa0-\uffff-]/;

const space = 32;
const hash = 35;
const dash = 45;
const colon = 58;

/** Stands at the first character of a line's content, or behind the dashes of a list item. */
class Reader {
  readonly scalars: Span[] = [];
  /** Columns before `#position`. */
  column = 0;
  readonly #text: string;
  readonly #span: (start: number, end: number) => Span;
  #position = 0;
  #lineEnd = -1;

  constructor(text: string, span: (start: number, end: number) => Span) {
    this.#text = text;
    this.#span = span;
  }

  get atEnd(): boolean {
    return this.#lineEnd >= this.#text.length && this.column < 0;
  }

  /** Goes to the next line with content; false at the end of the text, where the column is below all others. */
  nextLine(): boolean {
    const text = this.#text;
    while (this.#lineEnd < text.length) {
      const start = this.#lineEnd + 1;
      const newline = text.indexOf('\n', start);
      this.#lineEnd = newline < 0 ? text.length : newline;
      let position = start;
      while (text.charCodeAt(position) === space) position++;
      if (position >= this.#lineEnd || text.charCodeAt(position) === hash) continue;
      this.#position = position;
      this.column = position - start;
      return true;
    }
    this.column = -1;
    return false;
  }

  map(column: number): YamlMap | undefined {
    const pairs: YamlPair[] = [];
    const start = this.#position;
    while (this.column === column) {
      const pair = this.#pair(column);
      if (!pair || this.column > column) return undefined;
      pairs.push(pair);
    }
    const last = pairs.at(-1);
    return last && { kind: 'map', flow: false, pairs, span: this.#span(start, last.span.end) };
  }

  #pair(column: number): YamlPair | undefined {
    const key = this.#key();
    if (!key) return undefined;
    const position = this.#behindSpaces(key.span.end + 1);
    if (position < this.#lineEnd) {
      const value = this.#inline(position);
      this.nextLine();
      // Text that goes on in deeper lines is no scalar of one line.
      return value && this.column <= column ? this.#paired(key, value) : undefined;
    }
    this.nextLine();
    const isList = this.#isItem();
    if (this.column < column || (this.column === column && !isList))
      return { key, span: this.#span(key.span.start, key.span.end) };
    const value = isList ? this.#list(this.column) : this.map(this.column);
    return value && this.#paired(key, value);
  }

  #paired(key: YamlScalar, value: YamlNode): YamlPair {
    return { key, value, span: this.#span(key.span.start, value.span.end) };
  }

  #key(): YamlScalar | undefined {
    keyPattern.lastIndex = this.#position;
    const name = keyPattern.exec(this.#text)?.[0];
    if (name === undefined || name.length > longestKey || wordTypes.has(name)) return undefined;
    return this.#scalar(name, 'string', this.#position, this.#position + name.length);
  }

  #list(column: number): YamlSequence | undefined {
    const items: YamlNode[] = [];
    const start = this.#position;
    while (this.column === column && this.#isItem()) {
      const item = this.#item(column);
      if (!item || this.column > column) return undefined;
      items.push(item);
    }
    const last = items.at(-1);
    return last && { kind: 'sequence', flow: false, items, span: this.#span(start, last.span.end) };
  }

  #isItem(): boolean {
    return (
      this.column >= 0 && this.#text.charCodeAt(this.#position) === dash && isSpaceOrEnd(this.#text, this.#position + 1)
    );
  }

  #item(column: number): YamlNode | undefined {
    const position = this.#behindSpaces(this.#position + 1);
    if (position >= this.#lineEnd) return undefined;
    keyPattern.lastIndex = position;
    if (keyPattern.test(this.#text)) {
      this.column = column + position - this.#position;
      this.#position = position;
      return this.map(this.column);
    }
    const item = this.#inline(position);
    this.nextLine();
    return item && this.column <= column ? item : undefined;
  }

  /** The offset behind spaces; the line's end when only a comment follows. */
  #behindSpaces(from: number): number {
    let position = from;
    while (this.#text.charCodeAt(position) === space) position++;
    return position > from && this.#text.charCodeAt(position) === hash ? this.#lineEnd : position;
  }

  #inline(start: number): YamlNode | undefined {
    const first = this.#text[start] ?? '';
    if (first === '"' || first === "'") return this.#quoted(start, first);
    if (first === '{' || first === '[') return this.#emptyCollection(start, first);
    return this.#plain(start, first);
  }

  #quoted(start: number, quote: '"' | "'"): YamlScalar | undefined {
    const end = this.#text.indexOf(quote, start + 1);
    if (end < 0 || end >= this.#lineEnd || this.#behindSpaces(end + 1) < this.#lineEnd) return undefined;
    const value = this.#text.slice(start + 1, end);
    if (quote === '"' && value.includes('\\')) return undefined;
    const span = this.#span(start, end + 1);
    this.scalars.push(span);
    const style = quote === '"' ? 'double' : 'single';
    return { kind: 'scalar', value, type: 'string', style, span, contentSpan: this.#span(start + 1, end) };
  }

  #emptyCollection(start: number, open: '{' | '['): YamlNode | undefined {
    const close = this.#text[start + 1];
    if (close !== (open === '{' ? '}' : ']') || this.#behindSpaces(start + 2) < this.#lineEnd) return undefined;
    const span = this.#span(start, start + 2);
    return open === '{'
      ? { kind: 'map', flow: true, pairs: [], span }
      : { kind: 'sequence', flow: true, items: [], span };
  }

  #plain(start: number, first: string): YamlScalar | undefined {
    const text = this.#text;
    if (!firstOfPlain.test(first) || (first === '-' && isSpaceOrEnd(text, start + 1))) return undefined;
    let end = start;
    for (let i = start; i < this.#lineEnd; i++) {
      const code = text.charCodeAt(i);
      if (code === colon && isSpaceOrEnd(text, i + 1)) return undefined;
      if (code === hash && text.charCodeAt(i - 1) === space) break;
      if (code !== space) end = i + 1;
    }
    const value = text.slice(start, end);
    if (value === '~' || value === '---' || value === '...') return undefined;
    const type = wordTypes.get(value) ?? (numberPattern.test(value) ? 'number' : 'string');
    return this.#scalar(value, type, start, end);
  }

  #scalar(value: string, type: YamlScalar['type'], start: number, end: number): YamlScalar {
    const span = this.#span(start, end);
    this.scalars.push(span);
    return { kind: 'scalar', value, type, style: 'plain', span, contentSpan: span };
  }
}

function isSpaceOrEnd(text: string, position: number): boolean {
  const code = text.charCodeAt(position);
  return code === space || code === 10 || position >= text.length;
}
