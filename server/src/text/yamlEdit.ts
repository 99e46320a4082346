import { applyTextEdits, type Edit, type PathEdit, type PlainValue, type TextEdit, type YamlPath } from './edit.ts';
import { type EditedText, unedited } from './editedText.ts';
import { toRange } from './span.ts';
import { fileStyleOf, type YamlFileStyle } from './yamlFileStyle.ts';
import { fillEmpty, insertItem, insertPair } from './yamlInsert.ts';
import { pairOf, type YamlNode } from './yamlNode.ts';
import { behindColon, contentEnd, placeOf, type YamlStep } from './yamlPlace.ts';
import { removeEdits } from './yamlRemove.ts';
import { replaceItem, replaceValue } from './yamlReplace.ts';
import { quoteOf, scalarText } from './yamlScalarText.ts';
import { parseYaml, type YamlTree } from './yamlTree.ts';
import { entryText } from './yamlValueText.ts';

/**
 * The replacements that make these changes in the tree's file; changes of other files are left out. All paths and
 * spans mean the file as it is. None at all when one of the changes cannot be made without touching something else
 * (the path leads through an alias or merge key, or an alias repeats what would change) or is already there.
 */
export function textEditsFor(edits: readonly Edit[], tree: YamlTree): readonly TextEdit[] {
  const own = edits.filter((edit) => uriOf(edit) === tree.uri);
  const pathEdits = inSafeOrder(own.filter((edit) => edit.kind !== 'replace'));
  let edited = unedited(tree.text.length);
  let current = tree;
  for (const [index, edit] of pathEdits.entries()) {
    const changes = changesFor(edit, current);
    if (!changes) return [];
    for (const change of [...changes].sort((a, b) => b.start - a.start || b.end - a.end))
      edited = edited.replace(change);
    if (index < pathEdits.length - 1) current = parseYaml(tree.uri, applyTextEdits(current.text, changes));
  }
  return withReplacements(edited, own)?.edits ?? [];
}

/** The file that the edit changes. */
export const uriOf = (edit: Edit): string => (edit.kind === 'replace' ? edit.span.anchor.uri : edit.uri);

/** Additions do not move what other paths mean; removals do unless the last item goes first; new keys come last. */
function inSafeOrder(edits: readonly PathEdit[]): readonly PathEdit[] {
  const of = (...kinds: readonly PathEdit['kind'][]) => edits.filter((edit) => kinds.includes(edit.kind));
  return [...of('set', 'append'), ...of('remove').sort((a, b) => comparePaths(b.path, a.path)), ...of('renameKey')];
}

function comparePaths(a: YamlPath, b: YamlPath): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i], b[i]];
    if (typeof x === 'number' && typeof y === 'number' && x !== y) return x - y;
    if (String(x) !== String(y)) return String(x) < String(y) ? -1 : 1;
  }
  return a.length - b.length;
}

function withReplacements(edited: EditedText, edits: readonly Edit[]): EditedText | undefined {
  let result: EditedText | undefined = edited;
  for (const edit of edits) {
    if (edit.kind === 'replace') result = result?.replaceOriginal(toRange(edit.span), edit.newText);
  }
  return result;
}

// YAML ends a key on a line at 1,024 characters ("implicit key").
const longestKey = 1_000;

const isWritable = (key: unknown): boolean => typeof key !== 'string' || key.length <= longestKey;

function changesFor(edit: PathEdit, tree: YamlTree): readonly TextEdit[] | undefined {
  const keys = edit.kind === 'renameKey' ? [...edit.path, edit.newKey] : edit.path;
  if (!keys.every(isWritable) || (edit.kind === 'append' && !isWritable(edit.value))) return undefined;
  switch (edit.kind) {
    case 'remove':
      return removeEdits(tree, edit.path, edit.prune ?? false);
    case 'set':
      return setEdits(tree, edit.path, edit.value);
    case 'append':
      return appendEdits(tree, edit.path, edit.value);
    case 'renameKey':
      return renameEdits(tree, edit.path, edit.newKey);
  }
}

function renameEdits(tree: YamlTree, path: YamlPath, newKey: string): readonly TextEdit[] | undefined {
  const place = placeOf(tree, path);
  const step = place?.steps.at(-1);
  if (!place || place.steps.length < path.length || step?.kind !== 'pair' || pairOf(step.map, newKey)) return undefined;
  const quote = quoteOf(step.pair.key);
  const { start, end } = toRange(step.pair.key.span);
  const newText = scalarText(newKey, { flow: step.map.flow, quote: quote ?? 'double', always: quote !== undefined });
  return [{ start, end, newText }];
}

