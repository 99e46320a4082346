import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type LocationLink,
} from 'vscode-languageserver-types';
import type { Position } from '../../text/lineIndex.ts';
import { toRange } from '../../text/span.ts';
import { offsetPlace } from '../lspPlace.ts';
import type { EnvoySnapshot } from './envoySnapshot.ts';
import { envoyNameAt, envoyOccurrences } from './names.ts';

/** From a name that is used to what it names: cluster, route configuration, listener, secret. */
export function envoyDefinition(file: EnvoySnapshot, position: Position): LocationLink[] {
  const name = envoyNameAt(file, file.lines.offsetAt(position));
  return (name?.symbols ?? []).map(({ span, selectionSpan }) => ({
    ...(name ? { originSelectionRange: offsetPlace(file, toRange(name.span)) } : {}),
    targetUri: file.uri,
    targetRange: offsetPlace(file, toRange(span)),
    targetSelectionRange: offsetPlace(file, toRange(selectionSpan)),
  }));
}

/** Every place of the file that names what is under the cursor. */
export function envoyReferences(file: EnvoySnapshot, position: Position, includeDeclaration: boolean): Location[] {
  const name = envoyNameAt(file, file.lines.offsetAt(position));
  return (name ? envoyOccurrences(file, name) : [])
    .filter(({ definition }) => includeDeclaration || !definition)
    .map(({ span }) => ({ uri: file.uri, range: offsetPlace(file, toRange(span)) }));
}

export function envoyHighlights(file: EnvoySnapshot, position: Position): DocumentHighlight[] {
  const name = envoyNameAt(file, file.lines.offsetAt(position));
  return (name ? envoyOccurrences(file, name) : []).map(({ span, definition }) => ({
    range: offsetPlace(file, toRange(span)),
    kind: definition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}
