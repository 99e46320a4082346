import type { PlainValue } from './edit.ts';
import type { YamlFileStyle } from './yamlFileStyle.ts';
import { type ScalarPlace, scalarText } from './yamlScalarText.ts';

/** `{a: 1, b: [x]}` */
export function flowText(value: PlainValue, style: YamlFileStyle, always = false): string {
  if (isList(value)) return `[${value.map((item) => flowText(item, style, always)).join(', ')}]`;
  if (isMap(value)) {
    const entries = Object.entries(value).map(
      ([key, item]) => `${keyText(key, style, true)}: ${flowText(item, style)}`,
    );
    return entries.length === 0 ? '{}' : `{${entries.join(', ')}}`;
  }
  return scalarText(value, { flow: true, quote: style.quote, always });
}

/** `key: value`, over several lines where the value is a map or list; `column` is the key's. No line break at the end. */
export function entryText(key: string, value: PlainValue, column: number, style: YamlFileStyle): string {
  return keyText(key, style, false) + valueText(value, column, style, key);
}

/** What stands behind `key:`, the space or line break included; `column` is the key's. */
function valueText(value: PlainValue, column: number, style: YamlFileStyle, key = ''): string {
  if (value === null) return ':';
  if (isScalar(value)) return `: ${scalarText(value, blockPlace(style))}`;
  if (isEmpty(value) || (isList(value) && value.every(isScalar) && style.writesFlow(key))) {
    return `: ${flowText(value, style)}`;
  }
  return `:${style.eol}${blockText(value, column + (isList(value) ? style.sequenceIndent : style.mapIndent), style)}`;
}

/** The lines of a map or list that is not empty, each indented by `column`. */
export function blockText(value: PlainValue, column: number, style: YamlFileStyle): string {
  const indent = ' '.repeat(column);
  if (isList(value)) return value.map((item) => indent + itemText(item, column, style)).join(style.eol);
  if (!isMap(value)) return indent + scalarText(value, blockPlace(style));
  return Object.entries(value)
    .map(([key, item]) => indent + entryText(key, item, column, style))
    .join(style.eol);
}

/** `- value`; `column` is the dash's. */
export function itemText(value: PlainValue, column: number, style: YamlFileStyle, place?: ScalarPlace): string {
  if (isScalar(value)) return `- ${scalarText(value, place ?? blockPlace(style))}`;
  if (isEmpty(value)) return `- ${flowText(value, style)}`;
  return `- ${blockText(value, column + 2, style).trimStart()}`;
}

export function keyText(key: string, style: YamlFileStyle, flow: boolean): string {
  return scalarText(key, { flow, quote: style.quote });
}

export function isScalar(value: PlainValue): value is string | number | boolean | null {
  return value === null || typeof value !== 'object';
}

export function isList(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}

function isMap(value: PlainValue): value is { readonly [key: string]: PlainValue } {
  return !isScalar(value) && !isList(value);
}

function isEmpty(value: PlainValue): boolean {
  return !isScalar(value) && (isList(value) ? value : Object.keys(value)).length === 0;
}

const blockPlace = (style: YamlFileStyle): ScalarPlace => ({ flow: false, quote: style.quote });
