import { type Span, toRange } from '../../server/src/text/span.ts';
import type { YamlNode, YamlPair } from '../../server/src/text/yamlNode.ts';
import type { YamlTree } from '../../server/src/text/yamlTree.ts';

/** Everything a tree says, with absolute offsets: two trees of one text are equal when this is. */
export function treeText(tree: YamlTree): unknown {
  return tree.sections.map((section) => ({
    header: blockText(section.block),
    entries: section.entries?.map(blockText),
  }));
}

function blockText(block: YamlTree['blocks'][number]): unknown {
  return {
    start: block.anchor.offset,
    length: block.length,
    content: block.content && nodeText(block.content),
    errors: block.errors.map((error) => [error.code, error.message, place(error.span)]),
    comments: block.comments.map((comment) => [comment.text, place(comment.span)]),
    aliases: block.aliases.map((alias) => [alias.name, place(alias.span)]),
    anchors: block.anchors.map((node) => [node.anchorName, place(node.span)]),
  };
}

/** The plain data of a node, with absolute offsets. */
function nodeText(node: YamlNode): unknown {
  const common = { at: place(node.span), anchor: node.anchorName, tag: node.tag };
  switch (node.kind) {
    case 'scalar':
      return { ...common, scalar: node.value, type: node.type, style: node.style, content: place(node.contentSpan) };
    case 'alias':
      return { ...common, alias: node.name };
    case 'sequence':
      return { ...common, flow: node.flow, items: node.items.map(nodeText) };
    case 'map':
      return { ...common, flow: node.flow, pairs: node.pairs.map(pairText) };
  }
}

const pairText = (pair: YamlPair): unknown => [
  nodeText(pair.key),
  pair.value && nodeText(pair.value),
  place(pair.span),
];

function place(span: Span): string {
  const range = toRange(span);
  return `${range.start}-${range.end}`;
}

/** The values of a node alone, without places and styles. */
export function valuesOf(node: YamlNode | undefined): unknown {
  if (!node) return null;
  switch (node.kind) {
    case 'scalar':
      return node.type === 'string' ? node.value : { plain: node.value };
    case 'alias':
      return { alias: node.name };
    case 'sequence':
      return node.items.map(valuesOf);
    case 'map':
      return node.pairs.map((pair) => [pair.key.value, valuesOf(pair.value)]);
  }
}
