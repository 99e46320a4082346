import type { TextEdit } from '../../text/edit.ts';
import { toRange } from '../../text/span.ts';
import { beginsLine, endsLine, lineEndAt } from '../../text/textLines.ts';
import { columnOf } from '../../text/yamlFileStyle.ts';
import type { YamlMap, YamlNode, YamlPair, YamlScalar, YamlSequence } from '../../text/yamlNode.ts';
import { behindColon, contentEnd, dashOf, pairEnd, placeOf } from '../../text/yamlPlace.ts';
import { quoteOf, scalarText } from '../../text/yamlScalarText.ts';
import { entryForms, type FormPlace } from './entryForms.ts';
import type { Refactoring, RefactorPlace } from './refactoring.ts';

/**
 * A service's `networks`, `environment` or `depends_on` as a map where it is a list, and as a list where it is a map
 * that says no more than a list can.
 *
 *     networks:            networks:
 *       - front # users      front: # users
 *       - back               back:
 */
export function listForm({ snapshot, path, style }: RefactorPlace): readonly Refactoring[] {
  const [section, service, key] = path;
  const form = section === 'services' && typeof key === 'string' ? entryForms.get(key) : undefined;
  if (!form || typeof service !== 'string') return [];
  const { tree } = snapshot;
  const place = placeOf(tree, path.slice(0, 3));
  const step = place?.steps[2];
  const value = place?.value;
  if (step?.kind !== 'pair' || !value || value.tag) return [];
  const rewritten = (word: string, changes: readonly TextEdit[] | undefined): readonly Refactoring[] =>
    changes
      ? [{ title: `Write ${key} of \`${service}\` as a ${word}`, kind: 'refactor.rewrite', changes: () => changes }]
      : [];
  const at: FormPlace = { flow: false, quote: style.quote, eol: style.eol, indent: style.mapIndent };
  if (value.kind === 'sequence')
    return rewritten('map', toMap(tree.text, step.pair, value, { ...at, flow: value.flow }, form.toEntry));
  if (value.kind === 'map')
    return rewritten('list', toList(tree.text, value, { ...at, flow: value.flow }, form.toItem));
  return [];
}

type EntryForm = NonNullable<ReturnType<typeof entryForms.get>>;

function toMap(
  text: string,
  owner: YamlPair,
  list: YamlSequence,
  place: FormPlace,
  toEntry: EntryForm['toEntry'],
): readonly TextEdit[] | undefined {
  const brackets = list.flow ? otherBrackets(text, list, '[]', '{}') : [];
  if (list.items.length === 0 || !brackets) return undefined;
  // Keys have to stand deeper than their owner; dashes need not.
  const level = columnOf(text, toRange(owner.key.span).start) === columnOf(text, dashOf(text, list, 0) ?? 0);
  const pad = !list.flow && level ? ' '.repeat(place.indent) : '';
  const changes: TextEdit[] = [...brackets];
  const names = new Set<string>();
  for (const [index, item] of list.items.entries()) {
    if (item.kind !== 'scalar' || item.type !== 'string' || !isBare(item, text)) return undefined;
    const entry = toEntry(item.value, place);
    if (!entry || names.has(entry.name)) return undefined;
    names.add(entry.name);
    const { start, end } = toRange(item.span);
    const dash = list.flow ? start : dashOf(text, list, index);
    if (dash === undefined || (!list.flow && !(beginsLine(text, dash) && endsLine(text, end)))) return undefined;
    const keyText = entry.name === item.value ? nameText(item, text, place) : scalarText(entry.name, place);
    changes.push({ start: dash, end, newText: `${pad}${keyText}:${entry.value === '' ? '' : ` ${entry.value}`}` });
    if (entry.below === undefined) continue;
    const lineEnd = lineEndAt(text, end);
    const indent = ' '.repeat(columnOf(text, dash) + pad.length + place.indent);
    changes.push({ start: lineEnd, end: lineEnd, newText: `${place.eol}${indent}${entry.below}` });
  }
  return changes;
}

function toList(
  text: string,
  map: YamlMap,
  place: FormPlace,
  toItem: EntryForm['toItem'],
): readonly TextEdit[] | undefined {
  const brackets = map.flow ? otherBrackets(text, map, '{}', '[]') : [];
  if (map.pairs.length === 0 || !brackets) return undefined;
  const changes: TextEdit[] = [...brackets];
  const names = new Set<string>();
  for (const pair of map.pairs) {
    const { key, value } = pair;
    if (key.value === '<<' || names.has(key.value) || !isBare(key, text) || behindColon(text, pair) === undefined)
      return undefined;
    if (value && !isPlainTree(value)) return undefined;
    names.add(key.value);
    const item = toItem(key.value, value);
    if (item === undefined) return undefined;
    const { start } = toRange(key.span);
    const end = map.flow ? flowEnd(text, pair) : pairEnd(text, pair);
    if (/(?:^|\s)#/.test(text.slice(toRange(key.span).end, end)) && !isScalarOnly(value)) return undefined;
    if (!map.flow && !(beginsLine(text, start) && endsLine(text, end))) return undefined;
    const itemText = item === key.value ? nameText(key, text, place) : scalarText(item, place);
    changes.push({ start, end, newText: map.flow ? itemText : `- ${itemText}` });
  }
  return changes;
}

const isScalarOnly = (value: YamlNode | undefined): boolean => value?.kind === 'scalar';

/** Before the comma or bracket that follows: `{a: , b: }` has blanks there that belong to nothing. */
function flowEnd(text: string, pair: YamlPair): number {
  const end = pair.value ? toRange(pair.value.span).end : pairEnd(text, pair);
  return end + (/^[ \t]*(?=[,}])/.exec(text.slice(end))?.[0].length ?? 0);
}

/** A scalar on one line without anchor or tag. */
const isBare = (scalar: YamlScalar, text: string): boolean =>
  !scalar.anchorName &&
  !scalar.tag &&
  scalar.style !== 'literal' &&
  scalar.style !== 'folded' &&
  !/[\r\n]/.test(text.slice(toRange(scalar.span).start, contentEnd(text, scalar)));

/** True where nothing in the node is used, or comes from, elsewhere. */
function isPlainTree(node: YamlNode): boolean {
  if (node.anchorName || node.tag || node.kind === 'alias') return false;
  if (node.kind === 'map') return node.pairs.every(({ value }) => !value || isPlainTree(value));
  return node.kind !== 'sequence' || node.items.every(isPlainTree);
}

/** The name with the quotes that it has, or those that it needs. */
const nameText = (scalar: YamlScalar, text: string, place: FormPlace): string =>
  quoteOf(scalar) ? text.slice(toRange(scalar.span).start, toRange(scalar.span).end) : scalarText(scalar.value, place);

function otherBrackets(text: string, node: YamlNode, from: string, to: string): readonly TextEdit[] | undefined {
  const { start, end } = toRange(node.span);
  if (end - start < 2 || text[start] !== from[0] || text[end - 1] !== from[1]) return undefined;
  return [
    { start, end: start + 1, newText: to[0] ?? '' },
    { start: end - 1, end, newText: to[1] ?? '' },
  ];
}
