import { lineEndAt } from '../../text/textLines.ts';
import { isUnfinishedWord } from './unfinishedWord.ts';

/** The words of one line of a block, found without a parser, so that a half-typed line gives some as well. Offsets are the file's. */
export interface LineTokens {
  readonly start: number;
  /** Before the line break. */
  readonly end: number;
  /** Columns of the dashes that begin list items. */
  readonly dashes: readonly number[];
  /** `key:` at the start of the line or behind the dashes. */
  readonly key?: KeyToken;
  /** What stands behind the dashes or the colon, and on a line with neither; without comment and trailing blanks. */
  readonly value?: ValueToken;
  /** Where a comment begins. */
  readonly comment?: number;
}

export interface KeyToken {
  readonly column: number;
  /** Quotes excluded. */
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** Behind the colon. */
  readonly colonEnd: number;
}

export interface ValueToken {
  readonly column: number;
  /** Quotes, anchors and tags excluded. */
  readonly start: number;
  readonly end: number;
  readonly quote: '"' | "'" | undefined;
  /** False where the closing quote is missing on the line. */
  readonly closed: boolean;
  /** The first character is `[` or `{`. */
  readonly flow: boolean;
  /** `|` or `>`: the content follows on the next lines. */
  readonly blockScalar: boolean;
  readonly alias: boolean;
}

export function tokensOf(text: string, lineStart: number): LineTokens {
  const start = lineStart === 0 && text.charCodeAt(0) === 0xfeff ? 1 : lineStart;
  const end = lineEndAt(text, start);
  const line = text.slice(start, end);
  const dashes: number[] = [];
  let position = spacesAt(line, 0);
  while (line[position] === '-' && /^(?:[ \t]|$)/.test(line.slice(position + 1, position + 2))) {
    dashes.push(position);
    position = spacesAt(line, position + 1);
  }
  if (position >= line.length) return { start, end, dashes };
  if (line[position] === '#' && (position === 0 || /\s/.test(line[position - 1] ?? ''))) {
    return { start, end, dashes, comment: start + position };
  }
  const key = readKey(line, position, start);
  const { value, comment } = readValue(line, key ? key.colonEnd - start : position, start);
  return {
    start,
    end,
    dashes,
    ...(key ? { key } : {}),
    ...(value ? { value } : {}),
    ...(comment === undefined ? {} : { comment }),
  };
}

/** Blanks at the start of the line, or its length when there is nothing else. */
export function indentOf(text: string, lineStart: number): number {
  const start = lineStart === 0 && text.charCodeAt(0) === 0xfeff ? 1 : lineStart;
  let position = start;
  while (isBlank(text.charCodeAt(position))) position++;
  return position - start;
}

const isBlank = (code: number): boolean => code === 32 || code === 9;

function spacesAt(line: string, from: number): number {
  let position = from;
  while (isBlank(line.charCodeAt(position))) position++;
  return position;
}

const quotedKey = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')[ \t]*:(?=[ \t]|$)/;
const plainKey = /^([^\s[\]{}&*!|>%@`"'#,](?:(?!:(?:[ \t]|$)|[ \t]#).)*?)[ \t]*:(?=[ \t]|$)/;

function readKey(line: string, position: number, base: number): KeyToken | undefined {
  const rest = line.slice(position);
  const quoted = quotedKey.exec(rest);
  const match = quoted ?? plainKey.exec(rest);
  if (!match) return undefined;
  const name = match[1] ?? match[2] ?? '';
  const behindDash = /-[ \t]+$/.test(line.slice(0, position));
  if (!quoted && behindDash && match[0].length === rest.trimEnd().length && isUnfinishedWord(name)) return undefined;
  const start = base + position + (quoted ? 1 : 0);
  return { column: position, start, end: start + name.length, name, colonEnd: base + position + match[0].length };
}

// An anchor or a tag in front of a value.
const properties = /^(?:[&!][^\s,[\]{}]*(?:[ \t]+|$))+/;

function readValue(
  line: string,
  from: number,
  base: number,
): { readonly value?: ValueToken; readonly comment?: number } {
  let position = spacesAt(line, from);
  position += properties.exec(line.slice(position))?.[0].length ?? 0;
  if (position >= line.length) return {};
  const first = line[position] ?? '';
  if (first === '#' && position > 0) return { comment: base + position };
  const column = position;
  const plain = { quote: undefined, closed: true, flow: false, blockScalar: false, alias: false } as const;
  if (first === '"' || first === "'") {
    const close = closingQuote(line, position);
    const comment = close < 0 ? undefined : commentIn(line, close + 1, base);
    const end = close < 0 ? line.length : close;
    const value: ValueToken = {
      ...plain,
      column,
      start: base + position + 1,
      end: base + end,
      quote: first,
      closed: close >= 0,
    };
    return { value, ...(comment === undefined ? {} : { comment }) };
  }
  const flow = first === '[' || first === '{';
  const comment = flow ? undefined : commentIn(line, position, base);
  let end = comment === undefined ? line.length : comment - base;
  while (end > position && isBlank(line.charCodeAt(end - 1))) end--;
  const blockScalar = /^[|>][-+0-9]*$/.test(line.slice(position, end));
  const value: ValueToken = {
    ...plain,
    column,
    start: base + position,
    end: base + end,
    flow,
    blockScalar,
    alias: first === '*',
  };
  return { value, ...(comment === undefined ? {} : { comment }) };
}

/** Index of the quote that closes the one at `open`; -1 where there is none on the line. */
function closingQuote(line: string, open: number): number {
  const quote = line[open];
  for (let i = open + 1; i < line.length; i++) {
    if (quote === '"' && line[i] === '\\') i++;
    else if (line[i] === quote) {
      if (quote === "'" && line[i + 1] === "'") i++;
      else return i;
    }
  }
  return -1;
}

function commentIn(line: string, from: number, base: number): number | undefined {
  const found = /(?:^|[ \t])#/.exec(line.slice(from));
  if (!found || (found.index === 0 && found[0] === '#' && from > 0 && !/\s/.test(line[from - 1] ?? '')))
    return undefined;
  return base + from + found.index + found[0].length - 1;
}
