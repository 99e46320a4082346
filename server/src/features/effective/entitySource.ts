import { knownEntryFacts } from '../../compose/entryFacts.ts';
import { mergedFactsOf } from '../../compose/merge/mergedFacts.ts';
import { createResolverOver, type Resolver } from '../../compose/resolver.ts';
import { entriesBySection } from '../../compose/sections.ts';
import type { Network } from '../../model/network.ts';
import type { Service } from '../../model/service.ts';
import type { YamlPair } from '../../text/yamlNode.ts';
import type { Snapshot } from '../snapshot.ts';

/** The entry of a service or network as compose sees it, all files laid over each other. */
export interface EntitySource {
  readonly pairs: readonly YamlPair[];
  readonly resolver: Resolver;
}

/** Undefined for a network that compose adds by itself. */
export function entitySource(
  snapshot: Snapshot,
  section: 'services' | 'networks',
  entity: Service | Network,
): EntitySource | undefined {
  const merged = mergedFactsOf(entity);
  const pair = merged?.pair ?? ownPair(snapshot, section, entity);
  if (!pair) return undefined;
  const environments = new Map(
    merged
      ? merged.entry.parts.map(({ layer }) => [layer.tree.uri, layer.environment])
      : [[entity.uri, knownEntryFacts(pair)?.environment ?? new Map()]],
  );
  const resolver = createResolverOver(
    (uri) => snapshot.fileOf(uri)?.tree,
    (uri) => environments.get(uri) ?? new Map(),
  );
  return { pairs: resolver.pairs(pair.value) ?? [], resolver };
}

/** The entry in the one file that has it; of two with the same name the second one. */
function ownPair(snapshot: Snapshot, section: string, { uri, name }: Service | Network): YamlPair | undefined {
  const tree = snapshot.fileOf(uri)?.tree;
  return (
    tree &&
    entriesBySection(tree)
      .filter(({ header }) => header.key.value === section)
      .flatMap(({ entries }) => entries ?? [])
      .findLast(({ key }) => key.value === name)
  );
}
