import type { Span } from './span.ts';

/** A string; `span` includes the quotes, `contentSpan` does not. */
export interface JsonString {
  readonly kind: 'string';
  /** The content, escapes resolved. */
  readonly value: string;
  readonly span: Span;
  readonly contentSpan: Span;
  /** False where a template's place holder is in it, so that nobody knows the value. */
  readonly known: boolean;
}

export interface JsonNumber {
  readonly kind: 'number';
  readonly value: number;
  readonly span: Span;
}

export interface JsonBoolean {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly span: Span;
}

export interface JsonNull {
  readonly kind: 'null';
  readonly span: Span;
}

/** Text in the place of a value that is none: broken, or put in by a template. */
export interface JsonUnknown {
  readonly kind: 'unknown';
  readonly span: Span;
}

export interface JsonPair {
  readonly key: JsonString;
  /** Absent in text that is not finished. */
  readonly value?: JsonNode;
  /** From the key to the end of the value. */
  readonly span: Span;
  /** What stands between the token before and the key, as in the file: blanks, line ends, comments. */
  readonly lead: string;
}

export interface JsonObject {
  readonly kind: 'object';
  readonly span: Span;
  /** In the file's order, duplicates included. */
  readonly pairs: readonly JsonPair[];
}

export interface JsonArray {
  readonly kind: 'array';
  readonly span: Span;
  readonly items: readonly JsonNode[];
}

export type JsonNode = JsonString | JsonNumber | JsonBoolean | JsonNull | JsonUnknown | JsonObject | JsonArray;

/** A fault of the syntax; `edit` makes of it what was probably meant. */
export interface JsonProblem {
  readonly kind:
    | 'comment'
    | 'trailing-comma'
    | 'missing-comma'
    | 'missing-colon'
    | 'single-quotes'
    | 'unquoted-key'
    | 'bad-word'
    | 'bad-string'
    | 'bad-number'
    | 'unclosed'
    | 'missing-value'
    | 'unexpected'
    | 'byte-order-mark'
    | 'second-value'
    | 'empty';
  readonly span: Span;
  /** The text of the token that it is about. */
  readonly text: string;
  readonly edit?: { readonly span: Span; readonly newText: string };
}

/** The last entry with this key, upper and lower case told apart. */
export function pairNamed(object: JsonObject, key: string): JsonPair | undefined {
  return object.pairs.findLast((pair) => pair.key.value === key);
}

/** The last entry with this key as Go's `encoding/json` finds it, whatever its case; one with `null` is none. */
export function fieldOf(object: JsonObject | undefined, key: string): JsonPair | undefined {
  const folded = key.toLowerCase();
  const pair = object?.pairs.findLast((each) => each.key.value.toLowerCase() === folded);
  return pair?.value?.kind === 'null' ? undefined : pair;
}
