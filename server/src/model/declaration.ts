import type { Span } from '../text/span.ts';

/** A place where a file declares a service or network; several files of one project may declare the same. */
export interface Declaration {
  readonly uri: string;
  readonly nameSpan: Span;
  /** The whole entry, key included. */
  readonly span: Span;
}

interface Declared {
  readonly uri: string;
  readonly nameSpan?: Span;
  readonly span?: Span;
  readonly alsoDeclared?: readonly Declaration[];
}

/** Every declaration, that of the first file first; none for a network that compose adds by itself. */
export function declarationsOf({ uri, nameSpan, span, alsoDeclared = [] }: Declared): readonly Declaration[] {
  return nameSpan && span ? [{ uri, nameSpan, span }, ...alsoDeclared] : alsoDeclared;
}

/** The declaration in this file. */
export function declarationIn(declared: Declared, uri: string): Declaration | undefined {
  return declarationsOf(declared).find((each) => each.uri === uri);
}
