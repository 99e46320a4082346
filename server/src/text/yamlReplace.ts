import type { PlainValue, TextEdit } from './edit.ts';
import { toRange } from './span.ts';
import { endsLine, lineEndAt, lineStartAt } from './textLines.ts';
import { columnOf, type YamlFileStyle } from './yamlFileStyle.ts';
import { fillEmpty } from './yamlInsert.ts';
import type { YamlNode, YamlPair } from './yamlNode.ts';
import { behindColon, contentEnd } from './yamlPlace.ts';
import { quoteOf, scalarText } from './yamlScalarText.ts';
import { blockText, flowText, isScalar } from './yamlValueText.ts';

/** Another value in the place of the one that a key has. */
export function replaceValue(
  text: string,
  pair: YamlPair,
  value: PlainValue,
  flow: boolean,
  style: YamlFileStyle,
): readonly TextEdit[] | undefined {
  const colon = behindColon(text, pair);
  const old = pair.value;
  if (old && isScalar(value) && (old.kind === 'scalar' || isFlow(old)) && value !== null) {
    return [replaceScalar(old, value, flow, style)];
  }
  if (colon === undefined) return undefined;
  if (!old) return value === null ? [] : fillEmpty(text, pair, colon, colon, value, flow, style);
  const end = isFlow(old) ? toRange(old.span).end : contentEnd(text, old);
  const begins = toRange(old.span).start;
  if (lineStartAt(text, begins) <= colon) {
    return value === null
      ? [{ start: colon, end, newText: flow ? ' null' : '' }]
      : fillEmpty(text, pair, colon, end, value, flow, style);
  }
  return replaceLines(text, pair, colon, end, value, style);
}

/** Another value in the place of a list item. */
export function replaceItem(
  text: string,
  item: YamlNode,
  value: PlainValue,
  flow: boolean,
  style: YamlFileStyle,
): readonly TextEdit[] | undefined {
  const { start } = toRange(item.span);
  if (isScalar(value)) {
    if (item.kind === 'scalar') return [replaceScalar(item, value, flow, style)];
    return [{ start, end: contentEnd(text, item), newText: scalarText(value, { flow, quote: style.quote }) }];
  }
  const column = columnOf(text, start);
  const newText = flow ? flowText(value, style) : blockText(value, column, style).trimStart();
  return [{ start, end: contentEnd(text, item), newText: newText || flowText(value, style) }];
}

/** The value's lines go; the key's line and its comment stay. */
function replaceLines(
  text: string,
  pair: YamlPair,
  colon: number,
  end: number,
  value: PlainValue,
  style: YamlFileStyle,
): readonly TextEdit[] | undefined {
  if (!endsLine(text, colon) || !endsLine(text, end)) return undefined;
  const keyLineEnd = lineEndAt(text, colon);
  const lines: TextEdit = { start: keyLineEnd, end: lineEndAt(text, end), newText: '' };
  if (value === null) return [lines];
  const filled = fillEmpty(text, pair, colon, colon, value, false, style);
  if (!filled) return undefined;
  const [first] = filled;
  if (first && first.start === lines.start) return [{ ...lines, newText: first.newText }];
  return [...filled, lines];
}

function replaceScalar(
  old: YamlNode,
  value: string | number | boolean | null,
  flow: boolean,
  style: YamlFileStyle,
): TextEdit {
  const quote = old.kind === 'scalar' ? quoteOf(old) : undefined;
  const always = quote !== undefined && typeof value === 'string';
  const { start, end } = toRange(old.span);
  return { start, end, newText: scalarText(value, { flow, quote: quote ?? style.quote, always }) };
}

const isFlow = (node: YamlNode): boolean => (node.kind === 'map' || node.kind === 'sequence') && node.flow;
