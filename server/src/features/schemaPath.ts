import type { YamlPath } from '../text/edit.ts';
import { toRange } from '../text/span.ts';
import type { YamlNode } from '../text/yamlNode.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The path that the Compose Specification speaks about: what stands under an `x-…` key means what it means in the first
 * place that repeats it through an alias. Other paths stay as they are.
 */
export function schemaPath(snapshot: Snapshot, path: YamlPath): YamlPath {
  const [section] = path;
  if (typeof section !== 'string' || !section.startsWith('x-')) return path;
  const anchors = anchorsAlong(snapshot, path);
  for (const { name, rest } of anchors.toReversed()) {
    const use = pathOfAlias(snapshot, name);
    if (use) return [...use, ...rest];
  }
  return path;
}

/** The anchors of the nodes that the path leads through, with what remains of the path behind each. */
function anchorsAlong(
  snapshot: Snapshot,
  path: YamlPath,
): readonly { readonly name: string; readonly rest: YamlPath }[] {
  const found: { name: string; rest: YamlPath }[] = [];
  let node: YamlNode | undefined = snapshot.tree.root;
  for (const [index, step] of path.entries()) {
    node = childOf(node, step);
    if (node?.anchorName) found.push({ name: node.anchorName, rest: path.slice(index + 1) });
  }
  return found;
}

function childOf(node: YamlNode | undefined, step: string | number): YamlNode | undefined {
  if (node?.kind === 'map') return node.pairs.findLast((pair) => pair.key.value === step)?.value;
  return node?.kind === 'sequence' && typeof step === 'number' ? node.items[step] : undefined;
}

/** Where the alias stands in a section that compose knows; a merge key `<<` stands for the map around it. */
function pathOfAlias(snapshot: Snapshot, name: string): YamlPath | undefined {
  const alias = snapshot.tree.blocks
    .flatMap((block) => block.aliases)
    .find((each) => each.name === name && !isInExtension(snapshot, toRange(each.span).start));
  if (!alias) return undefined;
  const search = (node: YamlNode | undefined, path: YamlPath): YamlPath | undefined => {
    if (node === alias) return path;
    if (node?.kind === 'map') {
      for (const { key, value } of node.pairs) {
        const inside = search(value, key.value === '<<' ? path : [...path, key.value]);
        if (inside) return inside;
      }
    }
    if (node?.kind === 'sequence') {
      // `<<: [*a, *b]` is no list of the schema.
      for (const [index, item] of node.items.entries()) {
        const inside = search(item, item.kind === 'alias' ? path : [...path, index]);
        if (inside) return inside;
      }
    }
    return undefined;
  };
  return search(snapshot.tree.root, []);
}

function isInExtension(snapshot: Snapshot, offset: number): boolean {
  const section = snapshot.tree.root?.pairs.findLast((pair) => toRange(pair.span).start <= offset);
  return section?.key.value.startsWith('x-') ?? false;
}
