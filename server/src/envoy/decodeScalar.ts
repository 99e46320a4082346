import type { EnvoyScalar } from '../model/envoyMessage.ts';
import type { YamlNode, YamlScalar } from '../text/yamlNode.ts';
import { type Decoding, nodeInWords, type Place, scalarOf } from './decoding.ts';
import { enumSchema } from './schema.ts';
import type { ScalarValue } from './yamlScalars.ts';

/**
 * A value of a scalar type or an enumeration; undefined, and a problem, where it is none. The node is no null and no
 * template. Source: protobuf's JSON mapping in the lenient form that Envoy uses.
 */
export function decodeScalar(node: YamlNode, type: string, place: Place, decoding: Decoding): EnvoyScalar | undefined {
  const wrong = (expected: string, replacement?: string): undefined => {
    decoding.problems.push({
      kind: 'wrong-type',
      field: place.field,
      expected,
      actual: nodeInWords(node, decoding),
      ...(replacement === undefined ? {} : { replacement }),
      span: node.kind === 'scalar' ? node.span : place.owner,
    });
  };
  if (node.kind !== 'scalar') return wrong(inWords(type));
  const read = scalarOf(node, decoding);
  const scalar = (value: EnvoyScalar['value']): EnvoyScalar => ({
    kind: 'scalar',
    value,
    span: node.span,
    contentSpan: node.contentSpan,
  });
  if (type.startsWith('@')) return decodeEnum(node, read, type, place, decoding, scalar, wrong);
  switch (type) {
    case 'string':
      return read.kind === 'string' ? scalar(read.value) : wrong('text', `"${node.value}"`);
    case 'bytes':
      if (read.kind !== 'string') return wrong('text in base64');
      return base64.test(read.value) ? scalar(read.value) : wrong('text in base64');
    case 'bool':
      if (read.kind === 'boolean') return scalar(read.value);
      if (read.kind === 'string' && booleanText.test(read.value)) return scalar(trueText.test(read.value));
      return wrong('`true` or `false`', asBoolean(read));
    case 'double':
    case 'float': {
      const number = toNumber(read);
      return number === undefined ? wrong('a number') : scalar(number);
    }
    default:
      return decodeInteger(read, type, place, node, decoding, scalar, wrong);
  }
}

const base64 = /^[A-Za-z0-9+/_-]*={0,2}$/;
const booleanText = /^(?:t|true|yes|y|1|f|false|no|n|0)$/i;
const trueText = /^(?:t|true|yes|y|1)$/i;
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const asBoolean = (read: ScalarValue): string | undefined =>
  read.kind === 'number' && (Number(read.value) === 0 || Number(read.value) === 1)
    ? String(Number(read.value) === 1)
    : undefined;

function toNumber(read: ScalarValue): number | undefined {
  if (read.kind === 'number') return Number(read.value);
  if (read.kind !== 'string') return undefined;
  return decimal.test(read.value) || /^-?(?:Infinity|NaN)$/.test(read.value) ? Number(read.value) : undefined;
}

type Make = (value: EnvoyScalar['value']) => EnvoyScalar;
type Wrong = (expected: string, replacement?: string) => undefined;

function decodeEnum(
  node: YamlScalar,
  read: ScalarValue,
  type: string,
  place: Place,
  decoding: Decoding,
  scalar: Make,
  wrong: Wrong,
): EnvoyScalar | undefined {
  const schema = enumSchema(type);
  if (!schema) return scalar(node.value);
  const names = [...schema.values.keys()];
  if (read.kind === 'number' || (read.kind === 'string' && /^[+-]?\d{1,10}$/.test(read.value))) {
    const number = Number(read.value);
    const name = names.find((each) => schema.values.get(each) === number);
    return scalar(name ?? number);
  }
  if (read.kind !== 'string') return wrong(`one of ${listed(names)}`);
  const written = read.value.toLowerCase();
  const name = names.find((each) => each.toLowerCase() === written);
  const since = name === undefined ? undefined : schema.since[name];
  if (name === undefined || (since !== undefined && since > decoding.version)) {
    const usable = names.filter(
      (each) => !schema.disallowed.includes(each) && (schema.since[each] ?? 0) <= decoding.version,
    );
    decoding.problems.push({
      kind: 'unknown-enum-value',
      field: place.field,
      value: read.value,
      known: usable,
      ...(since === undefined ? {} : { since }),
      span: node.span,
    });
    const zero = names.find((each) => schema.values.get(each) === 0);
    return decoding.ignoresUnknown && zero !== undefined ? scalar(zero) : undefined;
  }
  const kind = schema.disallowed.includes(name)
    ? 'disallowed'
    : schema.deprecated.includes(name)
      ? 'deprecated'
      : undefined;
  if (kind) decoding.problems.push({ kind, what: 'value', name, type: schema.type, span: node.span });
  return scalar(name);
}

const ranges: Readonly<Record<string, readonly [bigint, bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  sint32: [-(2n ** 31n), 2n ** 31n - 1n],
  sfixed32: [-(2n ** 31n), 2n ** 31n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  fixed32: [0n, 2n ** 32n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  sint64: [-(2n ** 63n), 2n ** 63n - 1n],
  sfixed64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
  fixed64: [0n, 2n ** 64n - 1n],
};

function decodeInteger(
  read: ScalarValue,
  type: string,
  place: Place,
  node: YamlScalar,
  decoding: Decoding,
  scalar: Make,
  wrong: Wrong,
): EnvoyScalar | undefined {
  const [least, most] = ranges[type] ?? [-(2n ** 63n), 2n ** 64n - 1n];
  const value = toInteger(read);
  if (value === undefined) return wrong('a whole number');
  if (value === 'fraction') return wrong('a whole number');
  if (value < least || value > most) {
    decoding.problems.push({
      kind: 'wrong-type',
      field: place.field,
      expected: `a whole number from ${least} to ${most}`,
      actual: String(value).slice(0, 40),
      span: node.span,
    });
    return undefined;
  }
  return scalar(Number.isSafeInteger(Number(value)) ? Number(value) : value);
}

function toInteger(read: ScalarValue): bigint | 'fraction' | undefined {
  if (read.kind === 'number') {
    if (typeof read.value === 'bigint') return read.value;
    return Number.isInteger(read.value) ? BigInt(read.value) : 'fraction';
  }
  if (read.kind !== 'string' || read.value.length > 70) return undefined;
  const text = read.value;
  if (/^[+-]?0[xX][0-9a-fA-F]+$/.test(text)) {
    const size = BigInt(text.replace(/^[+-]/, ''));
    return text.startsWith('-') ? -size : size;
  }
  if (/^[+-]?\d+$/.test(text)) return BigInt(text.replace(/^\+/, ''));
  if (!decimal.test(text)) return undefined;
  const number = Number(text);
  return Number.isInteger(number) ? BigInt(number) : 'fraction';
}

function inWords(type: string): string {
  if (type.startsWith('@')) {
    const schema = enumSchema(type);
    return schema ? `one of ${listed([...schema.values.keys()])}` : 'a name';
  }
  if (type === 'string') return 'text';
  if (type === 'bytes') return 'text in base64';
  if (type === 'bool') return '`true` or `false`';
  return type === 'double' || type === 'float' ? 'a number' : 'a whole number';
}

const mostListed = 12;

const listed = (names: readonly string[]): string =>
  names.length > mostListed ? `${names.slice(0, mostListed).join(', ')} …` : names.join(', ');
