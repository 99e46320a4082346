import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  Parser,
  type YAMLError,
} from 'yaml';
import { scanFlow } from './scanFlow.ts';
import type { Anchor, Span } from './span.ts';
import { entryTooLarge, mostEntryText } from './textLimits.ts';
import { readCommonForm } from './yamlCommonForm.ts';
import { inPlainWords } from './yamlErrorWords.ts';
import type { YamlAlias, YamlNode, YamlPair, YamlScalar } from './yamlNode.ts';

/** A comment, `#` included. */
export interface YamlComment {
  readonly text: string;
  readonly span: Span;
}

export interface YamlError {
  /** `unread`: nothing may be wrong, but the text is too large to look. */
  readonly code: 'syntax' | 'tab-indentation' | 'unread';
  /** A sentence. */
  readonly message: string;
  readonly span: Span;
}

/**
 * An independent stretch of the file: one entry of the top-level map or, where that entry holds a block map, one
 * entry of that map. It is parsed on its own and kept as long as its text does not change.
 */
export interface YamlBlock {
  readonly anchor: Anchor;
  readonly length: number;
  /** Usually a map of one pair; anything else in broken or unusual text. */
  readonly content: YamlNode | undefined;
  readonly errors: readonly YamlError[];
  readonly comments: readonly YamlComment[];
  /** Every alias in the block, in order; empty for nearly every block. */
  readonly aliases: readonly YamlAlias[];
  /** Every node with an anchor, an inner one before the one around it. */
  readonly anchors: readonly YamlNode[];
  /** True when a quote or bracket is still open at the block's end: what follows may belong to it. */
  readonly unterminated: boolean;
  /** Of a long list: its items, each a block of its own whose anchor moves with this one's. */
  readonly items?: readonly YamlBlock[];
}

const parseOptions = {
  uniqueKeys: false,
  prettyErrors: false,
  strict: true,
  schema: 'core',
  version: '1.2',
  logLevel: 'silent',
  resolveKnownTags: false,
} as const;

/**
 * Parses one block. Never throws: what cannot be read is left out and named in `errors`. Text of the usual form may have
 * `mostCommon` characters, as its own reader is several times faster.
 */
export function parseBlock(text: string, anchor: Anchor, mostCommon = mostEntryText): YamlBlock {
  const tooLarge = entryTooLarge(text);
  if (tooLarge !== undefined && (text.length <= mostEntryText || text.length > mostCommon))
    return unreadBlock(text, anchor, tooLarge);
  const span = (start: number, end: number): Span => ({ anchor, start, end });
  const common = readCommonForm(text, span);
  if (!common) return tooLarge === undefined ? parseWithLibrary(text, anchor) : unreadBlock(text, anchor, tooLarge);
  const { content, scalars } = common;
  return {
    anchor,
    length: text.length,
    content,
    errors: none,
    comments: text.includes('#') ? findComments(text, scalars, span) : none,
    aliases: none,
    anchors: none,
    unterminated: false,
  };
}

const none: readonly never[] = [];

/** The same for text of any form, by the yaml package. */
export function parseWithLibrary(text: string, anchor: Anchor): YamlBlock {
  const aliases: YamlAlias[] = [];
  const anchors: YamlNode[] = [];
  const scalars: Span[] = [];
  const span = (start: number, end: number): Span => ({ anchor, start, end });
  const convert = converter(text, span, { aliases, anchors, scalars });
  let document: Document.Parsed | undefined;
  let content: YamlNode | undefined;
  let errors: readonly YamlError[];
  try {
    document = readDocument(text);
    content = document?.contents ? convert(document.contents) : undefined;
    errors = document ? relevantErrors(text, document.errors, span) : [];
  } catch (error) {
    // The yaml package recurses; text nested some thousand levels deep exhausts the stack.
    errors = [{ code: 'syntax', message: `This cannot be read: ${reason(error)}.`, span: span(0, text.length) }];
  }
  return {
    anchor,
    length: text.length,
    content,
    errors,
    comments: text.includes('#') ? findComments(text, scalars, span) : [],
    aliases,
    anchors,
    unterminated: document?.errors.some(isUnterminated) ?? false,
  };
}

