import { enumSchema, type FieldSchema, messageSchema, type ValueRules } from '../../envoy/schema.ts';
import { code, codeList } from '../markdown.ts';

const scalars: Readonly<Record<string, string>> = {
  string: 'text',
  bytes: 'bytes in base64',
  bool: 'true or false',
  double: 'number',
  float: 'number',
};

const wellKnown: Readonly<Record<string, string>> = {
  'google.protobuf.Any': 'extension, chosen by `@type`',
  'google.protobuf.BoolValue': 'true or false',
  'google.protobuf.BytesValue': 'bytes in base64',
  'google.protobuf.DoubleValue': 'number',
  'google.protobuf.Duration': 'duration in seconds, such as `0.25s`',
  'google.protobuf.FloatValue': 'number',
  'google.protobuf.ListValue': 'list of anything',
  'google.protobuf.StringValue': 'text',
  'google.protobuf.Struct': 'map of anything',
  'google.protobuf.Timestamp': 'time, such as `2030-01-31T12:00:00Z`',
  'google.protobuf.Value': 'anything',
};

/** The type of a field for people, Markdown: `list of maps`, `duration`. */
export function typeInWords({ type, list, map }: FieldSchema): string {
  const single = singleInWords(type);
  if (map !== undefined) return `map, by name: ${single}`;
  return list ? `list: ${single}` : single;
}

/** True for what is written as true or false. */
export const isBoolean = (type: string): boolean => type === 'bool' || type === 'google.protobuf.BoolValue';

function singleInWords(type: string): string {
  if (type.startsWith('@')) return 'one of several names';
  const known = scalars[type] ?? wellKnown[type];
  if (known !== undefined) return known;
  if (/int|fixed/i.test(type))
    return /^u|UInt|^fixed/.test(type.replace(/^google\.protobuf\./, '')) ? 'whole number from 0' : 'whole number';
  const name = shortName(type);
  return messageSchema(type)?.fields.size === 0 ? `empty map (${name})` : `map (${name})`;
}

/** The part of a full name behind the package: `Cluster.LbSubsetConfig`. */
export const shortName = (type: string): string => type.replace(/^@?(?:[a-z0-9_]+\.)*/, '');

/** What the validate rules of the API ask of a field, as sentences in Markdown. */
export function constraintsInWords({ type, rules, list, map }: FieldSchema): readonly string[] {
  if (!rules) return [];
  const { min_items, max_items, unique, items, min_pairs, keys, values } = rules;
  const parts = [
    rules.required || (min_items ?? 0) > 0 || (min_pairs ?? 0) > 0 ? 'Required.' : '',
    (min_items ?? 0) > 1 ? `At least ${min_items} items.` : '',
    max_items === undefined ? '' : `At most ${max_items} items.`,
    unique ? 'No item twice.' : '',
    ...(list || map !== undefined ? [] : scalarConstraints(type, rules)),
    ...(items ? scalarConstraints(type, items).map((each) => `Each item: ${lowerFirst(each)}`) : []),
    ...(keys ? scalarConstraints('string', keys).map((each) => `Each name: ${lowerFirst(each)}`) : []),
    ...(values ? scalarConstraints(type, values).map((each) => `Each value: ${lowerFirst(each)}`) : []),
  ];
  return parts.filter((part) => part !== '');
}

function scalarConstraints(type: string, rules: ValueRules): readonly string[] {
  const { min_len, max_len, min_bytes, max_bytes, prefix, suffix, pattern, well_known_regex } = rules;
  const least = min_len ?? min_bytes ?? 0;
  const most = max_len ?? max_bytes;
  return [
    least === 1 ? 'Not empty.' : least > 1 ? `At least ${least} characters.` : '',
    most === undefined ? '' : `At most ${most} characters.`,
    prefix === undefined ? '' : `Begins with ${code(prefix)}.`,
    suffix === undefined ? '' : `Ends with ${code(suffix)}.`,
    pattern === undefined ? '' : `Matches ${code(pattern)}.`,
    well_known_regex === undefined
      ? ''
      : well_known_regex === 'HTTP_HEADER_NAME'
        ? 'A valid header name.'
        : 'A valid header value.',
    ...bounds(type, rules),
    ...choices(type, rules),
  ].filter((part) => part !== '');
}

function bounds(type: string, { gt, gte, lt, lte }: ValueRules): readonly string[] {
  // Of an enumeration the numbers say nothing.
  if (type.startsWith('@')) return [];
  const shown = (limit: number): string =>
    type === 'google.protobuf.Duration' ? `\`${limit / 1000}s\`` : String(limit);
  if (gte !== undefined && lte !== undefined) return [`From ${shown(gte)} to ${shown(lte)}.`];
  return [
    gt === undefined ? '' : `More than ${shown(gt)}.`,
    gte === undefined ? '' : `At least ${shown(gte)}.`,
    lt === undefined ? '' : `Less than ${shown(lt)}.`,
    lte === undefined ? '' : `At most ${shown(lte)}.`,
  ];
}

function choices(type: string, { in: among, not_in: notAmong, const: only }: ValueRules): readonly string[] {
  const schema = type.startsWith('@') ? enumSchema(type) : undefined;
  const named = (value: string | number): string =>
    (schema && [...schema.values].find(([, number]) => number === value)?.[0]) ?? String(value);
  return [
    among ? `One of ${codeList(among.map(named))}.` : '',
    notAmong ? `Not ${codeList(notAmong.map(named))}.` : '',
    only === undefined ? '' : `Only ${code(String(only))}.`,
  ];
}

const lowerFirst = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);

/** True where the API refuses a message without the field. */
export function isRequired({ rules, list, map }: FieldSchema): boolean {
  if (!rules || rules.ignore_empty) return false;
  if (rules.required) return true;
  if (list) return (rules.min_items ?? 0) > 0;
  if (map !== undefined) return (rules.min_pairs ?? 0) > 0;
  return (rules.min_len ?? rules.min_bytes ?? 0) > 0;
}
