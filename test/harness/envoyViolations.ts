import { type FieldSchema, messageSchema, type ValueRules } from '../../server/src/envoy/schema.ts';
import type { PlainValue } from '../../server/src/text/edit.ts';
import { withField } from './envoyPaths.ts';
import { fieldsOf, minimalField, minimalMessage, type PlainMap } from './envoyValues.ts';

/** A message that breaks one rule of the API and keeps to all others. */
export interface Violation {
  readonly type: string;
  readonly field: string;
  readonly rule: string;
  readonly message: PlainMap;
}

const numbers = /^(?:u?int|s?fixed|sint)(?:32|64)$|^(?:float|double)$|^google\.protobuf\.(?:U?Int|Float|Double)/;

/** One violation of each rule that the API has about the message. */
export function violationsOf(type: string): readonly Violation[] {
  const schema = messageSchema(type);
  if (!schema || schema.absent) return [];
  const minimal = minimalMessage(type);
  const without = (names: readonly string[]): PlainMap =>
    Object.fromEntries(Object.entries(minimal).filter(([name]) => !names.includes(name)));
  const ofOneofs = schema.oneofs.flatMap((oneof, index) => {
    const names = fieldsOf(schema).flatMap((field) => (field.oneof === index ? [field.name] : []));
    return oneof.required ? [{ type, field: oneof.name, rule: 'oneof', message: without(names) }] : [];
  });
  const ofFields = fieldsOf(schema).flatMap((field) => {
    const missing = field.rules?.required
      ? [{ type, field: field.name, rule: 'required', message: without([field.name]) }]
      : [];
    const broken = violatingValues(type, field).map(([rule, value]) => ({
      type,
      field: field.name,
      rule,
      message: withField(type, minimal, field, value),
    }));
    return [...missing, ...broken];
  });
  return [...ofOneofs, ...ofFields];
}

function violatingValues(owner: string, field: FieldSchema): readonly (readonly [rule: string, value: PlainValue])[] {
  const rules = field.rules;
  if (!rules) return [];
  if (field.list) {
    const one = minimalField(owner, field);
    const item = Array.isArray(one) ? one[0] : one;
    return [
      ...(rules.min_items ? [['min_items', []] as const] : []),
      ...(rules.max_items ? [['max_items', Array.from({ length: rules.max_items + 1 }, () => item)] as const] : []),
      ...(rules.unique ? [['unique', [item, item]] as const] : []),
      ...scalarViolations(field, rules.items ?? {}).map(([rule, value]) => [`items.${rule}`, [value]] as const),
    ];
  }
  if (field.map !== undefined) {
    return [
      ...(rules.min_pairs ? [['min_pairs', {}] as const] : []),
      ...scalarViolations({ ...field, type: 'string' }, rules.keys ?? {}).map(
        ([rule, key]) =>
          [`keys.${rule}`, { [String(key)]: Object.values(minimalField(owner, field) ?? {})[0] }] as const,
      ),
    ];
  }
  return scalarViolations(field, rules);
}

function scalarViolations({ type }: FieldSchema, rules: ValueRules): readonly (readonly [string, PlainValue])[] {
  const made: (readonly [string, PlainValue])[] = [];
  if (type === 'string' || type === 'bytes' || type === 'google.protobuf.StringValue') {
    if (rules.ignore_empty !== true && (rules.min_len || rules.min_bytes)) made.push(['min_len', '']);
    const most = rules.max_len ?? rules.max_bytes;
    if (most !== undefined && most < 20_000) made.push(['max_len', 'a'.repeat(most + 1)]);
    if (rules.prefix) made.push(['prefix', 'zzzz']);
    if (rules.pattern) made.push(['pattern', '?#\u00e4 ']);
    if (rules.in) made.push(['in', 'zzzz']);
    if (rules.well_known_regex && type === 'string') made.push(['header', 'a\nb']);
    return made;
  }
  if (type.startsWith('@')) {
    if (rules.defined_only) made.push(['defined_only', 4711]);
    if (rules.not_in?.[0] !== undefined) made.push(['not_in', Number(rules.not_in[0])]);
    return made;
  }
  const isDuration = type === 'google.protobuf.Duration';
  if (!isDuration && !numbers.test(type)) return made;
  const written = (value: number): PlainValue => (isDuration ? `${value / 1000}s` : value);
  const step = isDuration ? 1 : /(?:float|double)/i.test(type) ? 0.5 : 1;
  const unsigned = /^uint|UInt/.test(type);
  if (rules.gt !== undefined) made.push(['gt', written(rules.gt)]);
  if (rules.gte !== undefined && !(unsigned && rules.gte <= 0)) made.push(['gte', written(rules.gte - step)]);
  if (rules.lt !== undefined) made.push(['lt', written(rules.lt)]);
  if (rules.lte !== undefined && rules.lte < 4e9) made.push(['lte', written(rules.lte + step)]);
  return made.filter(([, value]) => !rules.ignore_empty || (value !== 0 && value !== '0s'));
}
