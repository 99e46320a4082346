import { type Anchor, toRange } from './span.ts';
import { mostEntryText, mostItemText } from './textLimits.ts';
import { parseBlock, type YamlBlock } from './yamlBlock.ts';
import type { YamlMap, YamlNode, YamlSequence } from './yamlNode.ts';

/** Blocks of an older version that may be used again, by their text. Taking one away changes where it stands. */
export type ReusableBlocks = Map<string, YamlBlock[]>;

/**
 * An entry whose value is one of the long lists of an Envoy configuration, `clusters:` for example, is parsed item by
 * item, so that an edit costs one item. Undefined for every other entry, and where the items cannot be told apart.
 */
export function parseByItems(text: string, anchor: Anchor, reusable?: ReusableBlocks): YamlBlock | undefined {
  const cut = cutItems(text);
  if (!cut) return undefined;
  const header = parseBlock(text.slice(0, cut.first), { uri: anchor.uri, offset: anchor.offset });
  const pair = header.content?.kind === 'map' ? header.content.pairs[0] : undefined;
  if (!pair || pair.value || header.errors.length > 0) return undefined;
  const key = { ...pair.key, ...moved(pair.key, anchor) };
  const items = parseItems(text, anchor, cut.starts, reusable);
  const nodes: YamlNode[] = [];
  for (const { content, errors } of items) {
    if (content?.kind === 'sequence' && !content.flow) nodes.push(...content.items);
    else if (errors.length === 0) return undefined;
  }
  const first = items.find(({ content }) => content)?.content;
  const last = items.findLast(({ content }) => content)?.content;
  if (!first || !last) return undefined;
  const start = toRange(first.span).start - anchor.offset;
  const end = toRange(last.span).end - anchor.offset;
  const value: YamlSequence = { kind: 'sequence', flow: false, items: nodes, span: { anchor, start, end } };
  const span = { anchor, start: key.span.start, end };
  const content: YamlMap = { kind: 'map', flow: false, pairs: [{ key, value, span }], span };
  const comments = header.comments.map((comment) => ({ ...comment, ...moved(comment, anchor) }));
  return {
    anchor,
    length: text.length,
    content,
    errors: items.flatMap(({ errors }) => errors),
    comments: [...comments, ...items.flatMap((item) => item.comments)],
    aliases: items.flatMap(({ aliases }) => aliases),
    anchors: items.flatMap(({ anchors }) => anchors),
    unterminated: items.at(-1)?.unterminated ?? false,
    items,
  };
}

/** The header's places are relative to the whole entry. */
function moved<T extends { readonly span: YamlNode['span']; readonly contentSpan?: YamlNode['span'] }>(
  { span, contentSpan }: T,
  anchor: Anchor,
): { readonly span: YamlNode['span'] } & Pick<T, 'contentSpan'> {
  return { span: { ...span, anchor }, ...(contentSpan ? { contentSpan: { ...contentSpan, anchor } } : {}) };
}

const headerLine =
  /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*([ ]*)(?:listeners|clusters|secrets|resources)[ ]*:[ \t]*(?:#[^\n]*)?\r?\n/;

/** Where the items begin; `first` is the end of the header. */
function cutItems(text: string): { readonly first: number; readonly starts: readonly number[] } | undefined {
  const match = headerLine.exec(text);
  if (!match) return undefined;
  const outer = match[1]?.length ?? 0;
  const starts: number[] = [];
  let column = -1;
  let position = match[0].length;
  while (position < text.length) {
    let at = position;
    while (text.charCodeAt(at) === 32) at++;
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const indent = at - position;
    const isItem = text.charCodeAt(at) === 45 && isSpaceOrEnd(text, at + 1);
    if (isItem && (column < 0 || indent === column)) {
      if (indent < outer) return undefined;
      column = indent;
      starts.push(position);
    } else if (indent <= Math.max(column, outer) && !isBlankOrComment(text, at)) return undefined;
    position = next;
  }
  const [first] = starts;
  return first === undefined ? undefined : { first, starts };
}

function isSpaceOrEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 10 || code === 13 || at >= text.length;
}

function isBlankOrComment(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 35 || code === 10 || code === 13 || at >= text.length;
}

