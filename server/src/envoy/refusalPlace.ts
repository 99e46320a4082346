import { indexLines } from '../text/lineIndex.ts';
import { type OffsetRange, toRange } from '../text/span.ts';
import type { YamlNode } from '../text/yamlNode.ts';
import type { YamlTree } from '../text/yamlTree.ts';

/**
 * The place in the file that an error of Envoy is about: the line that it names, the field that its path leads to, or
 * the value that it quotes. The first line where nothing tells, as Envoy gives no position for most errors.
 */
export function refusalPlace(tree: YamlTree, error: string): OffsetRange {
  const place = atLine(tree.text, error) ?? atPath(tree, error) ?? atQuoted(tree, error);
  return place ?? { start: 0, end: Math.max(0, tree.text.search(/\r?\n|$/)) };
}

/** `yaml-cpp: error at line 4, column 7`. */
function atLine(text: string, error: string): OffsetRange | undefined {
  const [, line, column] = /error at line (\d+), column (\d+)/.exec(error) ?? [];
  if (line === undefined) return undefined;
  const start = indexLines(text).offsetAt({ line: Number(line) - 1, character: Number(column) - 1 });
  const rest = text.slice(start).search(/\r?\n|$/);
  return { start, end: start + Math.max(rest, 1) };
}

/** `… @ static_resources.listeners[0].address: message …, near 1:9: no such field: 'x'`, as far as the file has it. */
function atPath(tree: YamlTree, error: string): OffsetRange | undefined {
  const path = /@ ([\w.[\]"-]+?):? /.exec(error)?.[1];
  if (path === undefined || !tree.root) return undefined;
  let node: YamlNode = tree.root;
  let place: OffsetRange | undefined;
  const missing = /no such field: '([^']+)'/.exec(error)?.[1];
  for (const step of [...path.matchAll(/\w+/g)].map(([text]) => text).concat(missing ?? [])) {
    const found = childOf(tree, node, step);
    if (!found) break;
    place = found.place;
    if (!found.node) break;
    node = found.node;
  }
  return place;
}

function childOf(
  tree: YamlTree,
  from: YamlNode,
  step: string,
): { readonly place: OffsetRange; readonly node: YamlNode | undefined } | undefined {
  const node = from.kind === 'alias' ? tree.resolve(from) : from;
  if (node?.kind === 'sequence' && /^\d+$/.test(step)) {
    const item = node.items[Number(step)];
    return item && { place: firstLine(tree, toRange(item.span)), node: item };
  }
  if (node?.kind !== 'map') return undefined;
  const pair = node.pairs.findLast(({ key }) => plain(key.value) === plain(step));
  return pair && { place: toRange(pair.key.contentSpan), node: pair.value };
}

/** Both spellings of a field are one. */
const plain = (field: string): string => field.replaceAll('_', '').toLowerCase();

/** A value of the file that stands between quotes in the error; the last one, since names come before what is wrong. */
function atQuoted(tree: YamlTree, error: string): OffsetRange | undefined {
  for (const [, , text] of [...error.matchAll(/(['"`])((?:(?!\1).){2,200})\1/g)].toReversed()) {
    const start = text === undefined ? -1 : wordAt(tree.text, text);
    if (start >= 0 && text !== undefined) return { start, end: start + text.length };
  }
  const host = /malformed IP address: ([^\s,]+?)\.?(?=[\s,]|$)/.exec(error)?.[1];
  const start = host === undefined ? -1 : wordAt(tree.text, host);
  return host === undefined || start < 0 ? undefined : { start, end: start + host.length };
}

/** Where the text stands as a value of its own. */
function wordAt(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + word.length] ?? ' '];
    if (/[\s'"[{,]/.test(before) && /[\s'"\]},:]/.test(after)) return at;
  }
  return -1;
}

const firstLine = (tree: YamlTree, { start, end }: OffsetRange): OffsetRange => {
  const line = tree.text.slice(start, end).search(/\r?\n/);
  return { start, end: line < 0 ? end : start + line };
};
