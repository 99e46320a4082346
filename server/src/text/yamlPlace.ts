import type { YamlPath } from './edit.ts';
import { toRange } from './span.ts';
import { pairOf, type YamlMap, type YamlNode, type YamlPair, type YamlSequence } from './yamlNode.ts';
import type { YamlTree } from './yamlTree.ts';

/** One step of a path in the tree: a collection and what it holds under the path's key. */
export type YamlStep =
  | { readonly kind: 'pair'; readonly map: YamlMap; readonly pair: YamlPair }
  | { readonly kind: 'item'; readonly list: YamlSequence; readonly index: number; readonly item: YamlNode };

/** How far a path leads into the tree. */
export interface YamlPlace {
  /** One step for every key of the path that was found, the top one first. */
  readonly steps: readonly YamlStep[];
  /** The value behind the last step (the whole file for none); undefined for `key:`. */
  readonly value: YamlNode | undefined;
}

/**
 * Follows the path through the file's own text. Undefined where an edit there would change more than the path says:
 * the path leads through an alias, or through a node that aliases elsewhere in the file repeat.
 */
export function placeOf(tree: YamlTree, path: YamlPath): YamlPlace | undefined {
  const shared = aliasNames(tree);
  const steps: YamlStep[] = [];
  let value: YamlNode | undefined = tree.root;
  for (const key of path) {
    const step: YamlStep | undefined = value && stepInto(value, key);
    if (!step) break;
    steps.push(step);
    value = step.kind === 'pair' ? step.pair.value : step.item;
    if (value && (value.kind === 'alias' || (value.anchorName !== undefined && shared.has(value.anchorName)))) {
      return undefined;
    }
  }
  return { steps, value };
}

function stepInto(value: YamlNode, key: string | number): YamlStep | undefined {
  if (value.kind === 'map') {
    const pair = pairOf(value, String(key));
    return pair && { kind: 'pair', map: value, pair };
  }
  const item = value.kind === 'sequence' && typeof key === 'number' ? value.items[key] : undefined;
  return item && value.kind === 'sequence' && typeof key === 'number'
    ? { kind: 'item', list: value, index: key, item }
    : undefined;
}

/** True when an alias outside `node` repeats something in it, so that taking it away breaks the file. */
export function isRepeatedElsewhere(tree: YamlTree, node: YamlNode | undefined): boolean {
  const names = new Set<string>();
  collectAnchors(node, names);
  return [...aliasNames(tree)].some((name) => names.has(name));
}

function collectAnchors(node: YamlNode | undefined, names: Set<string>): void {
  if (node?.anchorName) names.add(node.anchorName);
  if (node?.kind === 'sequence') for (const item of node.items) collectAnchors(item, names);
  if (node?.kind === 'map') for (const { value } of node.pairs) collectAnchors(value, names);
}

const aliasNames = (tree: YamlTree): ReadonlySet<string> =>
  new Set(tree.blocks.flatMap((block) => block.aliases.map((alias) => alias.name)));

/** Offset behind the colon of the entry and behind anchor and tag of its value, where the value's text begins. */
export function behindColon(text: string, pair: YamlPair): number | undefined {
  const colon = /^[ \t]*:/.exec(text.slice(toRange(pair.key.span).end, toRange(pair.key.span).end + 80));
  if (!colon) return undefined;
  const start = toRange(pair.key.span).end + colon[0].length;
  return start + (/^(?:[ \t]+[&!][^\s,[\]{}]*)*/.exec(text.slice(start, start + 400))?.[0].length ?? 0);
}

/** Offset of the dash in front of an item of a block list. */
export function dashOf(text: string, list: YamlSequence, index: number): number | undefined {
  const before = list.items[index - 1];
  let position = before ? contentEnd(text, before) : toRange(list.span).start;
  // Skips blanks and comments between two items.
  for (;;) {
    const gap = /^(?:\s+|#[^\r\n]*)/.exec(text.slice(position, position + 2000));
    if (!gap) break;
    position += gap[0].length;
  }
  return text[position] === '-' ? position : undefined;
}

/** The end of a node without the line breaks that a block scalar takes in. */
export function contentEnd(text: string, node: YamlNode): number {
  const { start, end } = toRange(node.span);
  let last = end;
  while (last > start && /\s/.test(text[last - 1] ?? '')) last--;
  return last;
}

/** The end of a whole entry or of the key alone where it has no value. */
export function pairEnd(text: string, pair: YamlPair): number {
  return pair.value
    ? Math.max(contentEnd(text, pair.value), behindColon(text, pair) ?? 0)
    : (behindColon(text, pair) ?? toRange(pair.key.span).end);
}

/** True when the node's text ends with a block scalar that keeps the empty lines behind it (`|+`). */
export function keepsTrailingLines(text: string, node: YamlNode | undefined): boolean {
  if (!node) return false;
  if (node.kind === 'map') return !node.flow && keepsTrailingLines(text, node.pairs.at(-1)?.value);
  if (node.kind === 'sequence') return !node.flow && keepsTrailingLines(text, node.items.at(-1));
  const { start } = toRange(node.span);
  return node.kind === 'scalar' && /^[|>]\d?\+/.test(text.slice(start, start + 3));
}
