import type { Span } from '../../text/span.ts';

/** One line of the text before its comment is known. */
export interface TextLine {
  readonly indent: number;
  readonly text: string;
  /** The places that it comes from. */
  readonly spans: readonly Span[];
  /** Why the line is there when no file says it. */
  readonly note?: string;
}

export function textLine(indent: number, text: string, from: Span | readonly Span[] = [], note?: string): TextLine {
  const spans = 'anchor' in from ? [from] : from;
  return { indent, text, spans, ...(note === undefined ? {} : { note }) };
}
