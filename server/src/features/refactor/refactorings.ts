import type { OffsetRange } from '../../text/span.ts';
import { fileStyleOf } from '../../text/yamlFileStyle.ts';
import type { Snapshot } from '../snapshot.ts';
import { extractNetwork } from './extractNetwork.ts';
import { listForm } from './listForm.ts';
import { moveToTier } from './moveToTier.ts';
import { pathAt } from './pathAt.ts';
import { pinSubnets } from './pinSubnets.ts';
import { portForm } from './portForm.ts';
import type { Refactoring, RefactorPlace } from './refactoring.ts';
import { unpinSubnet } from './unpinSubnet.ts';

const all: readonly ((place: RefactorPlace) => readonly Refactoring[])[] = [
  portForm,
  listForm,
  extractNetwork,
  moveToTier,
  pinSubnets,
  unpinSubnet,
];

/** Everything that can be done at the place; nothing in text that is broken there. */
export function refactorings(snapshot: Snapshot, range: OffsetRange): readonly Refactoring[] {
  const place = { snapshot, range, path: pathAt(snapshot.tree, range), style: fileStyleOf(snapshot.tree) };
  return all.flatMap((refactoring) => refactoring(place));
}
