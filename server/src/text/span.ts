/**
 * A place in a file that moves with the text: when something before it is edited only `offset` changes, so every
 * span anchored here stays right without being touched. `offset` is a UTF-16 index into the file's text.
 */
export interface Anchor {
  readonly uri: string;
  offset: number;
}

/** A stretch of a file, in UTF-16 units from its anchor; `end` is exclusive. */
export interface Span {
  readonly anchor: Anchor;
  readonly start: number;
  readonly end: number;
}

/** A stretch of one text, in UTF-16 units from the text's start; `end` is exclusive. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** Where the span is now, in the newest text of its file. */
export function toRange(span: Span): OffsetRange {
  return { start: span.anchor.offset + span.start, end: span.anchor.offset + span.end };
}

/** The part of `span` from `from` to `to`, both relative to the span's own start. */
export function within(span: Span, from: number, to: number): Span {
  return { anchor: span.anchor, start: span.start + from, end: span.start + to };
}

/** True when `offset` of the file `uri` lies in the span or at its end, as a text cursor does. */
export function touches(span: Span, uri: string, offset: number): boolean {
  const within = offset - span.anchor.offset;
  return within >= span.start && within <= span.end && span.anchor.uri === uri;
}

/** True when both spans cover the same characters of the same file. */
export function sameSpan(a: Span, b: Span): boolean {
  return (
    a.anchor.uri === b.anchor.uri &&
    a.anchor.offset + a.start === b.anchor.offset + b.start &&
    a.end - a.start === b.end - b.start
  );
}
