import type { JsonArray, JsonNode, JsonObject, JsonPair, JsonProblem, JsonString } from './jsonNode.ts';
import { hasPlaceHolder, type JsonToken, jsonTokens } from './jsonTokens.ts';
import type { Span } from './span.ts';

/** A JSON text: a whole file, or one that stands in a string of another file. */
export interface JsonSource {
  readonly text: string;
  /** The text of the file, which `toFile` leads to. */
  readonly fileText: string;
  readonly uri: string;
  /** How the file writes the string that holds the text; `none` where nothing in it has to be escaped. */
  readonly quotes: 'none' | 'single' | 'double';
  /** The offset in the file of a character of the text; that of the text's length is the end. */
  toFile(offset: number): number;
}

/** What was read of a JSON text. Its places do not move: a new version is read anew. */
export interface JsonTree {
  readonly uri: string;
  readonly root: JsonNode | undefined;
  /** Everything that Go's `encoding/json` refuses, in the order of the text. */
  readonly problems: readonly JsonProblem[];
  /** Place holders of a template stand outside of strings: what the text says is known only when they are filled in. */
  readonly isTemplate: boolean;
}

/** A file that is JSON itself. */
export function jsonFile(uri: string, text: string): JsonSource {
  return { uri, text, fileText: text, quotes: 'none', toFile: (offset) => offset };
}

/** Reads what is whole of a text, however broken. Never throws. */
export function parseJson(source: JsonSource): JsonTree {
  return new Reader(source).read();
}

// Deeper text is passed over; what is nested so deep would exhaust the stack.
const deepest = 200;

class Reader {
  readonly #source: JsonSource;
  readonly #problems: JsonProblem[] = [];
  readonly #tokens: readonly JsonToken[];
  readonly #anchor: Span['anchor'];
  readonly #isTemplate: boolean;
  #next = 0;
  #depth = 0;
  /** Brackets that are open around the place, the innermost one last. */
  readonly #open: ('}' | ']')[] = [];

  constructor(source: JsonSource) {
    this.#source = source;
    this.#anchor = { uri: source.uri, offset: 0 };
    const hasMark = source.text.startsWith('\ufeff');
    const tokens = jsonTokens(hasMark ? ` ${source.text.slice(1)}` : source.text);
    if (hasMark) this.#report('byte-order-mark', 0, 1, '');
    for (const token of tokens) if (token.kind === 'comment') this.#report('comment', token.start, token.end, '');
    this.#isTemplate = tokens.some(({ kind }) => kind === 'template');
    this.#tokens = tokens.filter(({ kind }) => kind !== 'comment');
  }

  read(): JsonTree {
    while (this.#token.kind === 'template') this.#next++;
    const root = this.#token.kind === 'end' ? undefined : this.#value();
    if (!root && this.#token.kind === 'end') this.#report('empty', 0, Math.min(1, this.#source.text.length));
    if (this.#token.kind !== 'end') this.#report('second-value', this.#token.start, this.#token.end);
    const place = (problem: JsonProblem): number => problem.span.start;
    return {
      uri: this.#source.uri,
      root,
      problems: this.#problems.sort((a, b) => place(a) - place(b)),
      isTemplate: this.#isTemplate,
    };
  }

  get #token(): JsonToken {
    return this.#tokens[Math.min(this.#next, this.#tokens.length - 1)] as JsonToken;
  }

  get #before(): number {
    return this.#tokens[this.#next - 1]?.end ?? 0;
  }

  #span(start: number, end: number): Span {
    const from = this.#source.toFile(start);
    return {
      anchor: this.#anchor,
      start: from,
      end: Math.max(from, end > start ? this.#source.toFile(end - 1) + 1 : from),
    };
  }

  #report(
    kind: JsonProblem['kind'],
    start: number,
    end: number,
    newText?: string,
    at?: readonly [number, number],
  ): void {
    const span = this.#span(start, end);
    const text = this.#source.text.slice(start, end);
    const place = at ? this.#span(at[0], at[1]) : span;
    this.#problems.push({ kind, span, text, ...(newText === undefined ? {} : { edit: { span: place, newText } }) });
  }

  /** The value that begins here; undefined, and nothing is passed, where none does. */
  #value(): JsonNode | undefined {
    const token = this.#token;
    const span = this.#span(token.start, token.end);
    switch (token.kind) {
      case '{':
        return this.#nested(() => this.#object(token));
      case '[':
        return this.#nested(() => this.#array(token));
      case 'string':
        this.#next++;
        return this.#string(token);
      case 'number':
        this.#next++;
        if (token.fault) {
          this.#report('bad-number', token.start, token.end);
          return { kind: 'unknown', span };
        }
        return { kind: 'number', value: Number(token.value), span };
      case 'word':
        return this.#word(token);
      case 'template':
        this.#next++;
        while (this.#token.kind === 'template' || (this.#token.kind === 'word' && this.#token.start === this.#before))
          this.#next++;
        return { kind: 'unknown', span };
      default:
        return undefined;
    }
  }

  #nested<T extends JsonNode>(read: () => T): JsonNode {
    const { start } = this.#token;
    if (this.#depth >= deepest) {
      let open = 0;
      do {
        const { kind } = this.#token;
        if (kind === '{' || kind === '[') open++;
        if (kind === '}' || kind === ']') open--;
        this.#next++;
      } while (open > 0 && this.#token.kind !== 'end');
      return { kind: 'unknown', span: this.#span(start, this.#before) };
    }
    this.#depth++;
    const node = read();
    this.#depth--;
    return node;
  }

  #string(token: JsonToken): JsonString {
    const { start, end, value, fault } = token;
    if (fault === 'single-quotes') this.#report('single-quotes', start, end, JSON.stringify(value));
    else if (fault) this.#report('bad-string', start, end);
    const closed = fault === 'unclosed' ? end : end - 1;
    return {
      kind: 'string',
      value,
      span: this.#span(start, end),
      contentSpan: this.#span(start + 1, closed),
      known: fault === undefined || fault === 'single-quotes' ? !hasPlaceHolder(value) : false,
    };
  }

