import type { DiagramNode, WirePosition } from '../../../server/src/protocol.ts';

/** The node whose entry a cursor is in, the smallest where entries lie in each other. */
export function nodeAt(nodes: readonly DiagramNode[], cursor: WirePosition): DiagramNode | undefined {
  let best: DiagramNode | undefined;
  for (const node of nodes) {
    const { start, end } = node.range;
    if (compare(start, cursor) > 0 || compare(end, cursor) < 0 || !standsForItself(node)) continue;
    if (!best || (compare(start, best.range.start) >= 0 && compare(end, best.range.end) <= 0)) best = node;
  }
  return best;
}

/** A finding is no entry of the file, and a pill that stands for several ports has no place of its own. */
const standsForItself = ({ id }: DiagramNode): boolean => !id.startsWith('finding:') && !id.startsWith('ports:');

const compare = (a: WirePosition, b: WirePosition): number => a.line - b.line || a.character - b.character;
