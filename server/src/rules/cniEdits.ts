import type { TextReplacement } from '../text/edit.ts';
import type { JsonObject, JsonPair } from '../text/jsonNode.ts';
import type { Span } from '../text/span.ts';

/** Other text in the place of a value or of what stands between the quotes. */
export const written = (span: Span, newText: string): TextReplacement => ({ kind: 'replace', span, newText });

/** Takes an entry away, with the comma that belongs to it. */
export function withoutPair(object: JsonObject, pair: JsonPair): TextReplacement {
  const index = object.pairs.indexOf(pair);
  const before = object.pairs[index - 1];
  const after = object.pairs[index + 1];
  const { anchor } = pair.span;
  if (before) return written({ anchor, start: before.span.end, end: pair.span.end }, '');
  return written({ anchor, start: pair.span.start, end: after ? after.span.start : pair.span.end }, '');
}

/** Adds an entry behind the others, on a line of its own where they have one. `json` is its value. */
export function withPair(object: JsonObject, key: string, json: string): TextReplacement {
  const last = object.pairs.at(-1);
  const { anchor } = object.span;
  const place = last ? last.span.end : object.span.start + 1;
  const lead = last && /^\s+$/.test(last.lead) ? last.lead : ' ';
  const entry = `"${key}": ${json}`;
  return written({ anchor, start: place, end: place }, last ? `,${lead}${entry}` : entry);
}
