import type { DiagramNode } from '../../../server/src/protocol.ts';

/** Ids of the nodes of the picture that a search finds, in reading order; what labels say counts too. */
export function findNodes(query: string, shown: Iterable<string>, nodes: readonly DiagramNode[]): readonly string[] {
  const words = query
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const labels = new Map(nodes.map((node) => [node.id, node.label]));
  return [...shown].filter((id) => {
    const label = labels.get(id)?.toLowerCase();
    return label !== undefined && words.every((word) => label.includes(word));
  });
}
