import type { Location, Range } from 'vscode-languageserver-types';
import { type OffsetRange, type Span, toRange } from '../text/span.ts';
import type { FileText, Snapshot } from './snapshot.ts';

/** What is needed to find a place in one of the files of a project. */
export interface Places extends Pick<Snapshot, 'uri' | 'lines'> {
  fileOf(uri: string): Pick<FileText, 'lines'> | undefined;
}

/** The span's place in its file, as the protocol writes it; the file must be one of the snapshot's project. */
export function spanPlace(snapshot: Places, span: Span): Range {
  const { uri } = span.anchor;
  return offsetPlace(uri === snapshot.uri ? snapshot : (snapshot.fileOf(uri) ?? snapshot), toRange(span));
}

export function spanLocation(snapshot: Places, span: Span): Location {
  return { uri: span.anchor.uri, range: spanPlace(snapshot, span) };
}

export function offsetPlace({ lines }: Pick<FileText, 'lines'>, { start, end }: OffsetRange): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}
