import type { Suppression } from '../model/project.ts';
import { toRange } from '../text/span.ts';
import type { YamlComment } from '../text/yamlBlock.ts';
import type { YamlNode } from '../text/yamlNode.ts';
import type { YamlTree } from '../text/yamlTree.ts';

const pattern = /^#\s*allow:\s*([a-z][a-z0-9-]*)[ \t]*(.*)$/;

/**
 * `# allow: rule-id reason` comments. One behind something covers its line, one on a line of its own covers the entry
 * or list item that begins on the next line that is no comment.
 */
export function readSuppressions(tree: YamlTree): readonly Suppression[] {
  const suppressions: Suppression[] = [];
  for (const { comments, content } of tree.noted) {
    for (const comment of comments) suppressions.push(...readSuppression(tree, comment, content));
  }
  return suppressions;
}

function readSuppression(tree: YamlTree, comment: YamlComment, content: YamlNode | undefined): readonly Suppression[] {
  const match = pattern.exec(comment.text);
  const rule = match?.[1];
  if (!match || !rule) return [];
  const { text } = tree;
  const { anchor, start } = comment.span;
  const offset = toRange(comment.span).start;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const ruleStart = start + comment.text.indexOf(rule, comment.text.indexOf(':'));
  const alone = text.slice(lineStart, offset).trim() === '';
  const target = alone
    ? (entryAfter(text, toRange(comment.span).end, content) ?? comment.span)
    : { anchor, start: lineStart - anchor.offset, end: comment.span.end };
  return [
    {
      rule,
      ruleSpan: { anchor, start: ruleStart, end: ruleStart + rule.length },
      reason: match[2]?.trim() ?? '',
      span: comment.span,
      target,
    },
  ];
}

function entryAfter(text: string, from: number, content: YamlNode | undefined) {
  const rest = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*/.exec(text.slice(from))?.[0] ?? '';
  const lineStart = from + rest.length;
  const lineEnd = text.indexOf('\n', lineStart);
  const onLine = (offset: number): boolean => offset >= lineStart && (lineEnd < 0 || offset < lineEnd);
  const search = (node: YamlNode | undefined): Suppression['target'] | undefined => {
    if (node?.kind === 'map') {
      for (const pair of node.pairs) {
        if (onLine(toRange(pair.span).start)) return pair.span;
        const inside = search(pair.value);
        if (inside) return inside;
      }
    }
    if (node?.kind === 'sequence') {
      for (const item of node.items) {
        if (onLine(toRange(item.span).start)) return item.span;
        const inside = search(item);
        if (inside) return inside;
      }
    }
    return undefined;
  };
  return search(content);
}
