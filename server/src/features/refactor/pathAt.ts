import type { YamlPath } from '../../text/edit.ts';
import { type OffsetRange, toRange } from '../../text/span.ts';
import { beginsLine, endsLine, lineEndAt, lineStartAt } from '../../text/textLines.ts';
import type { YamlNode, YamlPair } from '../../text/yamlNode.ts';
import { pairEnd } from '../../text/yamlPlace.ts';
import type { YamlTree } from '../../text/yamlTree.ts';

/**
 * The path of the smallest entry or list item that holds the whole range. An entry takes its lines whole: indentation,
 * dash and the comment behind it count, unless something else stands on the line.
 */
export function pathAt(tree: YamlTree, range: OffsetRange): YamlPath {
  const path: (string | number)[] = [];
  let node: YamlNode | undefined = tree.root;
  while (node) {
    const inner = childAt(tree.text, node, range);
    if (!inner) break;
    path.push(inner.step);
    node = inner.value;
  }
  return path;
}

interface Child {
  readonly step: string | number;
  readonly value: YamlNode | undefined;
}

function childAt(text: string, node: YamlNode, range: OffsetRange): Child | undefined {
  if (node.kind === 'sequence') {
    const index = node.items.findIndex((item) => holds(itemLines(text, item), range));
    return index < 0 ? undefined : { step: index, value: node.items[index] };
  }
  const pair = node.kind === 'map' ? node.pairs.find((each) => holds(pairLines(text, each), range)) : undefined;
  return pair && { step: pair.key.value, value: pair.value };
}

const pairLines = (text: string, pair: YamlPair): OffsetRange =>
  wholeLines(text, toRange(pair.key.span).start, pairEnd(text, pair));

function itemLines(text: string, item: YamlNode): OffsetRange {
  const { start, end } = toRange(item.span);
  const dash = /-[ \t]+$/.exec(text.slice(lineStartAt(text, start), start));
  return wholeLines(text, start - (dash?.[0].length ?? 0), end);
}

function wholeLines(text: string, start: number, end: number): OffsetRange {
  return {
    start: beginsLine(text, start) ? lineStartAt(text, start) : start,
    end: endsLine(text, end) ? lineEndAt(text, end) : end,
  };
}

const holds = (outer: OffsetRange, inner: OffsetRange): boolean => outer.start <= inner.start && inner.end <= outer.end;
