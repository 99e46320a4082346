import type { YamlNode, YamlScalar } from '../text/yamlNode.ts';

/** What Envoy makes of a node before it knows which field it is for. Source: `ValueUtil::loadFromYaml`, yaml-cpp. */
export type ScalarValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: bigint | number }
  | { readonly kind: 'string'; readonly value: string };

const nothing: ScalarValue = { kind: 'null' };

/** The value of a scalar in a YAML file as Envoy types it: `yes` is a boolean, `1.5` is text, `0x10` is 16. */
export function yamlScalar({ value, style, tag }: YamlScalar): ScalarValue {
  if (style !== 'plain' || tag === '!') return { kind: 'string', value };
  if (value === '' || nullWord.test(value)) return nothing;
  const first = value.charCodeAt(0);
  const isLetter = (first | 32) >= 97 && (first | 32) <= 122;
  if (isLetter) {
    return booleanWord.test(value) && hasFlexibleCase(value)
      ? { kind: 'boolean', value: trueWord.test(value) }
      : { kind: 'string', value };
  }
  return yamlInteger(value) ?? { kind: 'string', value };
}

const nullWord = /^(?:~|null|Null|NULL)$/;
const booleanWord = /^(?:y|n|yes|no|true|false|on|off)$/i;
const trueWord = /^(?:y|yes|true|on)$/i;

/** yaml-cpp knows its words in lower case, in upper case and with a capital. */
const hasFlexibleCase = (word: string): boolean =>
  word === word.toLowerCase() || word === word.toUpperCase() || word.slice(1) === word.slice(1).toLowerCase();

const integer = /^[+-]?(?:0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)$/;
const most32 = 2n ** 31n;
const most64 = 2n ** 63n;

/** What does not fit in 32 bits is handed on as text, in decimal digits. */
function yamlInteger(text: string): ScalarValue | undefined {
  if (text.length > 70 || !integer.test(text)) return undefined;
  const negative = text.startsWith('-');
  const digits = text.replace(/^[+-]/, '');
  const size = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  const value = negative ? -size : size;
  if (value >= -most32 && value < most32) return { kind: 'number', value };
  if (value >= -most64 && value < most64) return { kind: 'string', value: String(value) };
  return undefined;
}

/** The same in a JSON file, which Envoy reads with another parser. */
export function jsonScalar({ value, style }: YamlScalar): ScalarValue {
  if (style !== 'plain') return { kind: 'string', value };
  if (value === '' || value === 'null') return nothing;
  if (value === 'true' || value === 'false') return { kind: 'boolean', value: value === 'true' };
  if (/^-?(?:0|[1-9]\d*)$/.test(value)) return { kind: 'number', value: BigInt(value) };
  const number = Number(value);
  return Number.isFinite(number) ? { kind: 'number', value: number } : { kind: 'string', value };
}

/** True where something that is not Envoy fills in the text later: nothing is known about it. */
const isTemplate = (text: string): boolean => /\{\{|\$\{|\$\(|<%|\{%/.test(text);

/** True for a node that a template engine fills in: text with `${…}`, or `{{ … }}`, which YAML takes for a map. */
export function isTemplateNode(node: YamlNode, text: string): boolean {
  if (node.kind === 'scalar') return isTemplate(node.value);
  if (!('flow' in node) || !node.flow) return false;
  const start = node.span.anchor.offset + node.span.start;
  return text.startsWith('{{', start) || text.startsWith('{%', start);
}
