import type { VariableUse } from '../model/scalar.ts';

/** A variable's place is given in UTF-16 units from the start of the raw text. */
export interface FoundVariable extends Omit<VariableUse, 'span'> {
  readonly start: number;
  readonly end: number;
}

export interface Interpolation {
  readonly value: string;
  /** False when a variable has neither a value nor a default. */
  readonly known: boolean;
  readonly variables: readonly FoundVariable[];
  /** What compose would refuse, and where. */
  readonly error?: { readonly reason: string; readonly start: number; readonly end: number };
}

type Environment = ReadonlyMap<string, string>;

// Deeper defaults in defaults are left as they are written, as text that nobody knows.
const mostLevels = 100;

const name = /^[_a-zA-Z][_a-zA-Z0-9]*/;

/**
 * Replaces `$NAME`, `${NAME}` and the forms with an operator as compose does (Compose Specification, "Interpolation";
 * `$$` is a dollar sign). A variable without value and default becomes empty and makes the result unknown, because
 * the shell that runs compose may have it.
 */
export function interpolate(raw: string, environment: Environment): Interpolation {
  return interpolateLevel(raw, environment, 0);
}

function interpolateLevel(raw: string, environment: Environment, level: number): Interpolation {
  if (!raw.includes('$')) return { value: raw, known: true, variables: [] };
  if (level > mostLevels) return { value: raw, known: false, variables: [] };
  const variables: FoundVariable[] = [];
  let value = '';
  let known = true;
  let position = 0;
  while (position < raw.length) {
    const dollar = raw.indexOf('$', position);
    if (dollar < 0) break;
    value += raw.slice(position, dollar);
    const found = readVariable(raw, dollar, environment, level);
    if ('error' in found) return { value: raw, known: false, variables, error: found.error };
    value += found.text;
    known &&= found.known;
    for (const variable of found.variables) variables.push(variable);
    position = found.end;
  }
  return { value: value + raw.slice(position), known, variables };
}

type Found =
  | {
      readonly text: string;
      readonly known: boolean;
      readonly end: number;
      readonly variables: readonly FoundVariable[];
    }
  | { readonly error: { readonly reason: string; readonly start: number; readonly end: number } };

function readVariable(raw: string, dollar: number, environment: Environment, level: number): Found {
  const next = raw[dollar + 1];
  if (next === '$') return { text: '$', known: true, end: dollar + 2, variables: [] };
  if (next !== '{') {
    const plain = name.exec(raw.slice(dollar + 1))?.[0];
    // Compose leaves a dollar sign alone that begins neither a name nor a brace (measured: `:[0-9]+)?$'`).
    if (!plain) return { text: '$', known: true, end: dollar + 1, variables: [] };
    return substitute(plain, '', '', { start: dollar, end: dollar + 1 + plain.length }, environment, level);
  }
  const close = closingBrace(raw, dollar + 2);
  if (close < 0) return invalid(raw, dollar, raw.length);
  const inside = raw.slice(dollar + 2, close);
  const braced = name.exec(inside)?.[0];
  if (!braced) return invalid(raw, dollar, close + 1);
  const operator = /^(?::?[-?+])/.exec(inside.slice(braced.length))?.[0] ?? '';
  if (!operator && inside.length > braced.length) return invalid(raw, dollar, close + 1);
  const operand = inside.slice(braced.length + operator.length);
  return substitute(braced, operator, operand, { start: dollar, end: close + 1 }, environment, level);
}

const invalid = (raw: string, start: number, end: number): Found => ({
  error: { reason: `"${raw.slice(start, end)}" is no variable reference; a dollar sign is written $$`, start, end },
});

/** The brace that closes the reference, defaults with references of their own included. */
function closingBrace(raw: string, from: number): number {
  let depth = 1;
  for (let i = from; i < raw.length; i++) {
    if (raw[i] === '$' && raw[i + 1] === '{') {
      depth++;
      i++;
    } else if (raw[i] === '}' && --depth === 0) return i;
  }
  return -1;
}

function substitute(
  variable: string,
  operator: string,
  operand: string,
  { start, end }: { readonly start: number; readonly end: number },
  environment: Environment,
  level: number,
): Found {
  const given = environment.get(variable);
  const emptyCounts = operator.startsWith(':');
  const present = given !== undefined && !(emptyCounts && given === '');
  const inner =
    operator.endsWith('-') || operator.endsWith('+') ? interpolateLevel(operand, environment, level + 1) : undefined;
  if (inner?.error) {
    return { error: { ...inner.error, start, end } };
  }
  const required = operator.endsWith('?');
  const use = (source: VariableUse['source'], value?: string): FoundVariable => ({
    name: variable,
    ...(value === undefined ? {} : { value }),
    source,
    required,
    start,
    end,
  });
  if (operator.endsWith('+')) {
    const text = present ? (inner?.value ?? '') : '';
    return { text, known: given !== undefined && (inner?.known ?? true), end, variables: [use('default', text)] };
  }
  if (present) return { text: given, known: true, end, variables: [use('environment', given)] };
  if (operator.endsWith('-')) {
    const text = inner?.value ?? '';
    return {
      text,
      known: inner?.known ?? true,
      end,
      variables: [use('default', text), ...(inner?.variables ?? []).map((each) => ({ ...each, start, end }))],
    };
  }
  if (given === '' && operator === '') return { text: '', known: true, end, variables: [use('environment', '')] };
  return { text: '', known: false, end, variables: [use('none')] };
}
