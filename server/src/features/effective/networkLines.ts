import { pairNamed } from '../../compose/resolver.ts';
import { declarationsOf } from '../../model/declaration.ts';
import type { Network } from '../../model/network.ts';
import type { Snapshot } from '../snapshot.ts';
import { entitySource } from './entitySource.ts';
import { type TextLine, textLine } from './textLine.ts';
import { nameText, pairLines, plainText } from './valueLines.ts';

/** Everything that the files say about a network, and the name that the engine knows. */
export function* networkLines(snapshot: Snapshot, network: Network): Iterable<TextLine> {
  const spans = declarationsOf(network).map(({ nameSpan }) => nameSpan);
  const source = entitySource(snapshot, 'networks', network);
  const pairs = (source?.pairs ?? []).filter(({ key }) => !key.value.startsWith('x-'));
  const { realName, external } = network;
  const isMade = !pairNamed(pairs, 'name') && external === false && realName.known;
  const isEmpty = pairs.length === 0 && !isMade;
  const note = network.implicit ? 'added by compose' : undefined;
  yield textLine(2, `${nameText(network.name)}:${isEmpty ? ' {}' : ''}`, spans, note);
  if (isMade) yield textLine(4, `name: ${plainText(realName.value)}`, [], 'made of the names of project and network');
  if (source) for (const pair of pairs) yield* pairLines(source.resolver, pair, 4);
}
