import type { EnvoyField, EnvoyList, EnvoyMap, EnvoyMessage, EnvoyScalar, EnvoyValue } from '../model/envoyMessage.ts';
import type { EnvoyProblem } from '../model/envoyProblem.ts';
import type { Span } from '../text/span.ts';
import type { YamlMap, YamlNode, YamlPair, YamlScalar } from '../text/yamlNode.ts';
import { decodePlain, plainValue } from './decodePlain.ts';
import { decodeScalar } from './decodeScalar.ts';
import { type Decoding, isFilledInLater, isNull, nodeInWords, opaque, type Place, resolved } from './decoding.ts';
import { asProtobufDuration, parseDuration } from './durations.ts';
import { type FieldSchema, isIn, type MessageSchema, messageSchema } from './schema.ts';
import { checkSlot, checkTypedConfig, fittingTypes, slotsBelow } from './slots.ts';
import { typeOfUrl, unknownTypeReason } from './typeUrl.ts';
import { isEnforcedIn } from './unenforcedRules.ts';
import { validateMessage } from './validate.ts';

/** protobuf's parser gives up at a hundred levels. */
const mostLevels = 100;

/** A map as a message of this type. `slots`: what an extension in it is for. */
export function decodeMessage(
  node: YamlMap,
  schema: MessageSchema,
  place: Place,
  decoding: Decoding,
  slots?: readonly string[],
  typeUrl?: EnvoyMessage['typeUrl'],
): EnvoyMessage {
  const { enforced } = decoding;
  if (typeUrl) decoding.enforced = isEnforcedIn(schema.type);
  const fields = new Map<string, EnvoyField>();
  const nulls = new Map<string, Span>();
  for (const { pair, field } of lastPairs(node, schema, place, decoding, typeUrl !== undefined)) {
    const value = resolved(pair.value, decoding);
    if (isNull(value, decoding) && field.type !== 'google.protobuf.Value') {
      nulls.set(field.name, pair.key.span);
      continue;
    }
    if (field.disallowed || field.deprecated) {
      const kind = field.disallowed ? 'disallowed' : 'deprecated';
      decoding.problems.push({ kind, what: 'field', name: field.name, type: schema.type, span: pair.key.span });
    }
    checkOneof(field, pair, fields, schema, place, decoding);
    const at: Place = { field: field.name, owner: pair.key.span, path: [...place.path, pair.key.value] };
    fields.set(field.name, {
      name: field.name,
      keySpan: pair.key.span,
      span: pair.span,
      value: decodeField(value, field, at, decoding, slotsBelow(field, slots)),
    });
  }
  const message: EnvoyMessage = {
    kind: 'message',
    type: schema.type,
    ...(typeUrl ? { typeUrl } : {}),
    fields,
    path: place.path,
    span: node.span,
  };
  validateMessage(message, schema, { ...place, nulls }, decoding);
  checkTypedConfig(message, slots, place, decoding);
  decoding.enforced = enforced;
  return message;
}

/** The pairs that count, with the fields that they set. */
function* lastPairs(
  node: YamlMap,
  schema: MessageSchema,
  place: Place,
  decoding: Decoding,
  isAny: boolean,
): Iterable<{ readonly pair: YamlPair; readonly field: FieldSchema }> {
  const found = new Map<FieldSchema, YamlPair>();
  for (const pair of node.pairs) {
    const { key } = pair;
    if (key.tag === '!ignore' || isFilledInLater(key, decoding) || (isAny && key.value === '@type')) continue;
    if (key.span.start === key.span.end && pair.value === undefined) continue;
    const field = schema.spellings.get(key.value);
    if (!field || !isIn(field, decoding.version)) {
      reportUnknownField(pair, field, schema, place, decoding);
      continue;
    }
    const first = found.get(field);
    if (first) decoding.problems.push({ kind: 'duplicate-key', key: key.value, span: key.span, first: first.key.span });
    found.set(field, pair);
  }
  for (const [field, pair] of found) yield { pair, field };
}

