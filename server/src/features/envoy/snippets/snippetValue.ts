import type { YamlFileStyle } from '../../../text/yamlFileStyle.ts';
import { scalarText } from '../../../text/yamlScalarText.ts';
import { snippetText } from '../../completion/proposal.ts';

/** What a proposal writes, before it is known in which form. */
export type SnippetValue = string | number | boolean | SnippetHole | readonly SnippetValue[] | SnippetMap;

export interface SnippetMap {
  readonly [key: string]: SnippetValue;
}

/** A place that the author is expected to change; equal numbers change together. */
export interface SnippetHole {
  readonly hole: number;
  readonly value: string | number;
}

/** A place to change. */
export const hole = (number: number, value: string | number): SnippetHole => ({ hole: number, value });

/**
 * block  maps and lists by indentation
 * flow   in brackets on one line
 * json   in brackets, everything in quotes
 */
export type SnippetForm = 'block' | 'flow' | 'json';

/** How the file around is written. */
export interface SnippetStyle extends Pick<YamlFileStyle, 'eol' | 'mapIndent' | 'sequenceIndent' | 'quote'> {
  readonly form: SnippetForm;
  /** Keys in camelCase. */
  readonly camel: boolean;
}

const isHole = (value: SnippetValue): value is SnippetHole =>
  typeof value === 'object' && 'hole' in value && typeof value.hole === 'number';

const isList = (value: SnippetValue): value is readonly SnippetValue[] => Array.isArray(value);

/** The entries of a map as the text of a snippet; in a block the first line needs no indentation, the others stand at `column`. */
export function entriesText(map: SnippetMap, column: number, style: SnippetStyle): string {
  const entries = Object.entries(map).map(
    ([key, value]) => `${keyText(key, style)}:${valueText(value, column, style)}`,
  );
  return entries.join(style.form === 'block' ? style.eol + ' '.repeat(column) : ', ');
}

/** What follows a key's colon. `column`: that of the key. */
export function valueText(value: SnippetValue, column: number, style: SnippetStyle): string {
  if (isList(value)) return listText(value, column, style);
  if (typeof value !== 'object' || isHole(value)) return ` ${leafText(value, style)}`;
  const isEmpty = Object.keys(value).length === 0;
  if (isEmpty) return ' {\\}';
  if (style.form !== 'block') return ` {${entriesText(value, 0, style)}\\}`;
  const below = column + style.mapIndent;
  return style.eol + ' '.repeat(below) + entriesText(value, below, style);
}

function listText(items: readonly SnippetValue[], column: number, style: SnippetStyle): string {
  const inBrackets = style.form !== 'block' || items.every((item) => typeof item !== 'object' || isHole(item));
  if (inBrackets) {
    const flow: SnippetStyle = style.form === 'block' ? { ...style, form: 'flow' } : style;
    return ` [${items.map((item) => valueText(item, 0, flow).slice(1)).join(', ')}]`;
  }
  const dash = column + style.sequenceIndent;
  return items.map((item) => `${style.eol}${' '.repeat(dash)}-${itemText(item, dash, style)}`).join('');
}

/** What follows an item's dash at `dash`. */
function itemText(item: SnippetValue, dash: number, style: SnippetStyle): string {
  if (typeof item !== 'object' || isHole(item) || isList(item)) return valueText(item, dash, style);
  return Object.keys(item).length === 0 ? ' {\\}' : ` ${entriesText(item, dash + 2, style)}`;
}

/** A key as it has to be written, as the text of a snippet. */
export function keyText(key: string, { form, quote, camel }: Pick<SnippetStyle, 'form' | 'quote' | 'camel'>): string {
  const spelled = camel && /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/.test(key) ? toCamelCase(key) : key;
  return snippetText(form === 'json' ? JSON.stringify(spelled) : scalarText(spelled, { flow: form === 'flow', quote }));
}

export const toCamelCase = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

function leafText(value: string | number | boolean | SnippetHole, { form, quote }: SnippetStyle): string {
  const plain = typeof value === 'object' ? value.value : value;
  const written = snippetText(
    typeof plain !== 'string'
      ? String(plain)
      : form === 'json'
        ? JSON.stringify(plain)
        : scalarText(plain, { flow: form === 'flow', quote }),
  );
  if (typeof value !== 'object') return written;
  const { quotes, inside } = inQuotes(written);
  return `${quotes}\${${value.hole}:${inside}}${quotes}`;
}

function inQuotes(text: string): { readonly quotes: string; readonly inside: string } {
  const first = text[0] ?? '';
  const isQuoted = text.length > 1 && (first === '"' || first === "'") && text.endsWith(first);
  return isQuoted ? { quotes: first, inside: text.slice(1, -1) } : { quotes: '', inside: text };
}
