import type { YamlNode, YamlPair } from '../text/yamlNode.ts';
import type { YamlSection, YamlTree } from '../text/yamlTree.ts';
import type { EntryFacts } from './entryFacts.ts';
import { createResolver } from './resolver.ts';
import { sectionPairs } from './sectionPairs.ts';

/** One key at the top of a file and what stands below it. */
export interface SectionEntries {
  readonly header: YamlPair;
  readonly value: YamlNode | undefined;
  /** The entries of a map; undefined where the section has another shape. */
  readonly entries: readonly YamlPair[] | undefined;
  /** It is known that no key of the entries stands twice. */
  readonly distinct: boolean;
  /** The facts of the entries by their number, as far as they are known. */
  readonly known: (EntryFacts | undefined)[];
}

export function entriesBySection(tree: YamlTree): readonly SectionEntries[] {
  return tree.sections.flatMap((section) => sectionEntries(tree, section));
}

function sectionEntries(tree: YamlTree, { block, entries }: YamlSection): readonly SectionEntries[] {
  if (block.content?.kind !== 'map') return [];
  return block.content.pairs.map((header, index, all): SectionEntries => {
    if (entries && index === all.length - 1) {
      const { pairs, distinct, merges, read } = sectionPairs(block, entries);
      if (merges) return { header, value: header.value, entries: withMerged(tree, pairs), distinct, known: [] };
      return { header, value: header.value, entries: pairs, distinct, known: read as SectionEntries['known'] };
    }
    const value = header.value?.kind === 'alias' ? tree.resolve(header.value) : header.value;
    const pairs = value?.kind === 'map' ? withMerged(tree, value.pairs) : undefined;
    return { header, value, entries: pairs, distinct: false, known: [] };
  });
}

/** `<<` directly under `services` or `networks` adds whole entries. */
function withMerged(tree: YamlTree, pairs: readonly YamlPair[]): readonly YamlPair[] {
  if (!pairs.some((pair) => pair.key.value === '<<')) return pairs;
  const first = pairs[0];
  if (!first) return pairs;
  const resolver = createResolver(tree, new Map());
  return resolver.pairs({ kind: 'map', flow: false, pairs, span: first.span }) ?? pairs;
}
