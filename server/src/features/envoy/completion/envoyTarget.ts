import { fileStyleOf } from '../../../text/yamlFileStyle.ts';
import { scalarText } from '../../../text/yamlScalarText.ts';
import { type Cursor, wayTo } from '../../cursor.ts';
import type { EnvoyPlace } from '../envoyPlace.ts';
import { envoyCursorAt } from '../envoyPlace.ts';
import type { EnvoyText } from '../envoyText.ts';
import type { SnippetStyle } from '../snippets/snippetValue.ts';

/** What is about to be written in an Envoy file, and what has to stand around it. */
export interface EnvoyTarget {
  readonly form: 'key' | 'value' | 'item';
  /** key: of the map; value: of the value; item: of the item. */
  readonly place: EnvoyPlace;
  /** The places that lead there, the outermost first, this one excluded. */
  readonly around: readonly EnvoyPlace[];
  readonly snapshot: EnvoyText;
  readonly cursor: Cursor;
  readonly style: SnippetStyle;
  readonly before: string;
  readonly after: string;
  /** Column of the first character that is written, `before` counted; of a value: that of its key. */
  readonly column: number;
  /** Keys of the map that stand there already. */
  readonly siblings: readonly string[];
}

/** What may be written at an offset; in a place that takes lists and on a blank line there is an item as well as a key. */
export function envoyTargetsAt(file: EnvoyText, offset: number): readonly EnvoyTarget[] {
  const { cursor, places, place } = envoyCursorAt(file.text, file.config.kind, offset);
  const { part, flow, form, needsBlank, quote, colon } = cursor;
  if (part === 'none' || !place) return [];
  const style = styleOf(file, flow);
  const blank = needsBlank ? ' ' : '';
  const target = (
    kind: EnvoyTarget['form'],
    at: EnvoyPlace,
    before: string,
    more: Partial<Pick<EnvoyTarget, 'after' | 'column'>> = {},
  ): EnvoyTarget => ({
    form: kind,
    place: at,
    around: at === place ? places.slice(0, -1) : places,
    snapshot: file,
    cursor,
    style,
    before,
    after: '',
    column: cursor.column + before.length,
    siblings: kind === 'key' ? cursor.siblings : [],
    ...more,
  });
  const item: EnvoyPlace = { ...place, form: 'single' };
  if (part === 'item') return [target('item', place, blank)];
  if (part === 'value') {
    const column = wayTo(file.text, offset).levels.at(-1)?.column ?? cursor.column;
    if (place.form !== 'list') return [target('value', place, blank, { column })];
    return quote ? [] : [target('item', item, `${blank}[`, { after: ']', column })];
  }
  if (flow || form === 'map' || colon || quote) return [target('key', place.form === 'list' ? item : place, '')];
  if (place.form !== 'list') return form === 'list' ? [] : [target('key', place, '')];
  return [target('item', item, '- ')];
}

function styleOf(file: EnvoyText, flow: boolean): SnippetStyle {
  const { eol, mapIndent, sequenceIndent, quote } = fileStyleOf(file.tree);
  const json = isJson(file);
  return {
    eol,
    mapIndent,
    sequenceIndent,
    quote,
    form: json ? 'json' : flow ? 'flow' : 'block',
    camel: isCamel(file.text),
  };
}

const isJson = ({ uri, text }: EnvoyText): boolean => uri.toLowerCase().endsWith('.json') || /^\s*\{\s*"/.test(text);

/** True for a file that spells keys in camelCase more often than with underscores. */
function isCamel(text: string): boolean {
  const head = text.slice(0, longestHead);
  const count = (pattern: RegExp): number => head.match(pattern)?.length ?? 0;
  return count(/^[\s\-{,]*["']?[a-z]+[A-Z]\w*["']?:/gm) > count(/^[\s\-{,]*["']?[a-z]+_\w+["']?:/gm);
}

// Habits show early.
const longestHead = 10_000;

/** A scalar as it has to be written at the target: in quotes where it needs some and there are none yet. */
export function writtenScalar({ cursor, style, after }: EnvoyTarget, value: string): string {
  if (cursor.quote) return value;
  if (style.form === 'json') return JSON.stringify(value);
  return scalarText(value, { flow: cursor.flow || after === ']', quote: style.quote });
}