function reportUnknownField(
  { key, value }: YamlPair,
  field: FieldSchema | undefined,
  { type }: MessageSchema,
  { path }: Place,
  decoding: Decoding,
): void {
  const { problems } = decoding;
  if (key.value === '<<') {
    problems.push({ kind: 'merge-key', span: key.span });
    return;
  }
  problems.push({
    kind: 'unknown-field',
    field: key.value,
    type,
    ...(field?.since === undefined ? {} : { since: field.since }),
    ...(field?.until === undefined ? {} : { until: field.until }),
    path: [...path, key.value],
    value: value && plainValue(value, decoding),
    span: key.span,
  });
}

function checkOneof(
  field: FieldSchema,
  pair: YamlPair,
  fields: ReadonlyMap<string, EnvoyField>,
  schema: MessageSchema,
  { path }: Place,
  decoding: Decoding,
): void {
  if (field.oneof === undefined) return;
  for (const other of fields.values()) {
    if (schema.fields.get(other.name)?.oneof !== field.oneof) continue;
    decoding.problems.push({
      kind: 'oneof-conflict',
      field: field.name,
      other: other.name,
      oneof: schema.oneofs[field.oneof]?.name ?? '',
      path: [...path, pair.key.value],
      span: pair.key.span,
      first: other.keySpan,
    });
    return;
  }
}

function decodeField(
  node: YamlNode | undefined,
  field: FieldSchema,
  place: Place,
  decoding: Decoding,
  slots: readonly string[] | undefined,
): EnvoyValue | undefined {
  if (node === undefined) return opaque(place.owner);
  if (isFilledInLater(node, decoding)) return opaque(node.span);
  if (field.map !== undefined) return decodeMap(node, field, place, decoding, slots);
  if (field.list) return decodeList(node, field, place, decoding, slots);
  return decodeValue(node, field.type, place, decoding, slots);
}

function decodeMap(
  node: YamlNode,
  { type }: FieldSchema,
  place: Place,
  decoding: Decoding,
  slots: readonly string[] | undefined,
): EnvoyMap | undefined {
  if (node.kind !== 'map') return wrongType(node, 'a map', place, decoding);
  const entries = new Map<string, EnvoyMap['entries'][number]>();
  for (const { key, value: own } of node.pairs) {
    if (key.tag === '!ignore') continue;
    const first = entries.get(key.value);
    if (first) decoding.problems.push({ kind: 'duplicate-key', key: key.value, span: key.span, first: first.keySpan });
    const value = resolved(own, decoding);
    const at = { field: key.value, owner: key.span, path: [...place.path, key.value] };
    entries.set(key.value, {
      key: key.value,
      keySpan: key.contentSpan,
      value: value && !isNull(value, decoding) ? decodeValue(value, type, at, decoding, slots) : undefined,
    });
  }
  return { kind: 'map', entries: [...entries.values()], span: node.span };
}

/** A single value stands for a list of one, and lists in lists are one list. */
function decodeList(
  node: YamlNode,
  { type }: FieldSchema,
  place: Place,
  decoding: Decoding,
  slots: readonly string[] | undefined,
): EnvoyList {
  const items: EnvoyValue[] = [];
  const add = (item: YamlNode, path: Place['path'], level: number): void => {
    const value = resolved(item, decoding);
    if (value?.kind === 'sequence' && !isFilledInLater(value, decoding)) {
      if (level > mostLevels) return;
      value.items.forEach((each, index) => {
        add(each, [...path, index], level + 1);
      });
      return;
    }
    if (value === undefined) {
      items.push(opaque(item.span));
      return;
    }
    const at: Place = { field: place.field, owner: value === node ? place.owner : startOf(value), path };
    if (isNull(value, decoding)) {
      const schema = messageSchema(type);
      // It is a message with nothing in it, or an empty text, a zero.
      const empty: YamlMap = { kind: 'map', flow: false, pairs: [], span: value.span };
      if (schema) {
        if (type !== any) items.push(decodeMessage(empty, schema, at, decoding, slots));
      } else if (!type.startsWith('google.protobuf.')) items.push(opaque(value.span));
      return;
    }
    const keepable = value.kind === 'map' && slots === undefined && decoding.enforced && isKept(type, path);
    items.push(
      keepable
        ? keptItem(value, type, at, decoding)
        : (decodeValue(value, type, at, decoding, slots) ?? opaque(value.span)),
    );
  };
  add(node, place.path, 0);
  return { kind: 'list', items, span: node.span };
}

