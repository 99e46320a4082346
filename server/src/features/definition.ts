import type { LocationLink } from 'vscode-languageserver-types';
import type { Position } from '../text/lineIndex.ts';
import { type Span, touches } from '../text/span.ts';
import { spanLocation, spanPlace } from './lspPlace.ts';
import { nameAt } from './names.ts';
import type { Snapshot } from './snapshot.ts';

/** Where the service, network, alias, container name or YAML anchor under the cursor is defined. */
export function definition(snapshot: Snapshot, position: Position): LocationLink[] {
  const offset = snapshot.lines.offsetAt(position);
  const name = nameAt(snapshot, offset);
  if (name) {
    const places = new Map(name.symbols.map((symbol) => [key(snapshot, symbol.selectionSpan), symbol]));
    return [...places.values()].map(({ span, selectionSpan }) => link(snapshot, name.span, span, selectionSpan));
  }
  const alias = snapshot.tree.blocks
    .flatMap(({ aliases }) => aliases)
    .find(({ span }) => touches(span, snapshot.uri, offset));
  const node = alias && snapshot.tree.resolve(alias);
  return alias && node ? [link(snapshot, alias.span, node.span, node.span)] : [];
}

function link(snapshot: Snapshot, from: Span, whole: Span, selection: Span): LocationLink {
  return {
    originSelectionRange: spanPlace(snapshot, from),
    targetUri: whole.anchor.uri,
    targetRange: spanPlace(snapshot, whole),
    targetSelectionRange: spanPlace(snapshot, selection),
  };
}

const key = (snapshot: Snapshot, span: Span): string => JSON.stringify(spanLocation(snapshot, span));
