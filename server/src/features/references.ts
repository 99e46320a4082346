import type { Location } from 'vscode-languageserver-types';
import type { Position } from '../text/lineIndex.ts';
import { spanLocation } from './lspPlace.ts';
import { nameAt, occurrencesOf } from './names.ts';
import type { Snapshot } from './snapshot.ts';

/** Every place that names what is under the cursor, hosts in URLs among them. */
export function references(snapshot: Snapshot, position: Position, includeDeclaration: boolean): Location[] {
  const name = nameAt(snapshot, snapshot.lines.offsetAt(position));
  if (!name) return [];
  return occurrencesOf(snapshot, name)
    .filter(({ definition }) => includeDeclaration || !definition)
    .map(({ span }) => spanLocation(snapshot, span));
}