/** Items of lists that are parsed item by item, see `yamlItems.ts`: one that did not change is the same node. */
const isKept = (type: string, path: Place['path']): boolean =>
  typeof path.at(-1) === 'number' && (path.length <= 3 || keptTypes.has(type));

const keptTypes: ReadonlySet<string> = new Set([
  'envoy.config.route.v3.Route',
  'envoy.config.route.v3.VirtualHost',
  'envoy.config.listener.v3.FilterChain',
  'envoy.config.endpoint.v3.LocalityLbEndpoints',
  'envoy.config.endpoint.v3.LbEndpoint',
]);

interface KeptItem {
  readonly type: string;
  readonly path: Place['path'];
  readonly version: number;
  readonly value: EnvoyValue;
  readonly problems: readonly EnvoyProblem[];
}

const kept = new WeakMap<YamlMap, KeptItem>();

/** An item that stands where it stood is read once. */
function keptItem(node: YamlMap, type: string, place: Place, decoding: Decoding): EnvoyValue {
  const known = kept.get(node);
  const isSame =
    known?.type === type &&
    known.version === decoding.version &&
    known.path.length === place.path.length &&
    known.path.every((key, index) => key === place.path[index]);
  if (isSame) {
    decoding.problems.push(...known.problems);
    return known.value;
  }
  const { aliasesLeft } = decoding;
  const own: Decoding = { ...decoding, problems: [] };
  const value = decodeValue(node, type, place, own, undefined);
  decoding.problems.push(...own.problems);
  decoding.aliasesLeft = own.aliasesLeft;
  // What an alias stands for may change without the item.
  if (value && own.aliasesLeft === aliasesLeft)
    kept.set(node, { type, path: place.path, version: decoding.version, value, problems: own.problems });
  return value ?? opaque(node.span);
}

/** The first key of an item, where something that is missing in it is shown. */
const startOf = (node: YamlNode): Span => (node.kind === 'map' ? (node.pairs[0]?.key.span ?? node.span) : node.span);

const any = 'google.protobuf.Any';

/** A single value, which is no null. */
function decodeValue(
  node: YamlNode,
  type: string,
  place: Place,
  decoding: Decoding,
  slots: readonly string[] | undefined,
): EnvoyValue | undefined {
  if (isFilledInLater(node, decoding)) return opaque(node.span);
  if (place.path.length > mostLevels) {
    decoding.problems.push({
      kind: 'unread',
      message: 'This is nested more than 100 levels deep: Envoy refuses it.',
      span: place.owner,
    });
    return undefined;
  }
  if (type.startsWith('google.protobuf.')) return decodeWellKnown(node, type, place, decoding, slots);
  const schema = messageSchema(type);
  if (!schema) return decodeScalar(node, type, place, decoding);
  if (node.kind !== 'map') return wrongType(node, 'a map', place, decoding);
  return decodeMessage(node, schema, place, decoding, slots);
}

const wrapped: Readonly<Record<string, string>> = {
  DoubleValue: 'double',
  FloatValue: 'float',
  Int64Value: 'int64',
  UInt64Value: 'uint64',
  Int32Value: 'int32',
  UInt32Value: 'uint32',
  BoolValue: 'bool',
  StringValue: 'string',
  BytesValue: 'bytes',
};

/** Types that protobuf writes in a form of their own. */
function decodeWellKnown(
  node: YamlNode,
  type: string,
  place: Place,
  decoding: Decoding,
  slots: readonly string[] | undefined,
): EnvoyValue | undefined {
  const name = type.slice('google.protobuf.'.length);
  if (name === 'Any') {
    return node.kind === 'map'
      ? decodeAny(node, place, decoding, slots)
      : wrongType(node, 'a map with `@type`', place, decoding);
  }
  if (name === 'Value') return opaque(node.span);
  if (name === 'Struct')
    return node.kind === 'map' ? decodePlain(node, decoding) : wrongType(node, 'a map', place, decoding);
  if (name === 'ListValue')
    return node.kind === 'sequence' ? opaque(node.span) : wrongType(node, 'a list', place, decoding);
  const inner = wrapped[name];
  if (node.kind === 'map') {
    const schema = messageSchema(type);
    if (!schema) return opaque(node.span);
    const message = decodeMessage(node, schema, place, decoding);
    return inner ? unwrapped(message, inner) : name === 'Duration' ? durationOf(message) : message;
  }
  if (inner) return decodeScalar(node, inner, place, decoding);
  if (name === 'Duration') return decodeDuration(node, place, decoding);
  if (name === 'Timestamp') return decodeTimestamp(node, place, decoding);
  if (name === 'FieldMask') return decodeScalar(node, 'string', place, decoding);
  return wrongType(node, 'a map', place, decoding);
}

