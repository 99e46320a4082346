import type { YamlNode } from '../../text/yamlNode.ts';

const holding = new WeakMap<YamlNode, boolean>();

/** True when the node or something in it has the tag `!reset`. */
export function holdsReset(node: YamlNode | undefined): boolean {
  if (!node) return false;
  if (node.tag === '!reset') return true;
  if (node.kind !== 'map' && node.kind !== 'sequence') return false;
  let known = holding.get(node);
  if (known === undefined) {
    known =
      node.kind === 'map'
        ? node.pairs.some((pair) => holdsReset(pair.value))
        : node.items.some((item) => holdsReset(item));
    holding.set(node, known);
  }
  return known;
}
