import { type FieldSchema, type MessageSchema, messageSchema } from '../../envoy/schema.ts';
import { slotsBelow } from '../../envoy/slots.ts';
import { typeOfUrl } from '../../envoy/typeUrl.ts';
import type { EnvoyConfig } from '../../model/envoyConfig.ts';
import { type Cursor, cursorAt } from '../cursor.ts';
import { type Neighbours, neighboursOf } from './neighbours.ts';

/** What a place of an Envoy file is for, by the API. */
export interface EnvoyPlace {
  /** Scalar type, full name of a message, or of an enumeration behind `@`; of a list of its items, of a map of its values. */
  readonly type: string;
  readonly form: 'single' | 'list' | 'map';
  /** The message at the place; of an `Any` the one that its `@type` names. */
  readonly message?: MessageSchema;
  /** The field that the place is the value of, or an item or entry of that value. */
  readonly field?: FieldSchema;
  /** The message that has the field. */
  readonly owner?: MessageSchema;
  /** Categories of extensions that fit here. */
  readonly slots?: readonly string[];
  /** The value of `@type`. */
  readonly isTypeUrl?: boolean;
  /** An entry of a map: its key. */
  readonly mapKey?: string;
}

export const anyType = 'google.protobuf.Any';

const roots: Readonly<Record<EnvoyConfig['kind'], string>> = {
  bootstrap: 'envoy.config.bootstrap.v3.Bootstrap',
  discovery: 'envoy.service.discovery.v3.DiscoveryResponse',
  resource: anyType,
};

/** The cursor at an offset, and the places that its path leads through: one more than it has steps, fewer where nothing is known. */
export interface EnvoyCursor {
  readonly cursor: Cursor;
  readonly places: readonly EnvoyPlace[];
  /** The place that the whole path leads to; undefined where nothing is known of it. */
  readonly place: EnvoyPlace | undefined;
}

/** Finds out from the text alone what an offset of an Envoy file is for: the file may be broken anywhere. */
export function envoyCursorAt(text: string, kind: EnvoyConfig['kind'], offset: number): EnvoyCursor {
  const cursor = cursorAt(text, offset);
  const neighbours = neighboursOf(text, offset, cursor, ['@type', 'type_url', 'typeUrl']);
  const places: EnvoyPlace[] = [];
  let place: EnvoyPlace | undefined = withMessage({ type: roots[kind], form: 'single' }, 0, neighbours);
  for (const [index, step] of cursor.path.entries()) {
    if (!place) break;
    places.push(place);
    const next = stepInto(place, step, index, neighbours);
    place = next && withMessage(next, index + 1, neighbours);
  }
  if (place) places.push(place);
  return { cursor, places, place };
}

/** The place that a key of the map at a place leads to. */
export function placeOfKey(place: EnvoyPlace, key: string): EnvoyPlace | undefined {
  const next = stepInto(place, key, 0, { beside: () => undefined });
  return next && withMessage(next, 0, { beside: () => undefined });
}

function withMessage(place: EnvoyPlace, depth: number, neighbours: Neighbours): EnvoyPlace {
  if (place.form === 'map') return place;
  const type = place.type === anyType ? typeOfUrl(neighbours.beside(depth, '@type') ?? '') : place.type;
  const message = type === undefined ? undefined : messageSchema(type);
  return message ? { ...place, message } : place;
}

function stepInto(
  place: EnvoyPlace,
  step: string | number,
  depth: number,
  neighbours: Neighbours,
): EnvoyPlace | undefined {
  const { message, field, owner, slots } = place;
  const around = { ...(field ? { field } : {}), ...(owner ? { owner } : {}), ...(slots ? { slots } : {}) };
  if (typeof step === 'number')
    return place.form === 'map' ? undefined : { type: place.type, form: 'single', ...around };
  if (place.form === 'map') return { type: place.type, form: 'single', ...around, mapKey: step };
  if (place.type === anyType && step === '@type') return { type: 'string', form: 'single', ...around, isTypeUrl: true };
  if (message && isTypedStruct(message) && step === 'value') {
    const inner = neighbours.beside(depth, 'type_url') ?? neighbours.beside(depth, 'typeUrl') ?? '';
    const type = inner.slice(inner.lastIndexOf('/') + 1);
    if (messageSchema(type)) return { type, form: 'single', ...(slots ? { slots } : {}) };
  }
  const own = message?.spellings.get(step);
  if (!message || !own) return undefined;
  const below = slotsBelow(own, slots);
  return {
    type: own.type,
    form: own.map !== undefined ? 'map' : own.list ? 'list' : 'single',
    field: own,
    owner: message,
    ...(below ? { slots: below } : {}),
  };
}

const isTypedStruct = ({ type }: MessageSchema): boolean =>
  type === 'xds.type.v3.TypedStruct' || type === 'udpa.type.v1.TypedStruct';
