import type { YamlScalar } from './yamlNode.ts';

export type QuoteStyle = 'single' | 'double';

/** Where a scalar is going to stand, and how its neighbours look. */
export interface ScalarPlace {
  /** Inside `[…]` or `{…}`. */
  readonly flow: boolean;
  /** Quotes to use where the text needs some. */
  readonly quote: QuoteStyle;
  /** Quotes even where the text needs none, as the value before or the neighbours have them. */
  readonly always?: boolean;
}

/** The scalar as YAML that both YAML 1.1 (which compose reads) and YAML 1.2 take for this very value. */
export function scalarText(value: string | number | boolean | null, place: ScalarPlace): string {
  if (typeof value !== 'string') return value === null ? 'null' : String(value);
  if (!place.always && isPlainSafe(value, place.flow)) return value;
  return quoted(value, place.quote);
}

/** The style of a quoted scalar; undefined for the others. */
export function quoteOf(scalar: YamlScalar): QuoteStyle | undefined {
  return scalar.style === 'single' || scalar.style === 'double' ? scalar.style : undefined;
}

// Words that YAML 1.1 or 1.2 takes for null or a boolean.
const words = /^(?:~|null|true|false|yes|no|on|off)$/i;
// Decimal, octal, hexadecimal and binary numbers, infinity, and the base 60 of YAML 1.1 that reads `22:22` as 1342.
const numbers =
  /^[-+]?(?:\d[\d_]*|0o[0-7_]+|0x[\da-f_]+|0b[01_]+|(?:\d[\d_]*)?\.\d[\d_]*(?:e[-+]?\d+)?|\d[\d_]*(?:\.[\d_]*)?(?:e[-+]?\d+)?|\.inf|\.nan|\d+(?::[0-5]?\d)+(?:\.\d*)?)$/i;
// Characters that only an escape in double quotes can show.
const unprintable = /[\p{Cc}\u2028\u2029\ufeff]/u;
const dates = /^\d{4}-\d{1,2}-\d{1,2}/;
// Port mappings are quoted by habit, also those that would not be read as a number.
const ports = /^(?:[\d.]+:|\[[\da-f:.]+\]:)?[\d-]*:[\d-]+(?:\/\w+)?$/i;

function isPlainSafe(value: string, flow: boolean): boolean {
  if (value === '' || value !== value.trim()) return false;
  if (unprintable.test(value)) return false;
  if (/^[-?:](?:\s|$)|^[,[\]{}#&*!|>'"%@`]|^(?:---|\.\.\.)|^=$|^<<$/.test(value)) return false;
  if (/:(?:\s|$)|\s#/.test(value)) return false;
  if (flow && /[,[\]{}]|^[-?:]/.test(value)) return false;
  return !words.test(value) && !numbers.test(value) && !dates.test(value) && !ports.test(value);
}

function quoted(value: string, style: QuoteStyle): string {
  if (!unprintable.test(value) && (style === 'single' || /["\\]/.test(value)))
    return `'${value.replaceAll("'", "''")}'`;
  return `"${value.replace(/["\\\p{Cc}\u2028\u2029\ufeff]/gu, escaped)}"`;
}

function escaped(character: string): string {
  switch (character) {
    case '"':
    case '\\':
      return `\\${character}`;
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    case '\t':
      return '\\t';
    default:
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  }
}
