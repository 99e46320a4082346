import { reachKey } from '../../compose/readReach.ts';
import { alternativesOf, schemaAt } from '../../compose/schema.ts';
import type { Service } from '../../model/service.ts';
import type { YamlPath } from '../../text/edit.ts';
import { fileStyleOf, type YamlFileStyle } from '../../text/yamlFileStyle.ts';
import { scalarText } from '../../text/yamlScalarText.ts';
import type { Cursor } from '../cursor.ts';
import { placeOf } from '../docs/keyDocs.ts';
import { schemaPath } from '../schemaPath.ts';
import type { Snapshot } from '../snapshot.ts';

/** What is about to be written, and what has to stand around it. */
export interface Target {
  readonly form: 'key' | 'value' | 'item';
  /** key: of the map; value: of the value; item: of the item. As the Compose Specification sees it. */
  readonly path: YamlPath;
  /** The same in the form that docs are kept by; empty at the top, undefined where the specification has nothing. */
  readonly place: string | undefined;
  readonly snapshot: Snapshot;
  readonly cursor: Cursor;
  readonly style: YamlFileStyle;
  /** Text in front of and behind what is written: a dash, a blank, brackets. */
  readonly before: string;
  readonly after: string;
  /** Column of the first character that is written, `before` counted. */
  readonly column: number;
}

/** What may be written at the cursor: on a blank line under a key that takes a list or a map, either. */
export function targetsOf(snapshot: Snapshot, cursor: Cursor): readonly Target[] {
  const { part, flow, form, needsBlank, quote } = cursor;
  if (part === 'none') return [];
  const path = schemaPath(snapshot, cursor.path);
  const style = fileStyleOf(snapshot.tree);
  const blank = needsBlank ? ' ' : '';
  const target = (kind: Target['form'], at: YamlPath, before: string, after = ''): Target => ({
    form: kind,
    path: at,
    place: at.length === 0 ? '' : placeOf(at),
    snapshot,
    cursor,
    style,
    before,
    after,
    column: cursor.column + before.length,
  });
  if (part === 'item') return [target('item', path, blank)];
  const list = takes(path, 'list');
  if (part === 'value') {
    const inBrackets = list && !quote ? [target('item', [...path, 0], `${blank}[`, ']')] : [];
    return [target('value', path, blank), ...inBrackets];
  }
  if (flow || form === 'map' || cursor.colon || quote) return [target('key', path, '')];
  const asItem = list ? [target('item', [...path, 0], '- ')] : [];
  return form === 'list' ? asItem : [...asItem, target('key', path, '')];
}

/** True when the value at the path may be a list, or a map. */
function takes(path: YamlPath, type: 'list' | 'map'): boolean {
  if (isReachList(path)) return true;
  const node = schemaAt(path);
  return node !== undefined && alternativesOf(node).some((alternative) => alternative.type?.includes(type));
}

/** Where statements of `x-reach` may be listed. */
const isReachList = ([first, second, third]: YamlPath): boolean =>
  first === reachKey && (second === undefined || (second === 'flows' && third === undefined));

/** The service in whose entry the cursor stands, if it could be read. */
export function ownService({ path, snapshot }: Target): Service | undefined {
  const [section, name] = path;
  return section === 'services' && typeof name === 'string' ? snapshot.project.serviceNamed.get(name) : undefined;
}

/** A scalar as it has to be written at the target: in quotes where it needs some and there are none yet. */
export function written(target: Target, value: string): string {
  const { cursor, style } = target;
  if (cursor.quote) return value;
  return scalarText(value, { flow: cursor.flow || target.after === ']', quote: style.quote });
}

/** A name as a list item, a value, or a key with what its value needs. */
export function writtenName(target: Target, name: string, valueInBlock = '', valueInFlow = ' {}'): string {
  const { cursor } = target;
  if (target.form !== 'key' || cursor.colon || cursor.quote) return written(target, name);
  return `${written(target, name)}:${cursor.flow ? valueInFlow : valueInBlock}`;
}