// As for entries: a quote that is open takes in what follows, and one that nothing closes is broken text.
const joinLimit = 16;
const failedJoinLimit = 4;

function parseItems(
  text: string,
  { uri, offset }: Anchor,
  starts: readonly number[],
  reusable: ReusableBlocks | undefined,
): readonly YamlBlock[] {
  const items: YamlBlock[] = [];
  let failedJoins = 0;
  const stretch = (from: number, to: number): string => text.slice(starts[from], starts[to] ?? text.length);
  // All that is kept is taken before anything is taken apart.
  const kept = starts.map((_, index) => reusable?.get(stretch(index, index + 1))?.shift());
  for (let index = 0; index < starts.length; index++) {
    const start = offset + (starts[index] ?? 0);
    const own = stretch(index, index + 1);
    const known = kept[index];
    if (known) moveBlock(known, start - known.anchor.offset);
    const block = known ?? parseItem(` ${own}`.slice(1), { uri, offset: start }, reusable);
    if (!block.unterminated || failedJoins >= failedJoinLimit) {
      items.push(block);
      continue;
    }
    let count = 1;
    for (let more = 2; more <= joinLimit && index + more <= starts.length; more++) {
      const joined = stretch(index, index + more);
      if (joined.length > mostEntryText) break;
      const candidate = parseBlock(` ${joined}`.slice(1), { uri, offset: start });
      if (candidate.unterminated || candidate.errors.length > 0) continue;
      items.push(candidate);
      count = more;
      break;
    }
    if (count === 1) {
      failedJoins++;
      items.push(block);
    }
    index += count - 1;
  }
  return items;
}

/** Moves a block and its items. */
export function moveBlock({ anchor, items = [] }: Pick<YamlBlock, 'anchor' | 'items'>, delta: number): void {
  anchor.offset += delta;
  for (const item of items) moveBlock(item, delta);
}

/** In an item with more characters the longest list is parsed item by item too. */
const longItemText = 15_000;

function parseItem(text: string, anchor: Anchor, reusable: ReusableBlocks | undefined): YamlBlock {
  const nested = text.length > longItemText ? parseLongItem(text, anchor, reusable) : undefined;
  return nested ?? parseBlock(text, anchor, mostItemText);
}

/** Undefined where no list is long, or something in it is not as it should be. */
function parseLongItem(text: string, anchor: Anchor, reusable: ReusableBlocks | undefined): YamlBlock | undefined {
  const found = longestList(text);
  if (!found) return undefined;
  const { key, from, to, starts } = found;
  const blank = `${' '.repeat(to - from - 1)}\n`;
  const around = parseBlock(text.slice(0, from) + blank + text.slice(to), anchor, mostItemText);
  if (!around.content || around.errors.length > 0 || around.unterminated) return undefined;
  const at: Anchor = { uri: anchor.uri, offset: anchor.offset + from };
  const items = parseItems(text.slice(from, to), at, starts, reusable && itemsOfLongOnes(reusable));
  const nodes = items.flatMap(({ content }) => (content?.kind === 'sequence' ? content.items : []));
  const [first] = nodes;
  const last = nodes.at(-1);
  if (!first || !last || items.some(({ content, unterminated }) => content?.kind !== 'sequence' || unterminated))
    return undefined;
  const start = toRange(items[0]?.content?.span ?? first.span).start - anchor.offset;
  const span = { anchor, start, end: toRange(last.span).end - anchor.offset };
  const content = withValue(around.content, key, { kind: 'sequence', flow: false, items: nodes, span });
  if (!content) return undefined;
  return {
    anchor,
    length: text.length,
    content,
    errors: items.flatMap(({ errors }) => errors),
    comments: [...around.comments, ...items.flatMap(({ comments }) => comments)],
    aliases: [...around.aliases, ...items.flatMap(({ aliases }) => aliases)],
    anchors: [...around.anchors, ...items.flatMap(({ anchors }) => anchors)],
    unterminated: false,
    items,
  };
}

