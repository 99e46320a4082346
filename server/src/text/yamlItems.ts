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
  for (let index = 0; index < starts.length; index++) {
    const start = offset + (starts[index] ?? 0);
    const own = stretch(index, index + 1);
    const known = reusable?.get(own)?.shift();
    if (known) known.anchor.offset = start;
    const block = known ?? parseBlock(` ${own}`.slice(1), { uri, offset: start }, mostItemText);
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

/** The items of older blocks by their text, which is that of the version that they belong to. */
export function reusableItems(blocks: readonly YamlBlock[], text: string): ReusableBlocks | undefined {
  let found: ReusableBlocks | undefined;
  for (const { items } of blocks) {
    for (const item of items ?? []) {
      found ??= new Map();
      const own = text.slice(item.anchor.offset, item.anchor.offset + item.length);
      const list = found.get(own);
      if (list) list.push(item);
      else found.set(own, [item]);
    }
  }
  return found;
}
