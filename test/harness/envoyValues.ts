import { isCategory, typesOf } from '../../server/src/envoy/registry.ts';
import {
  enumSchema,
  type FieldSchema,
  isIn,
  type MessageSchema,
  messageSchema,
  type ValueRules,
} from '../../server/src/envoy/schema.ts';
import type { PlainValue } from '../../server/src/text/edit.ts';

export type PlainMap = Readonly<Record<string, PlainValue>>;

const newest = 40;
const anyType = 'google.protobuf.Any';
const extension = 'envoy.config.core.v3.TypedExtensionConfig';
const numeric = /^(?:u?int|s?fixed|sint)(?:32|64)$|^(?:float|double)$/;
const wrapper = /^google\.protobuf\.(\w+)Value$/;

/** Messages with a JSON form of their own. */
const wellKnown: Readonly<Record<string, PlainValue>> = {
  'google.protobuf.Struct': { a: 'b' },
  'google.protobuf.Value': 'a',
  'google.protobuf.ListValue': ['a'],
  'google.protobuf.Timestamp': '2024-01-01T00:00:00Z',
  'google.protobuf.Empty': {},
  'google.protobuf.FieldMask': 'a',
};

/** Values that the real Envoy accepts although the rules of the API alone say less; by message and field. */
const known: Readonly<Record<string, PlainValue>> = {
  'envoy.config.core.v3.SocketAddress.address': '10.0.0.1',
  'envoy.config.core.v3.DataSource.filename': '/etc/hostname',
  'envoy.config.core.v3.HttpUri.cluster': 'c1',
  'envoy.config.core.v3.GrpcService.EnvoyGrpc.cluster_name': 'c1',
  'envoy.config.route.v3.RouteAction.cluster': 'c1',
  'envoy.config.route.v3.VirtualHost.domains': ['*'],
  'envoy.type.matcher.v3.RegexMatcher.regex': 'a',
};

/** A message that keeps to the rules of the API and has nothing that they do not ask for. */
export function minimalMessage(type: string, depth = 0): PlainMap {
  const schema = messageSchema(type);
  if (!schema || depth > 12) return {};
  const made: Record<string, PlainValue> = {};
  const chosen = new Set<number>();
  for (const field of fieldsOf(schema)) {
    if (field.oneof === undefined && needsValue(field)) made[field.name] = minimalField(type, field, depth);
  }
  for (const [index, oneof] of schema.oneofs.entries()) {
    if (!oneof.required || chosen.has(index)) continue;
    const choices = fieldsOf(schema).filter((field) => field.oneof === index && !field.deprecated);
    const field = choices.find(({ type: of }) => !messageSchema(of)) ?? choices[0];
    if (field) made[field.name] = minimalField(type, field, depth);
  }
  return made;
}

/** A value for the field: a list or map with what the rules ask for, at least one entry. */
export function minimalField(owner: string, field: FieldSchema, depth = 0): PlainValue {
  const given = known[`${owner}.${field.name}`];
  if (given !== undefined) return given;
  const rules = field.rules ?? {};
  if (field.map !== undefined) {
    const key = field.map === 'string' ? stringFor(rules.keys ?? {}) : '1';
    return { [key]: minimalValue(owner, field, rules.values ?? {}, depth) };
  }
  if (field.list) {
    const count = Math.max(1, rules.min_items ?? 1);
    return Array.from({ length: count }, () => minimalValue(owner, field, rules.items ?? {}, depth));
  }
  return minimalValue(owner, field, rules, depth);
}

/** The fields that the newest version has. */
export const fieldsOf = (schema: MessageSchema): readonly FieldSchema[] =>
  [...schema.fields.values()].filter((field) => isIn(field, newest) && !field.disallowed);

/** Types of the messages that fit where the field has an extension. */
export function fittingTypes(field: FieldSchema): readonly string[] {
  return (field.slots ?? []).filter(isCategory).flatMap(typesOf);
}

/** An extension as it stands in a field of this kind. */
export function asExtension(field: FieldSchema, type: string, content: PlainMap): PlainMap {
  const any: PlainMap = { '@type': `type.googleapis.com/${type}`, ...content };
  return field.type === extension ? { name: 'extension', typed_config: any } : any;
}