const listHeader =
  /^([ ]*(?:-[ ]+)*)(?:routes|virtual_hosts|lb_endpoints|endpoints|filter_chains)[ ]*:[ ]*(?:#[^\n]*)?\n/gm;
const fewestItems = 8;

interface FoundList {
  /** Offset of its key. */
  readonly key: number;
  readonly from: number;
  readonly to: number;
  /** Offsets of the items from `from`. */
  readonly starts: readonly number[];
}

function longestList(text: string): FoundList | undefined {
  let longest: FoundList | undefined;
  let tried = 0;
  for (const match of text.matchAll(listHeader)) {
    const key = match.index + (match[1]?.length ?? 0);
    if (longest && key < longest.to) continue;
    if (++tried > mostTried) break;
    const found = listFrom(text, key, match[1]?.length ?? 0, match.index + match[0].length);
    if (found.starts.length >= fewestItems && found.to - found.from > (longest ? longest.to - longest.from : 0))
      longest = found;
  }
  return longest;
}

// Each of them costs the lines of its list.
const mostTried = 20;

function listFrom(text: string, key: number, outer: number, from: number): FoundList {
  const starts: number[] = [];
  let column = -1;
  let position = from;
  while (position < text.length) {
    let at = position;
    while (text.charCodeAt(at) === 32) at++;
    const indent = at - position;
    if (!isBlankOrComment(text, at)) {
      const isItem = text.charCodeAt(at) === 45 && isSpaceOrEnd(text, at + 1);
      if (isItem && (column < 0 ? indent >= outer : indent === column)) {
        column = indent;
        starts.push(position - from);
      } else if (indent <= column || column < 0) break;
    }
    const newline = text.indexOf('\n', at);
    position = newline < 0 ? text.length : newline + 1;
  }
  return { key, from: from + (starts[0] ?? 0), to: position, starts: starts.map((start) => start - (starts[0] ?? 0)) };
}

/** The node with a value for the key that stands at an offset and has none; undefined where there is no such key. */
function withValue(node: YamlNode, key: number, value: YamlSequence): YamlNode | undefined {
  const grown = (span: YamlNode['span'], inner: YamlNode): YamlNode['span'] => ({
    ...span,
    end: Math.max(span.end, inner.span.end),
  });
  if (node.kind === 'map' && !node.flow) {
    const index = node.pairs.findLastIndex((pair) => pair.key.span.start <= key);
    const pair = node.pairs[index];
    if (!pair) return undefined;
    const inner =
      pair.key.span.start === key ? (pair.value ? undefined : value) : pair.value && withValue(pair.value, key, value);
    if (!inner) return undefined;
    const pairs = node.pairs.with(index, { ...pair, value: inner, span: grown(pair.span, inner) });
    return { ...node, pairs, span: grown(node.span, inner) };
  }
  if (node.kind === 'sequence' && !node.flow) {
    const index = node.items.findLastIndex((item) => item.span.start <= key);
    const item = node.items[index];
    const inner = item && withValue(item, key, value);
    return inner && { ...node, items: node.items.with(index, inner), span: grown(node.span, inner) };
  }
  return undefined;
}

/** Takes apart the long items that are not used again as they are. */
function itemsOfLongOnes(reusable: ReusableBlocks): ReusableBlocks {
  for (const [text, blocks] of [...reusable]) {
    const long = blocks.filter(({ items }) => items);
    if (long.length === 0) continue;
    reusable.set(
      text,
      blocks.filter(({ items }) => !items),
    );
    for (const { anchor, items = [] } of long) {
      for (const item of items) {
        const start = item.anchor.offset - anchor.offset;
        add(reusable, text.slice(start, start + item.length), item);
      }
    }
  }
  return reusable;
}

function add(blocks: ReusableBlocks, text: string, block: YamlBlock): void {
  const list = blocks.get(text);
  if (list) list.push(block);
  else blocks.set(text, [block]);
}

/** The items of older blocks by their text, which is that of the version that they belong to. */
export function reusableItems(blocks: readonly YamlBlock[], text: string): ReusableBlocks | undefined {
  let found: ReusableBlocks | undefined;
  for (const { items } of blocks) {
    for (const item of items ?? []) {
      found ??= new Map();
      add(found, text.slice(item.anchor.offset, item.anchor.offset + item.length), item);
    }
  }
  return found;
}
