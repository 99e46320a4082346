import { toRange } from './span.ts';
import type { YamlNode, YamlSequence } from './yamlNode.ts';
import type { QuoteStyle } from './yamlScalarText.ts';
import type { YamlTree } from './yamlTree.ts';

/** How a file is written, so that new text looks like the text around it. */
export interface YamlFileStyle {
  readonly eol: '\n' | '\r\n';
  /** Columns from a key to the keys of the map below it. */
  readonly mapIndent: number;
  /** Columns from a key to the dashes of the list below it. */
  readonly sequenceIndent: number;
  readonly quote: QuoteStyle;
  /** True when lists of plain values under this key are written `[a, b]` elsewhere in the file. */
  writesFlow(key: string): boolean;
}

const styles = new WeakMap<YamlTree, YamlFileStyle>();

/** Looks at the first examples that the file gives; two spaces and double quotes where it gives none. */
export function fileStyleOf(tree: YamlTree): YamlFileStyle {
  const known = styles.get(tree);
  if (known) return known;
  const style = readStyle(tree);
  styles.set(tree, style);
  return style;
}

function readStyle(tree: YamlTree): YamlFileStyle {
  const { text } = tree;
  const found = survey(tree);
  const newline = text.indexOf('\n');
  return {
    eol: newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n',
    mapIndent: found.mapIndent ?? 2,
    sequenceIndent: found.sequenceIndent ?? found.mapIndent ?? 2,
    quote: found.singleQuotes > found.doubleQuotes ? 'single' : 'double',
    writesFlow: (key) => isFlowList(firstListUnder(tree.root, key)),
  };
}

/** The column of an offset in its line, a byte order mark not counted. */
export function columnOf(text: string, offset: number): number {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return offset - lineStart - (lineStart === 0 && text.charCodeAt(0) === 0xfeff ? 1 : 0);
}

interface Survey {
  mapIndent?: number;
  sequenceIndent?: number;
  singleQuotes: number;
  doubleQuotes: number;
}

// Enough to know a file's habits; the rest of a large file is not looked at.
const surveyedNodes = 2000;

function survey(tree: YamlTree): Survey {
  const found: Survey = { singleQuotes: 0, doubleQuotes: 0 };
  const { text } = tree;
  const waiting: YamlNode[] = tree.root ? [tree.root] : [];
  for (let visited = 0; visited < surveyedNodes; visited++) {
    const node = waiting[visited];
    if (!node) break;
    if (node.kind === 'scalar') {
      if (node.style === 'single') found.singleQuotes++;
      if (node.style === 'double') found.doubleQuotes++;
    } else if (node.kind === 'sequence') {
      for (const item of node.items) waiting.push(item);
    } else if (node.kind === 'map') {
      for (const { key, value } of node.pairs) {
        if (!value) continue;
        waiting.push(value);
        if ((value.kind !== 'map' && value.kind !== 'sequence') || value.flow || node.flow) continue;
        const indent = columnOf(text, toRange(value.span).start) - columnOf(text, toRange(key.span).start);
        if (value.kind === 'map' && indent > 0) found.mapIndent ??= indent;
        if (value.kind === 'sequence' && indent >= 0) found.sequenceIndent ??= indent;
      }
    }
  }
  return found;
}

function firstListUnder(node: YamlNode | undefined, key: string): YamlSequence | undefined {
  if (node?.kind === 'sequence') return firstOf(node.items, key);
  if (node?.kind !== 'map') return undefined;
  for (const pair of node.pairs) {
    if (pair.key.value === key && pair.value?.kind === 'sequence' && pair.value.items.length > 0) return pair.value;
  }
  return firstOf(
    node.pairs.map((pair) => pair.value),
    key,
  );
}

function firstOf(nodes: readonly (YamlNode | undefined)[], key: string): YamlSequence | undefined {
  for (const node of nodes) {
    const list = firstListUnder(node, key);
    if (list) return list;
  }
  return undefined;
}

const isFlowList = (list: YamlSequence | undefined): boolean =>
  list?.flow === true && list.items.every((item) => item.kind === 'scalar');