export const isExtensionField = ({ type }: FieldSchema): boolean => type === anyType || type === extension;

function needsValue({ type, list, map, rules = {} }: FieldSchema): boolean {
  if (list) return (rules.min_items ?? 0) > 0;
  if (map !== undefined) return (rules.min_pairs ?? 0) > 0;
  if (rules.required) return true;
  if (messageSchema(type) || wrapper.test(type) || type.startsWith('google.protobuf.') || rules.ignore_empty)
    return false;
  if (type === 'string' || type === 'bytes')
    return Boolean(rules.min_len || rules.min_bytes || rules.pattern || rules.in || rules.prefix);
  if (type.startsWith('@')) return Boolean(rules.in && !rules.in.includes(0)) || Boolean(rules.not_in?.includes(0));
  if (numeric.test(type)) return !fits(0, rules);
  return rules.const === true;
}

function minimalValue(owner: string, field: FieldSchema, rules: ValueRules, depth: number): PlainValue {
  const { type } = field;
  if (isExtensionField(field)) {
    const fit = fittingTypes(field)[0];
    if (fit) return asExtension(field, fit, minimalMessage(fit, depth + 1));
    return type === anyType ? { '@type': 'type.googleapis.com/google.protobuf.Empty' } : { name: 'a' };
  }
  if (type === 'google.protobuf.Duration') return durationFor(rules);
  const wrapped = wrapper.exec(type)?.[1];
  if (wrapped) return scalarFor(wrapped.toLowerCase(), rules);
  if (Object.hasOwn(wellKnown, type)) return wellKnown[type] ?? null;
  if (type.startsWith('@')) {
    const names = [...(enumSchema(type)?.values ?? [])];
    const allowed = names.filter(
      ([, number]) => !rules.not_in?.includes(number) && (!rules.in || rules.in.includes(number)),
    );
    return allowed[0]?.[0] ?? 0;
  }
  if (messageSchema(type)) return minimalMessage(type, depth + 1);
  return scalarFor(type, rules, owner);
}

function scalarFor(type: string, rules: ValueRules, owner = ''): PlainValue {
  if (type === 'string') return stringFor(rules, owner);
  if (type === 'bytes') return 'YWJj'.repeat(Math.ceil((rules.min_len ?? 1) / 3));
  if (type === 'bool') return typeof rules.const === 'boolean' ? rules.const : true;
  const bounds = [rules.gte, rules.gt === undefined ? undefined : rules.gt + 1, 1, 0, rules.lte, Number(rules.in?.[0])];
  return bounds.find((each) => each !== undefined && !Number.isNaN(each) && fits(each, rules)) ?? 1;
}

function durationFor(rules: ValueRules): string {
  const milliseconds = [1000, rules.gte, (rules.gt ?? 0) + 1, rules.lte, 1].find(
    (each) => each !== undefined && fits(each, rules),
  );
  return `${(milliseconds ?? 1000) / 1000}s`;
}

function stringFor(rules: ValueRules, owner = ''): string {
  if (typeof rules.const === 'string') return rules.const;
  if (rules.in) return String(rules.in[0]);
  const length = Math.max(1, rules.min_len ?? 0, rules.min_bytes ?? 0);
  const candidates = ['a', '/a', 'aa', 'a.b', 'http://a/', '1', 'A', owner, 'a'.repeat(length), '0'.repeat(length)].map(
    (text) => `${rules.prefix ?? ''}${text}${rules.suffix ?? ''}`,
  );
  const pattern = rules.pattern === undefined ? undefined : new RegExp(rules.pattern, 'u');
  return candidates.find((text) => text.length >= length && (pattern?.test(text) ?? true)) ?? 'a'.repeat(length);
}

function fits(value: number, { gt, gte, lt, lte, in: only, not_in: never }: ValueRules): boolean {
  return (
    (gt === undefined || value > gt) &&
    (gte === undefined || value >= gte) &&
    (lt === undefined || value < lt) &&
    (lte === undefined || value <= lte) &&
    (!only || only.includes(value)) &&
    !never?.includes(value)
  );
}
