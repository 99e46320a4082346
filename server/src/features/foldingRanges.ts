import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import { toRange } from '../text/span.ts';
import type { YamlNode } from '../text/yamlNode.ts';
import type { Snapshot } from './snapshot.ts';

/** Every entry that goes over several lines, and runs of comments. */
export function foldingRanges({ tree, lines }: Pick<Snapshot, 'tree' | 'lines'>): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const lineOf = (offset: number): number => lines.positionAt(offset).line;
  const add = (start: number, end: number): void => {
    const [startLine, endLine] = [lineOf(start), lineOf(Math.max(start, end - 1))];
    if (endLine > startLine) ranges.push({ startLine, endLine });
  };
  const visit = (node: YamlNode | undefined): void => {
    if (node?.kind === 'map') {
      for (const pair of node.pairs) {
        const value = pair.value;
        if (value && value.kind !== 'alias') add(toRange(pair.key.span).start, toRange(value.span).end);
        visit(value);
      }
    }
    if (node?.kind === 'sequence') {
      for (const item of node.items) {
        if (item.kind !== 'scalar') add(toRange(item.span).start, toRange(item.span).end);
        visit(item);
      }
    }
  };
  visit(tree.root ?? tree.content);
  return [
    ...ranges,
    ...commentRuns(tree.blocks.flatMap(({ comments }) => comments.map(({ span }) => lineOf(toRange(span).start)))),
  ];
}

function commentRuns(commentLines: readonly number[]): FoldingRange[] {
  const runs: FoldingRange[] = [];
  let startLine: number | undefined;
  for (const [index, line] of commentLines.entries()) {
    startLine ??= line;
    if (commentLines[index + 1] === line + 1) continue;
    if (line > startLine) runs.push({ startLine, endLine: line, kind: FoldingRangeKind.Comment });
    startLine = undefined;
  }
  return runs;
}
