import type { LocationLink } from 'vscode-languageserver-types';
import type { Network } from '../model/network.ts';
import type { Position } from '../text/lineIndex.ts';
import { type Span, touches } from '../text/span.ts';
import { engineNameAt, makersOf, networkOf } from './engineName.ts';
import { spanLocation, spanPlace } from './lspPlace.ts';
import { nameAt } from './names.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Where the service, network, alias, container name or YAML anchor under the cursor is defined; from the declaration
 * of an external network to the project of the workspace that makes it.
 */
export function definition(snapshot: Snapshot, position: Position): LocationLink[] {
  const offset = snapshot.lines.offsetAt(position);
  const name = nameAt(snapshot, offset);
  const external = name
    ? name.reference === undefined && networkOf(snapshot, name)
    : engineNameAt(snapshot, offset)?.network;
  const makers = external ? makerLinks(snapshot, name?.span ?? external.realName.span, external) : [];
  if (makers.length > 0) return makers;
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

/** What an external network is, another project says. */
function makerLinks(snapshot: Snapshot, from: Span | undefined, network: Network): LocationLink[] {
  if (!from) return [];
  return makersOf(snapshot.project, network).flatMap(({ project, network: made }) => {
    const name = made.realName.span ?? made.nameSpan;
    // The default network is written nowhere: compose makes it for the services.
    const place = project.keys.get('services');
    return made.span && name
      ? [link(snapshot, from, made.span, name)]
      : place
        ? [link(snapshot, from, place, place)]
        : [];
  });
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
