import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type LocationLink,
} from 'vscode-languageserver-types';
import type { Position } from '../../text/lineIndex.ts';
import { toRange } from '../../text/span.ts';
import { offsetPlace, spanLocation, spanPlace } from '../lspPlace.ts';
import type { EnvoySnapshot } from './envoySnapshot.ts';
import { envoyNameAt, envoyOccurrences } from './names.ts';

/** From a name that is used to what it names: cluster, route configuration, listener, secret. */
export function envoyDefinition(file: EnvoySnapshot, position: Position): LocationLink[] {
  const name = envoyNameAt(file, file.lines.offsetAt(position));
  return (name?.symbols ?? []).map(({ span, selectionSpan }) => ({
    ...(name ? { originSelectionRange: offsetPlace(file, toRange(name.span)) } : {}),
    targetUri: span.anchor.uri,
    targetRange: spanPlace(file, span),
    targetSelectionRange: spanPlace(file, selectionSpan),
  }));
}

/** Every place of the proxy's files that names what is under the cursor. */
export function envoyReferences(file: EnvoySnapshot, position: Position, includeDeclaration: boolean): Location[] {
  const name = envoyNameAt(file, file.lines.offsetAt(position));
  return (name ? envoyOccurrences(file, name) : [])
    .filter(({ definition }) => includeDeclaration || !definition)
    .map(({ span }) => spanLocation(file, span));
}

export function envoyHighlights(file: EnvoySnapshot, position: Position): DocumentHighlight[] {
  const name = envoyNameAt(file, file.lines.offsetAt(position));
  return (name ? envoyOccurrences(file, name) : [])
    .filter(({ span }) => span.anchor.uri === file.uri)
    .map(({ span, definition }) => ({
      range: spanPlace(file, span),
      kind: definition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}