/** `{ value: 5 }` in place of 5. */
function unwrapped(message: EnvoyMessage, inner: string): EnvoyValue | undefined {
  const field = message.fields.get('value');
  if (field) return field.value;
  return { kind: 'scalar', value: zeroOf(inner), span: message.span, contentSpan: message.span };
}

const zeroOf = (type: string): EnvoyScalar['value'] =>
  type === 'string' || type === 'bytes' ? '' : type === 'bool' ? false : 0;

/** `{ seconds: 1, nanos: 500 }`. */
function durationOf(message: EnvoyMessage): EnvoyValue | undefined {
  const part = (name: string): number => {
    const value = message.fields.get(name)?.value;
    return value?.kind === 'scalar' ? Number(value.value) : 0;
  };
  const value = part('seconds') * 1e3 + part('nanos') / 1e6;
  return { kind: 'scalar', value, span: message.span, contentSpan: message.span };
}

/** Of 184 durations these are the ones that Envoy 1.40 was seen to take below zero. */
const mayBeNegative: ReadonlySet<string> = new Set(['max_udp_channel_duration', 'query_timeout']);

function decodeDuration(node: YamlNode, place: Place, decoding: Decoding): EnvoyScalar | undefined {
  if (node.kind !== 'scalar') return wrongType(node, 'a duration like `1.5s`', place, decoding);
  const nanoseconds = parseDuration(node.value);
  const isTaken = nanoseconds !== undefined && (nanoseconds >= 0n || mayBeNegative.has(place.field));
  if (isTaken && !(decoding.json && node.style === 'plain')) {
    return { kind: 'scalar', value: Number(nanoseconds) / 1e6, span: node.span, contentSpan: node.contentSpan };
  }
  decoding.problems.push({
    kind: 'bad-duration',
    field: place.field,
    text: node.value,
    replacement: asProtobufDuration(node.value),
    negative: nanoseconds !== undefined && nanoseconds < 0n,
    enforced: decoding.enforced,
    span: node.span,
  });
  return undefined;
}

function decodeTimestamp(node: YamlNode, place: Place, decoding: Decoding): EnvoyScalar | undefined {
  if (node.kind === 'scalar' && !Number.isNaN(Date.parse(node.value)))
    return { kind: 'scalar', value: node.value, span: node.span, contentSpan: node.contentSpan };
  return wrongType(node, 'a time like `2030-01-01T00:00:00Z`', place, decoding);
}

function wrongType(node: YamlNode, expected: string, { field, owner }: Place, decoding: Decoding): undefined {
  decoding.problems.push({
    kind: 'wrong-type',
    field,
    expected,
    actual: nodeInWords(node, decoding),
    span: node.kind === 'scalar' ? node.span : owner,
  });
}

/** A map with `@type`. */
function decodeAny(
  node: YamlMap,
  place: Place,
  decoding: Decoding,
  slots: readonly string[] | undefined,
): EnvoyValue | undefined {
  if (node.pairs.length === 0)
    return { kind: 'message', type: any, fields: new Map(), path: place.path, span: node.span };
  const pair = node.pairs.findLast(({ key }) => key.value === '@type');
  const value = resolved(pair?.value, decoding);
  if (!pair || isNull(value, decoding)) {
    if (node.pairs.some(({ key }) => isFilledInLater(key, decoding) || key.value === '<<')) return opaque(node.span);
    decoding.problems.push({
      kind: 'missing-type',
      field: place.field,
      fits: fittingTypes(slots ?? [], decoding.version),
      span: pair?.key.span ?? misspeltType(node)?.span ?? place.owner,
    });
    return undefined;
  }
  if (value?.kind !== 'scalar')
    return wrongType(
      value ?? node,
      'the name of a message',
      { ...place, field: '@type', owner: pair.key.span },
      decoding,
    );
  if (isFilledInLater(value, decoding)) return opaque(node.span);
  return decodeTyped(node, { text: value.value, span: value.contentSpan }, place, decoding, slots);
}

