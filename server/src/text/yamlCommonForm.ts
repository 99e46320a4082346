import type { Span } from './span.ts';
import type { YamlMap, YamlNode, YamlPair, YamlScalar, YamlSequence } from './yamlNode.ts';

/** What was read, with the spans of all scalars that are not empty, in order. */
export interface CommonForm {
  readonly content: YamlMap | YamlSequence;
  readonly scalars: readonly Span[];
}

/**
 * Reads the form that nearly all entries of a file have: block maps and lists of plain or quoted scalars of one line, and
 * brackets that end on their line. Gives what the yaml package would give, several times faster, and undefined for everything else: anchors, block
 * scalars, tabs, odd indentation, all that is wrong or half typed.
 */
export function readCommonForm(text: string, span: (start: number, end: number) => Span): CommonForm | undefined {
  if (uncommon.test(text)) return undefined;
  const reader = new Reader(text, span);
  const content = reader.nextLine() ? reader.content() : undefined;
  return content && reader.atEnd ? { content, scalars: reader.scalars } : undefined;
}

// Tabs, carriage returns, other control characters, byte order marks and separators that some take for line ends.
const uncommon = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
const keyPattern = /[A-Za-z_][A-Za-z0-9_.-]*(?=:(?:[ \n]|$))|"[^"\\\n]{1,200}"(?=:(?:[ \n]|$))/y;
const flowKeyPattern = /(?:[A-Za-z_][A-Za-z0-9_.-]*|"[^"\\\n]{1,200}")(?=: )/y;
// Brackets in brackets beyond this are for the other parser.
const mostFlowLevels = 20;
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
const comma = 44;
const openingBracket = 91;
const closingBracket = 93;
const openingBrace = 123;
const closingBrace = 125;
// What may stand behind a colon in a word within brackets; `a: b` and `a:,` are something else.
const flowPlainGoesOn = /[A-Za-z0-9_/.$*-]/;

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

  /** The map or list that begins here. */
  content(): YamlMap | YamlSequence | undefined {
    return this.#isItem() ? this.#list(this.column) : this.map(this.column);
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
    return name === undefined ? undefined : this.#keyScalar(name, this.#position);
  }

  #keyScalar(name: string, start: number): YamlScalar | undefined {
    const end = start + name.length;
    if (name.startsWith('"')) return this.#quotedScalar(start, end);
    if (name.length > longestKey || wordTypes.has(name)) return undefined;
    return this.#scalar(name, 'string', start, end);
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
    if (first === '"' || first === "'") {
      const scalar = this.#quoted(start, first);
      return scalar && this.#endsLine(scalar.span.end) ? scalar : undefined;
    }
    if (first === '{' || first === '[') {
      const collection = this.#flow(start, first, 0);
      return collection && this.#endsLine(collection.span.end) ? collection : undefined;
    }
    return this.#plain(start, first);
  }

  #endsLine(end: number): boolean {
    return this.#behindSpaces(end) >= this.#lineEnd;
  }

  #quoted(start: number, quote: string): YamlScalar | undefined {
    const end = this.#text.indexOf(quote, start + 1);
    if (end < 0 || end >= this.#lineEnd || this.#text[end + 1] === quote) return undefined;
    if (quote === '"' && this.#text.slice(start, end).includes('\\')) return undefined;
    return this.#quotedScalar(start, end + 1);
  }

  #quotedScalar(start: number, end: number): YamlScalar {
    const span = this.#span(start, end);
    this.scalars.push(span);
    const style = this.#text[start] === '"' ? 'double' : 'single';
    const value = this.#text.slice(start + 1, end - 1);
    return { kind: 'scalar', value, type: 'string', style, span, contentSpan: this.#span(start + 1, end - 1) };
  }

  /** A list or map in brackets that ends on its line, without comments and without a comma at its end. */
  #flow(start: number, open: string, level: number): YamlMap | YamlSequence | undefined {
    if (level > mostFlowLevels) return undefined;
    const close = open === '{' ? '}' : ']';
    const pairs: YamlPair[] = [];
    const items: YamlNode[] = [];
    let position = this.#skipSpaces(start + 1);
    while (this.#text[position] !== close || pairs.length + items.length > 0) {
      const part = open === '{' ? this.#flowPair(position, level) : this.#flowValue(position, level);
      if (!part) return undefined;
      if ('key' in part) pairs.push(part);
      else items.push(part);
      position = this.#skipSpaces(part.span.end);
      if (this.#text[position] === close) break;
      if (this.#text[position] !== ',') return undefined;
      position = this.#skipSpaces(position + 1);
      if (position >= this.#lineEnd) return undefined;
    }
    if (position >= this.#lineEnd) return undefined;
    const span = this.#span(start, position + 1);
    return open === '{' ? { kind: 'map', flow: true, pairs, span } : { kind: 'sequence', flow: true, items, span };
  }

  #flowPair(start: number, level: number): YamlPair | undefined {
    flowKeyPattern.lastIndex = start;
    const name = flowKeyPattern.exec(this.#text)?.[0];
    const key = name === undefined ? undefined : this.#keyScalar(name, start);
    const value = key && this.#flowValue(this.#skipSpaces(key.span.end + 1), level);
    return key && value ? this.#paired(key, value) : undefined;
  }

  #flowValue(start: number, level: number): YamlNode | undefined {
    const first = this.#text[start] ?? '';
    if (start >= this.#lineEnd) return undefined;
    if (first === '"' || first === "'") return this.#quoted(start, first);
    if (first === '{' || first === '[') return this.#flow(start, first, level + 1);
    return this.#flowPlain(start, first);
  }

  #flowPlain(start: number, first: string): YamlScalar | undefined {
    const text = this.#text;
    if (!firstOfPlain.test(first) || (first === '-' && isSpaceOrEnd(text, start + 1))) return undefined;
    let end = start;
    for (let i = start; ; i++) {
      if (i >= this.#lineEnd) return undefined;
      const code = text.charCodeAt(i);
      if (code === comma || code === closingBracket || code === closingBrace) break;
      if (code === hash || code === openingBracket || code === openingBrace) return undefined;
      if (code === colon && !flowPlainGoesOn.test(text[i + 1] ?? '')) return undefined;
      if (code !== space) end = i + 1;
    }
    return this.#plainScalar(text.slice(start, end), start, end);
  }

  #skipSpaces(from: number): number {
    let position = from;
    while (this.#text.charCodeAt(position) === space) position++;
    return position;
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
    return this.#plainScalar(text.slice(start, end), start, end);
  }

  #plainScalar(value: string, start: number, end: number): YamlScalar | undefined {
    if (value === '~' || value === '-' || value === '---' || value === '...') return undefined;
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
