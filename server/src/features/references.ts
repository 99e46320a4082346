import type { Location } from 'vscode-languageserver-types';
import type { Network } from '../model/network.ts';
import type { Position } from '../text/lineIndex.ts';
import { engineNameAt, networkOf, placesElsewhere } from './engineName.ts';
import { spanLocation } from './lspPlace.ts';
import { type NameAt, nameAt, occurrencesOf } from './names.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Every place that names what is under the cursor, hosts in URLs among them; for a network also those in other projects
 * of the workspace.
 */
export function references(snapshot: Snapshot, position: Position, includeDeclaration: boolean): Location[] {
  const offset = snapshot.lines.offsetAt(position);
  const given = nameAt(snapshot, offset);
  const network = given ? networkOf(snapshot, given) : engineNameAt(snapshot, offset)?.network;
  const name = given ?? (network && nameOfNetwork(snapshot, network));
  const elsewhere = network ? placesElsewhere(snapshot.project, network) : [];
  const known = network?.realName.span;
  const places = [
    ...(name ? occurrencesOf(snapshot, name) : []),
    ...(known && (!given || elsewhere.length > 0) ? [{ span: known, definition: false }] : []),
    ...elsewhere,
  ];
  return places
    .filter(({ definition }) => includeDeclaration || !definition)
    .map(({ span }) => spanLocation(snapshot, span));
}

function nameOfNetwork({ project }: Snapshot, { name, nameSpan: span }: Network): NameAt | undefined {
  const symbols = project.symbols.filter(
    (symbol) => symbol.kind === 'network' && symbol.name === name && symbol.scope === undefined,
  );
  return span && { name, span, symbols };
}
