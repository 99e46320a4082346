import { createScanner } from 'jsonc-parser';

/** `word`: anything else than JSON knows, `true`, `false` and `null` among it. */
export type JsonTokenKind =
  | '{'
  | '}'
  | '['
  | ']'
  | ','
  | ':'
  | 'string'
  | 'number'
  | 'word'
  | 'comment'
  | 'template'
  | 'end';

/** Offsets in UTF-16 units of the text; `end` is exclusive. */
export interface JsonToken {
  readonly kind: JsonTokenKind;
  readonly start: number;
  readonly end: number;
  /** The content of a string; else the text itself. */
  readonly value: string;
  /** Why Go's `encoding/json` refuses the token. */
  readonly fault?: 'single-quotes' | 'unclosed' | 'escape' | 'control' | 'number';
}

/** The tokens of a text, comments included and blanks not; the last one is `end`. Never throws. */
export function jsonTokens(text: string): readonly JsonToken[] {
  const scanner = createScanner(text, false);
  const tokens: JsonToken[] = [];
  const put = (kind: JsonTokenKind, start: number, end: number, more: Partial<JsonToken> = {}): void => {
    tokens.push({ kind, start, end, value: text.slice(start, end), ...more });
    if (scanner.getPosition() !== end) scanner.setPosition(end);
  };
  for (;;) {
    const code: number = scanner.scan();
    const start = scanner.getTokenOffset();
    const end = scanner.getPosition();
    const template = code === endOfText ? undefined : templateAt(text, start, code === stringLiteral);
    const own = code === unknown ? unknownToken(text, start, end) : undefined;
    const last = tokens.at(-1);
    if (code === endOfText) {
      put('end', text.length, text.length);
      return tokens;
    }
    if (code === lineBreak || code === blank) continue;
    if (template !== undefined) put('template', start, template);
    else if (code === lineComment || code === blockComment) put('comment', start, end);
    else if (code === stringLiteral)
      put('string', start, end, stringOf(scanner.getTokenValue(), scanner.getTokenError()));
    else if (last?.kind === 'number' && last.end === start && (code === unknown || code === number)) {
      // `01`, `1500m`: the scanner takes the digits alone.
      tokens.pop();
      put('number', last.start, end, { fault: 'number' });
    } else if (code === number) put('number', start, end);
    else if (own) put(own.kind, start, own.end, own);
    else put(marks.get(text.charAt(start)) ?? 'word', start, end);
  }
}

// The library's SyntaxKind and ScanError are `const enum`s, which modules that are compiled one by one cannot use.
const stringLiteral = 10;
const number = 11;
const lineComment = 12;
const blockComment = 13;
const lineBreak = 14;
const blank = 15;
const unknown = 16;
const endOfText = 17;
const faults: ReadonlyMap<number, NonNullable<JsonToken['fault']>> = new Map([
  [2, 'unclosed'],
  [4, 'escape'],
  [5, 'escape'],
  [6, 'control'],
]);

const marks: ReadonlyMap<string, JsonTokenKind> = new Map(
  (['{', '}', '[', ']', ',', ':'] as const).map((mark) => [mark, mark]),
);

const stringOf = (value: string, error: number): Partial<JsonToken> => {
  const fault = faults.get(error);
  return fault ? { value, fault } : { value };
};

/** Comments with `#`, strings in single quotes, numbers like `.5` and `-`. */
function unknownToken(text: string, start: number, end: number): JsonToken | undefined {
  if (text.startsWith('#', start)) {
    const newline = /[\r\n]/.exec(text.slice(start));
    const stop = newline ? start + newline.index : text.length;
    return { kind: 'comment', start, end: stop, value: text.slice(start, stop) };
  }
  if (text.startsWith("'", start)) {
    const quoted = /^'((?:[^'\\\r\n]|\\.)*)'/.exec(text.slice(start, start + longestQuote));
    if (quoted) {
      const value = (quoted[1] ?? '').replace(/\\'/g, "'");
      return { kind: 'string', start, end: start + quoted[0].length, value, fault: 'single-quotes' };
    }
  }
  const word = text.slice(start, end);
  return /^[-+]?\.?\d/.test(word) ? { kind: 'number', start, end, value: word, fault: 'number' } : undefined;
}

const longestQuote = 10_000;

/** The end of a template's place holder that begins here, outside of strings; undefined when none does. */
function templateAt(text: string, start: number, isString: boolean): number | undefined {
  if (isString) return undefined;
  const pattern = templates.find(([first]) => text.startsWith(first, start))?.[1];
  const match = pattern?.exec(text.slice(start, start + longestQuote));
  return match ? start + match[0].length : undefined;
}

const templates: readonly (readonly [string, RegExp])[] = [
  ['{{', /^\{\{[\s\S]*?\}\}/],
  ['{%', /^\{%[\s\S]*?%\}/],
  ['<%', /^<%[\s\S]*?%>/],
  ['$', /^\$(?:\{[^}\r\n]*\}|\([^)\r\n]*\)|\w+)/],
  ['__', /^__\w+?__/],
  ['@', /^@\w+@/],
];

/** True where a template, a shell or a script puts something into this text. */
export function hasPlaceHolder(text: string): boolean {
  return /\{\{|\{%|<%|\$\{|\$\(|\$[A-Za-z_]|__[A-Z][A-Z0-9_]*__|@[A-Z_]+@/.test(text);
}
