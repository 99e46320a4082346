import type { TextEdit, YamlPath } from './edit.ts';
import { toRange } from './span.ts';
import { beginsLine, endsLine, lineStartAt, nextLineAt } from './textLines.ts';
import type { YamlMap, YamlSequence } from './yamlNode.ts';
import { behindColon, contentEnd, dashOf, isRepeatedElsewhere, pairEnd, placeOf, type YamlStep } from './yamlPlace.ts';
import type { YamlTree } from './yamlTree.ts';

/** Takes away an entry or item with its lines and the comment behind it; undefined where that is not possible. */
export function removeEdits(tree: YamlTree, path: YamlPath, prune: boolean): readonly TextEdit[] | undefined {
  const place = placeOf(tree, path);
  const step = place?.steps.at(-1);
  if (!place || !step || place.steps.length < path.length) return undefined;
  if (isRepeatedElsewhere(tree, place.value)) return undefined;
  const collection = collectionOf(step);
  if (sizeOf(collection) > 1)
    return collection.flow ? removeFromFlow(tree.text, step) : removeFromBlock(tree.text, step);
  if (prune && path.length > 1) return removeEdits(tree, path.slice(0, -1), false);
  return collection.flow ? emptyFlow(tree.text, collection) : emptyBlock(tree.text, step, place.steps.at(-2));
}

const collectionOf = (step: YamlStep): YamlMap | YamlSequence => (step.kind === 'pair' ? step.map : step.list);

const sizeOf = (collection: YamlMap | YamlSequence): number =>
  collection.kind === 'map' ? collection.pairs.length : collection.items.length;

interface Extent {
  readonly start: number;
  readonly end: number;
}

/** From the key or dash to the end of the value. */
function extentOf(text: string, step: YamlStep): Extent | undefined {
  if (step.kind === 'pair') {
    const { start } = toRange(step.pair.key.span);
    const explicitKey = /[?]\s+$/.test(text.slice(Math.max(0, start - 3), start));
    return explicitKey ? undefined : { start, end: pairEnd(text, step.pair) };
  }
  if (step.list.flow) return { start: toRange(step.item.span).start, end: toRange(step.item.span).end };
  const dash = dashOf(text, step.list, step.index);
  return dash === undefined ? undefined : { start: dash, end: Math.max(dash + 1, contentEnd(text, step.item)) };
}

function removeFromBlock(text: string, step: YamlStep): readonly TextEdit[] | undefined {
  const extent = extentOf(text, step);
  if (!extent || !endsLine(text, extent.end)) return undefined;
  const next = nextLineAt(text, extent.end);
  if (beginsLine(text, extent.start)) return [{ start: lineStartAt(text, extent.start), end: next, newText: '' }];
  // The entry shares its line with the dash before it: the following one moves up to that dash.
  const blanks = /^\s*/.exec(text.slice(next))?.[0].length ?? 0;
  return [{ start: extent.start, end: next + blanks, newText: '' }];
}

/** The collection's only entry goes and `{}` or `[]` stays, so that the key keeps its kind of value. */
function emptyBlock(text: string, step: YamlStep, parent: YamlStep | undefined): readonly TextEdit[] | undefined {
  const extent = extentOf(text, step);
  if (!extent || !endsLine(text, extent.end)) return undefined;
  const empty = step.kind === 'pair' ? '{}' : '[]';
  if (!beginsLine(text, extent.start)) return [{ start: extent.start, end: extent.end, newText: empty }];
  const lines = { start: lineStartAt(text, extent.start), end: nextLineAt(text, extent.end), newText: '' };
  if (!parent) return [lines];
  if (parent.kind === 'item') return [{ start: extent.start, end: extent.end, newText: empty }];
  const colon = behindColon(text, parent.pair);
  return colon === undefined || colon > lines.start
    ? undefined
    : [{ start: colon, end: colon, newText: ` ${empty}` }, lines];
}

function removeFromFlow(text: string, step: YamlStep): readonly TextEdit[] | undefined {
  const extent = extentOf(text, step);
  if (!extent) return undefined;
  const start = flowStart(text, step, extent.start);
  const comma = /^\s*,/.exec(text.slice(extent.end));
  const behind = extent.end + (comma?.[0].length ?? 0);
  if (beginsLine(text, start) && endsLine(text, behind)) {
    return [{ start: lineStartAt(text, start), end: nextLineAt(text, behind), newText: '' }];
  }
  if (comma) {
    const blanks = /^[ \t]*/.exec(text.slice(behind))?.[0].length ?? 0;
    return [{ start, end: behind + blanks, newText: '' }];
  }
  const from = Math.max(0, start - 400);
  const before = /,\s*$/.exec(text.slice(from, start));
  return before ? [{ start: from + before.index, end: extent.end, newText: '' }] : undefined;
}

/** Anchor and tag of a list item go with it. */
function flowStart(text: string, step: YamlStep, start: number): number {
  if (step.kind === 'pair') return start;
  const from = lineStartAt(text, start);
  const properties = /(?:[&!][^\s,[\]{}]*[ \t]+)+$/.exec(text.slice(from, start));
  return start - (properties?.[0].length ?? 0);
}

function emptyFlow(text: string, collection: YamlMap | YamlSequence): readonly TextEdit[] | undefined {
  const { start, end } = toRange(collection.span);
  const inside = text.slice(start + 1, end - 1);
  const closed = text[end - 1] === (collection.kind === 'map' ? '}' : ']');
  return !closed || /(?:^|\s)#/.test(inside) ? undefined : [{ start: start + 1, end: end - 1, newText: '' }];
}
