import type { PlainValue, TextEdit } from './edit.ts';
import { toRange } from './span.ts';
import { beginsLine, endsLine, lineEndAt, lineStartAt } from './textLines.ts';
import { columnOf, type YamlFileStyle } from './yamlFileStyle.ts';
import type { YamlMap, YamlNode, YamlPair, YamlSequence } from './yamlNode.ts';
import { contentEnd, dashOf, keepsTrailingLines, pairEnd } from './yamlPlace.ts';
import { quoteOf, scalarText } from './yamlScalarText.ts';
import { blockText, entryText, flowText, isList, isScalar, itemText, keyText } from './yamlValueText.ts';

/** Adds an entry behind the last one of a map that has some. */
export function insertPair(
  text: string,
  map: YamlMap,
  key: string,
  value: PlainValue,
  style: YamlFileStyle,
): readonly TextEdit[] | undefined {
  const last = map.pairs.at(-1);
  const first = map.pairs[0];
  if (!last || !first) return undefined;
  if (map.flow) {
    const entry = `${keyText(key, style, true)}: ${flowText(value, style)}`;
    return insertIntoFlow(text, map, toRange(last.key.span).start, flowPairEnd(text, last), entry, style);
  }
  const column = columnOf(text, toRange(first.key.span).start);
  return insertLines(text, map, pairEnd(text, last), entryText(key, value, column, style), column, style);
}

/** Adds an item behind the last one of a list that has some. */
export function insertItem(
  text: string,
  list: YamlSequence,
  value: PlainValue,
  style: YamlFileStyle,
): readonly TextEdit[] | undefined {
  const last = list.items.at(-1);
  if (!last) return undefined;
  const quote = last.kind === 'scalar' ? quoteOf(last) : undefined;
  const always = quote !== undefined && list.items.every((item) => item.kind === 'scalar' && quoteOf(item));
  if (list.flow) {
    const { start, end } = toRange(last.span);
    const item = isScalar(value)
      ? scalarText(value, { flow: true, quote: quote ?? style.quote, always: always && typeof value === 'string' })
      : flowText(value, style);
    return insertIntoFlow(text, list, start, end, item, style);
  }
  const dash = dashOf(text, list, list.items.length - 1);
  if (dash === undefined) return undefined;
  const column = columnOf(text, dash);
  const place = { flow: false, quote: quote ?? style.quote, always };
  const end = Math.max(dash + 1, contentEnd(text, last));
  return insertLines(text, list, end, itemText(value, column, style, place), column, style);
}

function insertLines(
  text: string,
  collection: YamlNode,
  lastEnd: number,
  lines: string,
  column: number,
  style: YamlFileStyle,
): readonly TextEdit[] | undefined {
  if (!endsLine(text, lastEnd) || keepsTrailingLines(text, collection)) return undefined;
  const at = lineEndAt(text, lastEnd);
  return [{ start: at, end: at, newText: style.eol + ' '.repeat(column) + lines }];
}

function flowPairEnd(text: string, pair: YamlPair): number {
  return pair.value ? toRange(pair.value.span).end : pairEnd(text, pair);
}

/** Behind the last entry on its line, or on a line of its own where every entry has one. */
function insertIntoFlow(
  text: string,
  collection: YamlNode,
  lastStart: number,
  lastEnd: number,
  entry: string,
  style: YamlFileStyle,
): readonly TextEdit[] | undefined {
  const { start, end } = toRange(collection.span);
  if (!/[\]}]/.test(text[end - 1] ?? '') || end - start < 2) return undefined;
  const comma = /^\s*,/.exec(text.slice(lastEnd, end));
  const behind = lastEnd + (comma?.[0].length ?? 0);
  // `a:,` would be the text "a:".
  const blank = text[lastEnd - 1] === ':' ? ' ' : '';
  const hasOwnLine = beginsLine(text, lastStart) && endsLine(text, behind) && lineEndAt(text, behind) < end;
  if (!hasOwnLine) {
    return [{ start: behind, end: behind, newText: comma ? ` ${entry}` : `${blank}, ${entry}` }];
  }
  const indent = text.slice(lineStartAt(text, lastStart), lastStart);
  const lineEnd = lineEndAt(text, behind);
  const line: TextEdit = { start: lineEnd, end: lineEnd, newText: style.eol + indent + entry + (comma ? ',' : '') };
  if (comma) return [line];
  return lineEnd === lastEnd
    ? [{ ...line, newText: `${blank},${line.newText}` }]
    : [{ start: lastEnd, end: lastEnd, newText: `${blank},` }, line];
}

/**
 * Gives a key without value, or with `{}`, `[]` or null, something to hold. `colon` is the offset behind the colon,
 * `oldEnd` the end of the empty value, the same as `colon` where there is none.
 */
export function fillEmpty(
  text: string,
  pair: YamlPair,
  colon: number,
  oldEnd: number,
  value: PlainValue,
  flow: boolean,
  style: YamlFileStyle,
): readonly TextEdit[] | undefined {
  const key = pair.key.value;
  const inLine =
    isScalar(value) ||
    flow ||
    (isList(value) && (value.length === 0 || (value.every(isScalar) && style.writesFlow(key))));
  if (inLine) {
    const place = { flow, quote: style.quote };
    const newText = ` ${isScalar(value) ? scalarText(value, place) : flowText(value, style)}`;
    return [{ start: colon, end: oldEnd, newText }];
  }
  if (!endsLine(text, oldEnd)) return undefined;
  const column = columnOf(text, toRange(pair.key.span).start);
  const lines = blockText(value, column + (isList(value) ? style.sequenceIndent : style.mapIndent), style);
  const lineEnd = lineEndAt(text, oldEnd);
  const insertion: TextEdit = { start: lineEnd, end: lineEnd, newText: style.eol + lines };
  if (oldEnd === colon) return [insertion];
  return lineEnd === oldEnd
    ? [{ start: colon, end: oldEnd, newText: insertion.newText }]
    : [{ start: colon, end: oldEnd, newText: '' }, insertion];
}
