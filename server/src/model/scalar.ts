import { type Span, within } from '../text/span.ts';

/** A `${NAME}` in a value, and what it stands for. */
export interface VariableUse {
  readonly name: string;
  /** The value used; absent when neither the environment file nor a default gives one. */
  readonly value?: string;
  readonly source: 'environment' | 'default' | 'none';
  /** `${NAME:?message}` and `${NAME?message}`: compose refuses to start without a value. */
  readonly required: boolean;
  /** From the `$` to the end of the reference. */
  readonly span: Span;
}

/** A scalar of a file after `${VAR}` interpolation. */
export interface Text {
  /** The text after interpolation. Where `known` is false it is a guess and decides nothing. */
  readonly value: string;
  /** The text as written, without quotes. */
  readonly raw: string;
  /** The characters between the quotes, if there are any. */
  readonly span: Span;
  /** False when a variable without value or default hides the real one. */
  readonly known: boolean;
  readonly variables: readonly VariableUse[];
  /** How the file writes it; a plain `true` or `80` is no string to compose. */
  readonly type: 'string' | 'number' | 'boolean' | 'null';
}

/** A fact read from a scalar, with the text that it came from. */
export interface Fact<T> {
  readonly value: T;
  readonly text: Text;
}

/** The place of `value.slice(from, to)`; the whole text where escapes or variables make places differ. */
export function partOf(text: Text, from: number, to: number): Span {
  const literal = text.value === text.raw && text.span.end - text.span.start === text.raw.length;
  // What is missing at the end is placed behind it, where an unfinished text has no character.
  const length = text.raw.length;
  return literal ? within(text.span, Math.min(from, length), Math.min(to, length)) : text.span;
}
