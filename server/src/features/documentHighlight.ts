import { type DocumentHighlight, DocumentHighlightKind } from 'vscode-languageserver-types';
import type { Position } from '../text/lineIndex.ts';
import { spanPlace } from './lspPlace.ts';
import { nameAt, occurrencesOf } from './names.ts';
import type { Snapshot } from './snapshot.ts';

/** The places in the file that name what is under the cursor. */
export function documentHighlights(snapshot: Snapshot, position: Position): DocumentHighlight[] {
  const name = nameAt(snapshot, snapshot.lines.offsetAt(position));
  if (!name) return [];
  return occurrencesOf(snapshot, name)
    .filter(({ uri }) => uri === snapshot.uri)
    .map(({ span, definition }) => ({
      range: spanPlace(snapshot, span),
      kind: definition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}
