import type { EnvoyScalar } from '../model/envoyMessage.ts';
import { enumSchema, type ValueRules } from './schema.ts';

/**
 * What is wrong with a scalar under the validate rules of its field, so that it goes on after the field's name: "must be
 * at least 1"; undefined when nothing is. Enum values are numbers, durations milliseconds.
 */
export function brokenRule(value: EnvoyScalar['value'], type: string, rules: ValueRules): string | undefined {
  if (type.startsWith('@')) return brokenByEnum(Number(value), type, rules);
  if (typeof value === 'string') return brokenByText(value, rules);
  if (typeof value === 'boolean')
    return rules.const !== undefined && value !== rules.const ? `must be \`${rules.const}\`` : undefined;
  return brokenByNumber(value, type, rules);
}

function brokenByEnum(value: number, type: string, rules: ValueRules): string | undefined {
  const schema = enumSchema(type);
  if (!schema) return undefined;
  const nameOf = (number: number): string =>
    [...schema.values].find(([, own]) => own === number)?.[0] ?? String(number);
  if (rules.defined_only && ![...schema.values.values()].includes(value))
    return `must be one of ${[...schema.values.keys()].join(', ')}`;
  if (rules.not_in?.includes(value)) return `must not be ${nameOf(value)}`;
  if (rules.in && !rules.in.includes(value))
    return `must be one of ${rules.in.map((each) => nameOf(Number(each))).join(', ')}`;
  if (rules.const !== undefined && rules.const !== value) return `must be ${nameOf(Number(rules.const))}`;
  return undefined;
}

function brokenByText(value: string, rules: ValueRules): string | undefined {
  if (value === '' && rules.ignore_empty) return undefined;
  const length = [...value].length;
  if (rules.min_len !== undefined && length < rules.min_len) return atLeast(rules.min_len, 'character');
  if (rules.max_len !== undefined && length > rules.max_len) return `must have at most ${rules.max_len} characters`;
  const bytes =
    rules.min_bytes === undefined && rules.max_bytes === undefined ? 0 : new TextEncoder().encode(value).length;
  if (rules.min_bytes !== undefined && bytes < rules.min_bytes) return atLeast(rules.min_bytes, 'byte');
  if (rules.max_bytes !== undefined && bytes > rules.max_bytes) return `must have at most ${rules.max_bytes} bytes`;
  if (rules.prefix !== undefined && !value.startsWith(rules.prefix)) return `must begin with \`${rules.prefix}\``;
  if (rules.suffix !== undefined && !value.endsWith(rules.suffix)) return `must end with \`${rules.suffix}\``;
  if (rules.in && !rules.in.includes(value)) return `must be one of ${rules.in.join(', ')}`;
  if (rules.not_in?.includes(value)) return `must not be \`${value}\``;
  if (rules.const !== undefined && rules.const !== value) return `must be \`${rules.const}\``;
  if (rules.pattern !== undefined && !matches(value, rules.pattern)) return `must match \`${rules.pattern}\``;
  if (rules.well_known_regex && !isHeaderText(value, rules)) return `is not a valid ${headerPart(rules)}`;
  return undefined;
}

const atLeast = (count: number, unit: string): string =>
  count === 1 && unit === 'character'
    ? 'must not be empty'
    : `must have at least ${count} ${unit}${count === 1 ? '' : 's'}`;

const patterns = new Map<string, RegExp | undefined>();

/** The patterns are those of the API, written for RE2; one that JavaScript cannot read matches everything. */
function matches(value: string, pattern: string): boolean {
  if (!patterns.has(pattern)) {
    try {
      patterns.set(pattern, new RegExp(pattern, 'u'));
    } catch {
      patterns.set(pattern, undefined);
    }
  }
  return patterns.get(pattern)?.test(value) ?? true;
}

const headerPart = ({ well_known_regex }: ValueRules): string =>
  well_known_regex === 'HTTP_HEADER_NAME' ? 'header name' : 'header value';

// Source: protoc-gen-validate, `HTTP_HEADER_NAME` and `HTTP_HEADER_VALUE`.
const headerName = /^:?[0-9a-zA-Z!#$%&'*+\-.^_|~`]+$/;

function isHeaderText(value: string, { strict, well_known_regex }: ValueRules): boolean {
  if (strict !== false && well_known_regex === 'HTTP_HEADER_NAME') return headerName.test(value);
  const refused = strict === false ? isLineEnd : isControl;
  for (let i = 0; i < value.length; i++) if (refused(value.charCodeAt(i))) return false;
  return true;
}

const isLineEnd = (code: number): boolean => code === 0 || code === 10 || code === 13;

/** A tab is none. */
const isControl = (code: number): boolean => (code < 32 && code !== 9) || code === 127;

function brokenByNumber(value: number | bigint, type: string, rules: ValueRules): string | undefined {
  if (rules.ignore_empty && Number(value) === 0) return undefined;
  const isDuration = type === 'google.protobuf.Duration';
  const shown = (limit: number): string => (isDuration ? `${limit / 1000}s` : String(limit));
  const { gt, gte, lt, lte } = rules;
  if (gt !== undefined && !(value > gt)) return `must be greater than ${shown(gt)}`;
  if (gte !== undefined && !(value >= gte)) return `must be at least ${shown(gte)}`;
  if (lt !== undefined && !(value < lt)) return `must be less than ${shown(lt)}`;
  if (lte !== undefined && !(value <= lte)) return `must be at most ${shown(lte)}`;
  if (rules.in && !rules.in.includes(Number(value))) return `must be one of ${rules.in.join(', ')}`;
  if (rules.not_in?.includes(Number(value))) return `must not be ${value}`;
  if (typeof rules.const === 'number' && rules.const !== Number(value)) return `must be ${shown(rules.const)}`;
  return undefined;
}