const typedStructs: ReadonlySet<string> = new Set(['xds.type.v3.TypedStruct', 'udpa.type.v1.TypedStruct']);

/** The key that was probably meant to be `@type`: its value names a message. */
const misspeltType = ({ pairs }: YamlMap): YamlScalar | undefined =>
  pairs.find(({ value }) => value?.kind === 'scalar' && /^[\w.]*\/?(?:envoy|xds|google)\.[\w.]+$/.test(value.value))
    ?.key;

function decodeTyped(
  node: YamlMap,
  typeUrl: { readonly text: string; readonly span: Span },
  place: Place,
  decoding: Decoding,
  slots: readonly string[] | undefined,
): EnvoyValue | undefined {
  const type = typeOfUrl(typeUrl.text);
  if (type === undefined) {
    const known = messageSchema(typeUrl.text) ? `type.googleapis.com/${typeUrl.text}` : undefined;
    decoding.problems.push({ kind: 'bad-type-url', text: typeUrl.text, replacement: known, span: typeUrl.span });
    return undefined;
  }
  const reason = unknownTypeReason(type, decoding.version);
  const schema = messageSchema(type);
  if (!schema || reason) {
    decoding.problems.push({ kind: 'unknown-type', type, reason: reason ?? { kind: 'unknown' }, span: typeUrl.span });
    return opaque(node.span);
  }
  if (typedStructs.has(type)) return decodeTypedStruct(node, schema, typeUrl, place, decoding, slots);
  checkSlot(type, slots, typeUrl.span, decoding);
  if (type.startsWith('google.protobuf.') && type !== 'google.protobuf.Empty') {
    const inner = resolved(node.pairs.findLast(({ key }) => key.value === 'value')?.value, decoding);
    const value =
      inner && !isNull(inner, decoding)
        ? decodeWellKnown(inner, type, { ...place, path: [...place.path, 'value'] }, decoding, undefined)
        : undefined;
    return type === textType && value ? textMessage(node, typeUrl, place, value) : opaque(node.span);
  }
  return decodeMessage(node, schema, place, decoding, undefined, typeUrl);
}

const textType = 'google.protobuf.StringValue';

/** Text in the place of a message: the name of a filter chain as the action of a matcher. */
function textMessage(node: YamlMap, typeUrl: EnvoyTypeUrl, { path }: Place, value: EnvoyValue): EnvoyMessage {
  const span = node.pairs.findLast(({ key }) => key.value === 'value')?.key.span ?? node.span;
  const fields = new Map([['value', { name: 'value', keySpan: span, span: value.span, value }]]);
  return { kind: 'message', type: textType, typeUrl, fields, path, span: node.span };
}

type EnvoyTypeUrl = NonNullable<EnvoyMessage['typeUrl']>;

/** A message whose type is told in another field, and whose content is plain. */
function decodeTypedStruct(
  node: YamlMap,
  schema: MessageSchema,
  typeUrl: { readonly text: string; readonly span: Span },
  place: Place,
  decoding: Decoding,
  slots: readonly string[] | undefined,
): EnvoyValue | undefined {
  const outer = decodeMessage(node, schema, place, decoding, undefined, typeUrl);
  const url = outer.fields.get('type_url')?.value;
  const text = url?.kind === 'scalar' ? String(url.value) : '';
  const inner = resolved(node.pairs.findLast(({ key }) => key.value === 'value')?.value, decoding);
  if (url?.kind !== 'scalar' || text === '') return outer;
  const type = text.slice(text.lastIndexOf('/') + 1);
  const innerSchema = messageSchema(type);
  const reason = unknownTypeReason(type, decoding.version);
  if (!innerSchema || reason) return opaque(node.span);
  checkSlot(type, slots, url.contentSpan, decoding);
  const content: YamlMap = inner?.kind === 'map' ? inner : { kind: 'map', flow: false, pairs: [], span: node.span };
  const at = { ...place, path: [...place.path, 'value'] };
  return decodeMessage(content, innerSchema, at, decoding, undefined, { text, span: url.contentSpan });
}