/** A block of which nothing is read; `message` says why, at its first word. */
export function unreadBlock(text: string, anchor: Anchor, message: string): YamlBlock {
  const word = /^[ \t]*([^\s#:][^\s:]*)/m.exec(text.slice(0, 2_000));
  const end = word ? word.index + word[0].length : Math.min(1, text.length);
  const span: Span = { anchor, start: word ? end - (word[1]?.length ?? 0) : 0, end };
  return {
    anchor,
    length: text.length,
    content: undefined,
    errors: [{ code: 'unread', message, span }],
    comments: [],
    aliases: [],
    anchors: [],
    unterminated: false,
  };
}

const reason = (error: unknown): string =>
  error instanceof RangeError ? 'it is nested too deeply' : error instanceof Error ? error.message : String(error);

function readDocument(text: string): Document.Parsed | undefined {
  const document = firstDocument(text);
  if (!document?.errors.some(isUnterminated)) return document;
  const { flat, open } = scanFlow(text);
  const lenient = open !== undefined || flat === text ? undefined : firstDocument(flat);
  return lenient && lenient.errors.length === 0 ? lenient : document;
}

// Empty documents in front of the one with contents; more than a few are no compose file.
const emptyDocumentLimit = 100;

/** Compose reads the first document that holds something; a leading `---` makes no document of its own. */
function firstDocument(text: string): Document.Parsed | undefined {
  // The package makes an error for each fault, thousands in one line; their stack traces would cost more than the rest.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    let first: Document.Parsed | undefined;
    let empty = 0;
    for (const document of new Composer(parseOptions).compose(new Parser().parse(text))) {
      if (document.contents !== null) return document;
      first ??= document;
      if (++empty > emptyDocumentLimit) break;
    }
    return first;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

interface Collected {
  readonly aliases: YamlAlias[];
  readonly anchors: YamlNode[];
  readonly scalars: Span[];
}

function converter(text: string, span: (start: number, end: number) => Span, found: Collected) {
  const properties = (node: Node): { anchorName?: string; tag?: string } => ({
    ...('anchor' in node && node.anchor ? { anchorName: node.anchor } : {}),
    ...(node.tag ? { tag: node.tag } : {}),
  });

  const scalarAt = (start: number, end: number): YamlScalar => ({
    kind: 'scalar',
    value: text.slice(start, end),
    type: start === end ? 'null' : 'string',
    style: 'plain',
    span: span(start, end),
    contentSpan: span(start, end),
  });

  const convertScalar = (node: Extract<ParsedNode, { value: unknown }>): YamlScalar => {
    const [start, end] = node.range;
    const style = scalarStyle(node.type);
    const plainValue = typeof node.source === 'string' && style === 'plain' ? node.source : text.slice(start, end);
    const type = node.value === null ? 'null' : typeof node.value;
    const whole = span(start, end);
    if (end > start) found.scalars.push(whole);
    return {
      kind: 'scalar',
      value: typeof node.value === 'string' ? node.value : plainValue,
      type: type === 'number' || type === 'boolean' || type === 'null' ? type : type === 'bigint' ? 'number' : 'string',
      style,
      span: whole,
      contentSpan: contentSpan(text, start, end, style, span),
      ...properties(node),
    };
  };

  const convertKey = (key: unknown, fallback: number): YamlScalar => {
    if (isScalar(key)) return convertScalar(key as Extract<ParsedNode, { value: unknown }>);
    const range = (key as ParsedNode | null)?.range;
    return range ? scalarAt(range[0], range[1]) : scalarAt(fallback, fallback);
  };

  const isAbsent = (node: unknown): boolean =>
    node === null ||
    node === undefined ||
    (isScalar(node) && !!node.range && node.range[0] === node.range[1] && !node.anchor && !node.tag);

  const convert = (node: ParsedNode): YamlNode => {
    const [start, end] = node.range;
    const converted = ((): YamlNode => {
      if (isAlias(node)) {
        const alias: YamlAlias = { kind: 'alias', name: node.source, span: span(start, end) };
        found.aliases.push(alias);
        return alias;
      }
      if (isMap(node)) {
        const pairs = node.items.map((pair): YamlPair => {
          const key = convertKey(pair.key, start);
          const value = isAbsent(pair.value) ? undefined : convert(pair.value as ParsedNode);
          return {
            key,
            ...(value ? { value } : {}),
            span: span(key.span.start, value ? value.span.end : key.span.end),
          };
        });
        const last = pairs.at(-1);
        return {
          kind: 'map',
          flow: node.flow ?? false,
          pairs,
          span: span(start, node.flow || !last ? end : last.span.end),
          ...properties(node),
        };
      }
      if (isSeq(node)) {
        const items = node.items.map((item) =>
          item === null || item === undefined ? scalarAt(start, start) : convert(item as ParsedNode),
        );
        const last = items.at(-1);
        return {
          kind: 'sequence',
          flow: node.flow ?? false,
          items,
          span: span(start, node.flow || !last ? end : Math.max(last.span.end, start)),
          ...properties(node),
        };
      }
      return convertScalar(node as Extract<ParsedNode, { value: unknown }>);
    })();
    if (converted.anchorName) found.anchors.push(converted);
    return converted;
  };
  return convert;
}

function scalarStyle(type: string | undefined): YamlScalar['style'] {
  switch (type) {
    case 'QUOTE_DOUBLE':
      return 'double';
    case 'QUOTE_SINGLE':
      return 'single';
    case 'BLOCK_LITERAL':
      return 'literal';
    case 'BLOCK_FOLDED':
      return 'folded';
    default:
      return 'plain';
  }
}

function contentSpan(
  text: string,
  start: number,
  end: number,
  style: YamlScalar['style'],
  span: (start: number, end: number) => Span,
): Span {
  if (style === 'double' || style === 'single') {
    const quote = style === 'double' ? '"' : "'";
    const closed = end - start >= 2 && text[end - 1] === quote;
    return span(Math.min(start + 1, end), closed ? end - 1 : end);
  }
  if (style === 'plain') return span(start, end);
  const firstLine = text.indexOf('\n', start);
  return firstLine < 0 || firstLine >= end ? span(end, end) : span(firstLine + 1, end);
}

function isUnterminated(error: YAMLError): boolean {
  return (
    (error.code === 'MISSING_CHAR' && /closing/i.test(error.message)) ||
    ((error.code === 'BAD_INDENT' || error.code === 'MISSING_CHAR') && /and end with a/.test(error.message))
  );
}

// All but the first are consequences more often than not, and looking for each one's place costs a line.
const errorLimit = 50;

/** One error a line, none behind a quote, bracket or tab that spoils the rest, each on the text that causes it. */
function relevantErrors(
  text: string,
  errors: readonly YAMLError[],
  span: (start: number, end: number) => Span,
): readonly YamlError[] {
  const relevant: YamlError[] = [];
  const lines = new Set<number>();
  for (const error of errors.slice(0, errorLimit)) {
    const tab = error.code === 'TAB_AS_INDENT';
    const unterminated = isUnterminated(error);
    const opened = unterminated ? scanFlow(text).open : undefined;
    const place =
      opened === undefined ? tokenAt(text, error.pos[0], tab) : { start: opened, end: lineEndAt(text, opened) };
    const lineStart = text.lastIndexOf('\n', place.start - 1);
    if (lines.has(lineStart)) continue;
    lines.add(lineStart);
    relevant.push({
      code: tab ? 'tab-indentation' : 'syntax',
      message: inPlainWords(error.message),
      span: span(Math.min(place.start, text.length), Math.min(place.end, text.length)),
    });
    if (unterminated || tab) break;
  }
  return relevant;
}

/** The run of characters at an offset; the parser often points at the white space before it. */
function tokenAt(text: string, offset: number, tab: boolean): { start: number; end: number } {
  let start = Math.min(offset, Math.max(0, text.length - 1));
  if (tab) {
    let end = start;
    while (text[end] === '\t') end++;
    return { start, end: Math.max(end, start + 1) };
  }
  const ahead = /^[ \t]*/.exec(text.slice(start))?.[0].length ?? 0;
  if (start + ahead < lineEndAt(text, start)) start += ahead;
  const token = /^[^\s:,[\]{}]+/.exec(text.slice(start, start + 200))?.[0].length ?? 0;
  return { start, end: start + Math.max(1, token) };
}

/** The end of the line's text, white space left out; at least one character behind the offset. */
function lineEndAt(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  const line = text.slice(offset, newline < 0 ? text.length : newline).trimEnd();
  return offset + Math.max(1, line.length);
}

function findComments(
  text: string,
  scalars: readonly Span[],
  span: (start: number, end: number) => Span,
): readonly YamlComment[] {
  const comments: YamlComment[] = [];
  const pattern = /(^|[ \t])(#[^\r\n]*)/gm;
  let next = 0;
  for (const match of text.matchAll(pattern)) {
    const start = match.index + (match[1]?.length ?? 0);
    while (next < scalars.length && (scalars[next]?.end ?? 0) <= start) next++;
    const scalar = scalars[next];
    if (scalar && start >= scalar.start && start < scalar.end) continue;
    comments.push({ text: match[2] ?? '', span: span(start, start + (match[2]?.length ?? 0)) });
  }
  return comments;
}
