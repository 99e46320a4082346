import type { EnvoyField, EnvoyMessage, EnvoyScalar, EnvoyValue } from '../model/envoyMessage.ts';
import type { Span } from '../text/span.ts';
import type { Decoding, Place } from './decoding.ts';
import { enumSchema, type FieldSchema, isIn, type MessageSchema, messageSchema, type ValueRules } from './schema.ts';
import { brokenRule } from './valueRules.ts';

/** Holds a message against the validate rules of its fields; what is in its messages was held against theirs. */
export function validateMessage(
  message: EnvoyMessage,
  schema: MessageSchema,
  place: MessagePlace,
  decoding: Decoding,
): void {
  for (const field of rulesOf(schema)) {
    if (!isIn(field, decoding.version)) continue;
    const set = message.fields.get(field.name);
    // What cannot be read, or is filled in later, was spoken of or is unknown.
    if (set && (!set.value || set.value.kind === 'opaque')) continue;
    if ((field.oneof !== undefined || field.optional) && !set) continue;
    validateField(field, set, { message, schema, place, decoding });
  }
  schema.oneofs.forEach((oneof, index) => {
    if (!oneof.required) return;
    const own = [...schema.fields.values()].filter((field) => field.oneof === index && isIn(field, decoding.version));
    if (own.some((field) => message.fields.has(field.name))) return;
    missing(
      own.filter((field) => !field.deprecated && !field.disallowed).map(({ name }) => name),
      {
        message,
        schema,
        place,
        decoding,
      },
    );
  });
}

const withRules = new WeakMap<MessageSchema, readonly FieldSchema[]>();

function rulesOf(schema: MessageSchema): readonly FieldSchema[] {
  let fields = withRules.get(schema);
  if (!fields) {
    fields = [...schema.fields.values()].filter(({ rules }) => rules);
    withRules.set(schema, fields);
  }
  return fields;
}

/** `nulls`: the keys of fields that are written and have no value. */
type MessagePlace = Place & { readonly nulls: ReadonlyMap<string, Span> };

interface Holder {
  readonly message: EnvoyMessage;
  readonly schema: MessageSchema;
  readonly place: MessagePlace;
  readonly decoding: Decoding;
}

function missing(fields: readonly string[], { schema, place, decoding }: Holder): void {
  decoding.problems.push({
    kind: 'missing-field',
    fields,
    type: schema.type,
    path: place.path,
    enforced: decoding.enforced,
    span: fields.map((field) => place.nulls.get(field)).find((span) => span) ?? place.owner,
  });
}

function validateField(field: FieldSchema, set: EnvoyField | undefined, holder: Holder): void {
  const { rules = {}, name } = field;
  const { schema, decoding } = holder;
  const violated = (reason: string, span: Span): void => {
    decoding.problems.push({
      kind: 'violated-rule',
      field: name,
      type: schema.type,
      reason,
      enforced: decoding.enforced,
      span,
    });
  };
  const value = set?.value;
  if (field.map !== undefined) {
    validateMap(rules, value, field, holder, violated);
    return;
  }
  if (field.list) {
    validateList(rules, value, field, holder, violated);
    return;
  }
  if (!value) {
    if (rules.required) missing([name], holder);
    else if (!messageSchema(field.type) && brokenRule(unsetValue(field.type), field.type, rules) !== undefined)
      missing([name], holder);
    return;
  }
  if (value.kind !== 'scalar') return;
  const reason = brokenRule(comparable(value, field.type), field.type, rules);
  if (reason !== undefined) violated(reason, value.span);
}

type Violated = (reason: string, span: Span) => void;

function validateList(
  rules: ValueRules,
  value: EnvoyValue | undefined,
  field: FieldSchema,
  holder: Holder,
  violated: Violated,
): void {
  const items = value?.kind === 'list' ? value.items : [];
  if (items.length === 0 && rules.ignore_empty) return;
  if (rules.min_items && items.length < rules.min_items) {
    if (!value) missing([field.name], holder);
    else violated(`must have at least ${counted(rules.min_items, 'item')}`, keyOf(field, holder) ?? value.span);
  }
  if (rules.max_items && items.length > rules.max_items) {
    const first = items[rules.max_items];
    violated(`must have at most ${counted(rules.max_items, 'item')}`, first?.span ?? holder.place.owner);
  }
  const seen = new Set<EnvoyScalar['value']>();
  for (const item of items) {
    if (item.kind !== 'scalar') continue;
    if (rules.unique && seen.has(item.value)) violated('must not have an item twice', item.span);
    seen.add(item.value);
    const reason = rules.items && brokenRule(comparable(item, field.type), field.type, rules.items);
    if (reason !== undefined) violated(`has an item that ${reason}`, item.span);
  }
}

function validateMap(
  rules: ValueRules,
  value: EnvoyValue | undefined,
  field: FieldSchema,
  holder: Holder,
  violated: Violated,
): void {
  const entries = value?.kind === 'map' ? value.entries : [];
  if (rules.min_pairs && entries.length < rules.min_pairs) {
    if (!value) missing([field.name], holder);
    else
      violated(
        `must have at least ${counted(rules.min_pairs, 'entry', 'entries')}`,
        keyOf(field, holder) ?? value.span,
      );
  }
  for (const entry of entries) {
    const keyReason = rules.keys && brokenRule(entry.key, field.map ?? 'string', rules.keys);
    if (keyReason !== undefined) violated(`has a key that ${keyReason}`, entry.keySpan);
    if (entry.value?.kind !== 'scalar' || !rules.values) continue;
    const reason = brokenRule(comparable(entry.value, field.type), field.type, rules.values);
    if (reason !== undefined) violated(`has a value that ${reason}`, entry.value.span);
  }
}

const keyOf = ({ name }: FieldSchema, { message }: Holder): Span | undefined => message.fields.get(name)?.keySpan;

const counted = (count: number, one: string, several = `${one}s`): string => `${count} ${count === 1 ? one : several}`;

/** What counts where a field is not set. */
const unsetValue = (type: string): EnvoyScalar['value'] =>
  type === 'string' || type === 'bytes' ? '' : type === 'bool' ? false : 0;

/** Enum values are compared as numbers. */
function comparable({ value }: EnvoyScalar, type: string): EnvoyScalar['value'] {
  if (!type.startsWith('@') || typeof value !== 'string') return value;
  return enumSchema(type)?.values.get(value) ?? 0;
}
