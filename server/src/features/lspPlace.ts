import type { Range } from 'vscode-languageserver-types';
import { type OffsetRange, type Span, toRange } from '../text/span.ts';
import type { Snapshot } from './snapshot.ts';

/** The span's place in its file, as the protocol writes it. The span must be of the snapshot's own file. */
export function spanPlace(snapshot: Snapshot, span: Span): Range {
  return offsetPlace(snapshot, toRange(span));
}

export function offsetPlace(snapshot: Snapshot, { start, end }: OffsetRange): Range {
  return { start: snapshot.lines.positionAt(start), end: snapshot.lines.positionAt(end) };
}