function setEdits(tree: YamlTree, path: YamlPath, value: PlainValue): readonly TextEdit[] | undefined {
  const place = placeOf(tree, path);
  if (!place) return undefined;
  const style = fileStyleOf(tree);
  const step = place.steps.at(-1);
  if (step && place.steps.length === path.length) {
    if (place.value?.tag) return undefined;
    if (step.kind === 'pair') return replaceValue(tree.text, step.pair, value, isInFlow(place.steps), style);
    return replaceItem(tree.text, step.item, value, isInFlow(place.steps), style);
  }
  return addEdits(tree, place.steps, place.value, path.slice(place.steps.length), value, style);
}

function appendEdits(tree: YamlTree, path: YamlPath, value: PlainValue): readonly TextEdit[] | undefined {
  const place = placeOf(tree, path);
  if (!place || place.value?.tag === '!reset') return undefined;
  const style = fileStyleOf(tree);
  if (place.steps.length < path.length) {
    return addEdits(tree, place.steps, place.value, path.slice(place.steps.length), [value], style);
  }
  const target = place.value;
  if (target?.kind === 'sequence' && target.items.length > 0) return insertItem(tree.text, target, value, style);
  if (target?.kind === 'map' && target.pairs.length > 0) {
    if (typeof value !== 'string' || pairOf(target, value)) return undefined;
    return insertPair(tree.text, target, value, target.flow ? {} : null, style);
  }
  const asKey = target?.kind === 'map' && typeof value === 'string';
  return fillEdits(tree, place.steps, target, asKey ? { [value]: isInFlow(place.steps) ? {} : null } : [value], style);
}

/** Adds what `rest` still lacks below the last place that was found. */
function addEdits(
  tree: YamlTree,
  steps: readonly YamlStep[],
  target: YamlNode | undefined,
  rest: YamlPath,
  value: PlainValue,
  style: YamlFileStyle,
): readonly TextEdit[] | undefined {
  const [key, ...deeper] = rest;
  if (key === undefined) return undefined;
  const inner = nest(deeper, value);
  if (inner === undefined) return undefined;
  if (target?.kind === 'map' && target.pairs.length > 0) {
    // A merge key may already provide what seems to be missing; only a whole value can be put over it.
    const merged = pairOf(target, '<<') !== undefined && (deeper.length > 0 || isCollection(value));
    return merged || typeof key === 'number' ? undefined : insertPair(tree.text, target, key, inner, style);
  }
  if (target?.kind === 'sequence' && target.items.length > 0) {
    return key === target.items.length ? insertItem(tree.text, target, inner, style) : undefined;
  }
  const whole = nest([key], inner);
  return whole === undefined ? undefined : fillEdits(tree, steps, target, whole, style);
}

const isCollection = (value: PlainValue): boolean => typeof value === 'object' && value !== null;

/** `value` inside the maps and lists that the path names; undefined where a list would have gaps. */
function nest(path: YamlPath, value: PlainValue): PlainValue | undefined {
  let result = value;
  for (const key of [...path].reverse()) {
    if (typeof key === 'number' && key !== 0) return undefined;
    result = typeof key === 'number' ? [result] : { [key]: result };
  }
  return result;
}

/** Puts a value where the file holds nothing, `{}`, `[]` or null. */
function fillEdits(
  tree: YamlTree,
  steps: readonly YamlStep[],
  target: YamlNode | undefined,
  value: PlainValue,
  style: YamlFileStyle,
): readonly TextEdit[] | undefined {
  const step = steps.at(-1);
  if (!step) return target || tree.content ? undefined : startFile(tree, value, style);
  if (target && !isEmptyValue(target)) return undefined;
  const flow = isInFlow(steps);
  if (target?.kind === 'sequence' && Array.isArray(value)) return replaceItem(tree.text, target, value, true, style);
  if (step.kind === 'item') return target && replaceItem(tree.text, target, value, flow, style);
  const colon = behindColon(tree.text, step.pair);
  if (colon === undefined) return undefined;
  return fillEmpty(
    tree.text,
    step.pair,
    colon,
    target ? Math.max(colon, contentEnd(tree.text, target)) : colon,
    value,
    flow,
    style,
  );
}

function isEmptyValue(node: YamlNode): boolean {
  if (node.kind === 'map') return node.pairs.length === 0;
  if (node.kind === 'sequence') return node.items.length === 0;
  return node.kind === 'scalar' && node.type === 'null';
}

/** Adds the first entries of a file that has none, below its comments. */
function startFile(tree: YamlTree, value: PlainValue, style: YamlFileStyle): readonly TextEdit[] | undefined {
  if (!isCollection(value) || Array.isArray(value)) return undefined;
  const at = tree.text.length;
  const open = at > 0 && !tree.text.endsWith('\n');
  const lines = Object.entries(value ?? {}).map(([key, item]) => entryText(key, item, 0, style) + style.eol);
  return [{ start: at, end: at, newText: (open ? style.eol : '') + lines.join('') }];
}

const isInFlow = (steps: readonly YamlStep[]): boolean =>
  steps.some((step) => (step.kind === 'pair' ? step.map.flow : step.list.flow));