  #word({ start, end, value }: JsonToken): JsonNode {
    this.#next++;
    const span = this.#span(start, end);
    if (value === 'true' || value === 'false') return { kind: 'boolean', value: value === 'true', span };
    if (value === 'null') return { kind: 'null', span };
    const meant = words.get(value.toLowerCase());
    this.#report(
      'bad-word',
      start,
      end,
      meant ?? (/^[A-Za-z_][\w.:-]*$/.test(value) && !noNumbers.has(value) ? `"${value}"` : undefined),
    );
    return { kind: 'unknown', span };
  }

  #object({ start }: JsonToken): JsonObject {
    this.#next++;
    this.#open.push('}');
    const pairs: JsonPair[] = [];
    let comma: JsonToken | undefined;
    for (;;) {
      const token = this.#token;
      if (token.kind === '}' || token.kind === 'end' || this.#closesOuter(token)) {
        if (token.kind === '}') this.#next++;
        else this.#report('unclosed', start, start + 1);
        if (comma && token.kind === '}') this.#report('trailing-comma', comma.start, comma.end, '');
        break;
      }
      if (token.kind === ',') {
        this.#report('unexpected', token.start, token.end, '');
        this.#next++;
        continue;
      }
      const pair = this.#pair();
      if (pair) pairs.push(pair);
      comma = this.#comma('}');
    }
    this.#open.pop();
    return { kind: 'object', span: this.#span(start, this.#before), pairs };
  }

  #pair(): JsonPair | undefined {
    const token = this.#token;
    const lead = this.#source.fileText.slice(
      this.#source.toFile(Math.max(0, this.#before - 1)) + 1,
      this.#source.toFile(token.start),
    );
    const key = this.#key(token);
    if (!key) return undefined;
    if (this.#token.kind === ':') this.#next++;
    else if (this.#token.kind === 'word' && this.#token.value.startsWith('=')) {
      this.#report('missing-colon', this.#token.start, this.#token.end, ':');
      this.#next++;
    } else this.#report('missing-colon', token.start, token.end, ':', [token.end, token.end]);
    const value = this.#value();
    const from = this.#span(token.start, this.#before);
    if (!value) {
      if (this.#source.text.charAt(this.#before - 1) === ':') this.#report('missing-value', token.start, this.#before);
      return { key, span: from, lead };
    }
    return { key, value, span: from, lead };
  }

  #key(token: JsonToken): JsonString | undefined {
    const { kind, start, end, value } = token;
    if (kind === 'string') {
      this.#next++;
      return this.#string(token);
    }
    if (kind === 'word' || kind === 'number') {
      this.#next++;
      this.#report('unquoted-key', start, end, /^[A-Za-z_][\w./-]*$/.test(value) ? `"${value}"` : undefined);
      if (this.#token.kind !== ':') return undefined;
      const span = this.#span(start, end);
      return { kind: 'string', value, span, contentSpan: span, known: true };
    }
    if (kind !== 'template') this.#report('unexpected', start, end);
    if (!this.#value()) this.#next++;
    return undefined;
  }

  #array({ start }: JsonToken): JsonArray {
    this.#next++;
    this.#open.push(']');
    const items: JsonNode[] = [];
    let comma: JsonToken | undefined;
    for (;;) {
      const token = this.#token;
      if (token.kind === ']' || token.kind === 'end' || this.#closesOuter(token)) {
        if (token.kind === ']') this.#next++;
        else this.#report('unclosed', start, start + 1);
        if (comma && token.kind === ']') this.#report('trailing-comma', comma.start, comma.end, '');
        break;
      }
      const item = this.#value();
      if (item) items.push(item);
      else {
        this.#report('unexpected', token.start, token.end, token.kind === ',' ? '' : undefined);
        this.#next++;
        if (token.kind === ',') continue;
      }
      comma = this.#comma(']');
    }
    this.#open.pop();
    return { kind: 'array', span: this.#span(start, this.#before), items };
  }

  /** A bracket that closes something further out: the one in between was never closed. */
  #closesOuter({ kind }: JsonToken): boolean {
    return (kind === '}' || kind === ']') && this.#open.at(-1) !== kind && this.#open.includes(kind);
  }

  /** The comma behind an entry, if there is one; tells of one that is missing. */
  #comma(close: '}' | ']'): JsonToken | undefined {
    const token = this.#token;
    if (token.kind === ',') {
      this.#next++;
      return token;
    }
    const isEnd = token.kind === close || token.kind === 'end' || token.kind === 'template' || this.#closesOuter(token);
    const last = this.#tokens[this.#next - 1];
    if (!isEnd && last?.fault !== 'unclosed' && last?.kind !== 'template' && token.kind !== ':')
      this.#report('missing-comma', token.start, token.end, ',', [this.#before, this.#before]);
    return undefined;
  }
}

const words: ReadonlyMap<string, string> = new Map([
  ['true', 'true'],
  ['yes', 'true'],
  ['false', 'false'],
  ['no', 'false'],
  ['null', 'null'],
  ['none', 'null'],
  ['nil', 'null'],
  ['undefined', 'null'],
]);

const noNumbers: ReadonlySet<string> = new Set(['NaN', 'Infinity', '-Infinity']);
