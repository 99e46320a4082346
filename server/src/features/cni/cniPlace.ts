import type { CniConfig } from '../../model/cniConfig.ts';
import type { JsonArray, JsonNode, JsonObject, JsonPair, JsonString } from '../../text/jsonNode.ts';
import { type OffsetRange, type Span, toRange } from '../../text/span.ts';
import { type CniText, configAt, quoteOf } from './cniText.ts';

/** Keys and indexes that lead from the top of a configuration to a place. */
export type CniPath = readonly (string | number)[];

/** Where a text cursor stands in a configuration. */
export interface CniPlace {
  readonly config: CniConfig;
  /** Whether a key is written here, or a value: of a key or in a list. */
  readonly part: 'key' | 'value';
  /** Leads to the object that a key is for, or to the value itself. */
  readonly path: CniPath;
  /** What is written here, quotes included; empty where nothing is yet. */
  readonly word: OffsetRange;
  /** Its content, without quotes. */
  readonly content: string;
  readonly quoted: boolean;
  /** The entry that the cursor is in. */
  readonly pair?: JsonPair;
  /** The value under the cursor. */
  readonly node?: JsonNode;
  /** The innermost object or list around; absent at the top of a text that holds nothing. */
  readonly around?: JsonObject | JsonArray;
}

/** The place of an offset, in broken text too; undefined outside of configurations. */
export function cniPlaceAt(text: CniText, offset: number): CniPlace | undefined {
  const config = configAt(text, offset);
  if (!config) return undefined;
  const walk = new Walk(text.text, config, offset);
  const { root } = config;
  if (root && walk.isIn(root, toRange(config.span).end)) return walk.object(root, [], toRange(config.span).end);
  const isBefore = root === undefined || offset <= toRange(root.span).start;
  return isBefore ? walk.bare('value', [], undefined) : undefined;
}

class Walk {
  readonly #text: string;
  readonly #config: CniConfig;
  readonly #offset: number;
  readonly #quote: string;

  constructor(text: string, config: CniConfig, offset: number) {
    this.#text = text;
    this.#config = config;
    this.#offset = offset;
    this.#quote = quoteOf(config);
  }

  /** `limit`: where what is around ends, and with it what was never closed. */
  isIn(node: JsonObject | JsonArray, limit: number): boolean {
    return this.#offset > toRange(node.span).start && this.#offset <= this.#endOf(node, limit);
  }

  object(node: JsonObject, path: CniPath, limit: number): CniPlace {
    const end = this.#endOf(node, limit);
    for (const pair of node.pairs) {
      if (this.#touches(pair.key.contentSpan)) return this.#string(pair.key, 'key', path, node, pair);
      const inside = [...path, pair.key.value];
      const found = pair.value && this.#value(pair.value, inside, end, node, pair);
      if (found) return found;
      if (this.#isBehindColon(pair)) return this.bare('value', inside, node, pair);
    }
    return this.bare('key', path, node);
  }

  /** Nothing with quotes is here: the letters around the cursor, if there are any. */
  bare(part: CniPlace['part'], path: CniPath, around: CniPlace['around'], pair?: JsonPair): CniPlace {
    const before =
      /[\w.:/-]*$/.exec(this.#text.slice(Math.max(0, this.#offset - longestWord), this.#offset))?.[0] ?? '';
    const letters = before.replace(/^.*:(?![\da-fA-F:]*$)/, '');
    const behind = /^[\w./-]*/.exec(this.#text.slice(this.#offset, this.#offset + longestWord))?.[0] ?? '';
    const start = this.#offset - letters.length;
    const common = { config: this.#config, part, path, content: letters + behind, quoted: false };
    return {
      ...common,
      word: { start, end: this.#offset + behind.length },
      ...(around ? { around } : {}),
      ...(pair ? { pair } : {}),
    };
  }

  #value(
    node: JsonNode,
    path: CniPath,
    limit: number,
    around: JsonObject | JsonArray,
    pair: JsonPair | undefined,
  ): CniPlace | undefined {
    if (node.kind === 'object') return this.isIn(node, limit) ? this.object(node, path, limit) : undefined;
    if (node.kind === 'array') return this.isIn(node, limit) ? this.#array(node, path, limit) : undefined;
    if (node.kind === 'string')
      return this.#touches(node.contentSpan) ? this.#string(node, 'value', path, around, pair) : undefined;
    if (!this.#touches(node.span)) return undefined;
    return { ...this.bare('value', path, around, pair), node };
  }

  #array(node: JsonArray, path: CniPath, limit: number): CniPlace {
    const end = this.#endOf(node, limit);
    for (const [index, item] of node.items.entries()) {
      const found = this.#value(item, [...path, index], end, node, undefined);
      if (found) return found;
    }
    const index = node.items.filter(({ span }) => toRange(span).end <= this.#offset).length;
    return this.bare('value', [...path, index], node);
  }

  #string(
    node: JsonString,
    part: CniPlace['part'],
    path: CniPath,
    around: JsonObject | JsonArray,
    pair: JsonPair | undefined,
  ): CniPlace {
    const { start, end } = toRange(node.contentSpan);
    const length = this.#quote.length;
    const quoted = this.#text.startsWith(this.#quote, start - length);
    const closed = quoted && this.#text.startsWith(this.#quote, end);
    const behind = /^[\w./:-]*/.exec(this.#text.slice(this.#offset, end))?.[0].length ?? 0;
    const last = closed || !quoted ? end : this.#offset + behind;
    return {
      config: this.#config,
      part,
      path,
      word: { start: quoted ? start - length : start, end: closed ? end + length : last },
      content: this.#text.slice(start, last),
      quoted,
      node,
      around,
      ...(pair ? { pair } : {}),
    };
  }

  #touches(span: Span): boolean {
    const { start, end } = toRange(span);
    return this.#offset >= start && this.#offset <= end;
  }

  /** The last offset that counts as inside. */
  #endOf(node: JsonObject | JsonArray, limit: number): number {
    const { start, end } = toRange(node.span);
    const isClosed = end - start > 1 && this.#text.charAt(end - 1) === (node.kind === 'object' ? '}' : ']');
    return isClosed ? end - 1 : limit;
  }

  #isBehindColon({ key, value }: JsonPair): boolean {
    const { end } = toRange(key.span);
    if (this.#offset <= end || (value && this.#offset > toRange(value.span).start)) return false;
    return /^"?\s*:[^,{}[\]"]*$/.test(this.#text.slice(end, this.#offset));
  }
}

const longestWord = 200;
