import type { YamlBlock } from '../text/yamlBlock.ts';
import type { YamlPair } from '../text/yamlNode.ts';

/** The entries of a section that is cut into blocks. */
export interface SectionPairs {
  readonly pairs: readonly YamlPair[];
  /** No key stands twice. */
  readonly distinct: boolean;
  /** One of the keys is `<<`. */
  readonly merges: boolean;
  /** For what the reader makes of each pair; an edit empties the place of a pair that it changes. */
  readonly read: unknown[];
}

interface Kept extends SectionPairs {
  readonly blocks: readonly YamlBlock[];
  /** Each block has one pair, so that blocks and pairs have the same numbers. */
  readonly onePairEach: boolean;
}

const keptByHeader = new WeakMap<YamlBlock, Kept>();

/**
 * The pairs of the blocks under a header, in order. Where an edit changed single blocks and no key, what was found
 * before it is kept: only the list of blocks is gone through again.
 */
export function sectionPairs(header: YamlBlock, blocks: readonly YamlBlock[]): SectionPairs {
  const known = keptByHeader.get(header);
  const kept = (known && withChangedBlocks(known, blocks)) ?? collect(blocks);
  keptByHeader.set(header, kept);
  return kept;
}

function collect(blocks: readonly YamlBlock[]): Kept {
  const pairs: YamlPair[] = [];
  for (const { content } of blocks) if (content?.kind === 'map') for (const pair of content.pairs) pairs.push(pair);
  const names = new Set(pairs.map(({ key }) => key.value));
  const onePairEach = blocks.every(({ content }) => content?.kind === 'map' && content.pairs.length === 1);
  return { blocks, pairs, distinct: names.size === pairs.length, merges: names.has('<<'), onePairEach, read: [] };
}

/** Undefined unless every changed block has one pair with the same key as before. */
function withChangedBlocks(known: Kept, blocks: readonly YamlBlock[]): Kept | undefined {
  if (!known.onePairEach || blocks.length !== known.blocks.length) return undefined;
  let pairs: YamlPair[] | undefined;
  for (const [index, block] of blocks.entries()) {
    if (block === known.blocks[index]) continue;
    const [pair, second] = block.content?.kind === 'map' ? block.content.pairs : [];
    if (!pair || second || pair.key.value !== known.pairs[index]?.key.value) return undefined;
    pairs ??= [...known.pairs];
    pairs[index] = pair;
    known.read[index] = undefined;
  }
  return pairs ? { ...known, blocks, pairs } : known;
}
