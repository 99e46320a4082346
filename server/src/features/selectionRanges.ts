import type { Position, SelectionRange } from 'vscode-languageserver-types';
import { type OffsetRange, toRange } from '../text/span.ts';
import type { YamlNode } from '../text/yamlNode.ts';
import { offsetPlace } from './lspPlace.ts';
import type { FileText } from './snapshot.ts';

/** For each position the value or key at it, then every entry around it up to the whole file. */
export function selectionRanges(snapshot: FileText, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => {
    const offset = snapshot.lines.offsetAt(position);
    const around: OffsetRange[] = [{ start: 0, end: snapshot.text.length }];
    collect(snapshot.tree.root ?? snapshot.tree.content, offset, around);
    const ranges = [...around, { start: offset, end: offset }];
    let selection: SelectionRange | undefined;
    for (const [index, range] of ranges.entries()) {
      const outer = ranges[index - 1];
      if (outer && outer.start === range.start && outer.end === range.end) continue;
      selection = { range: offsetPlace(snapshot, range), ...(selection ? { parent: selection } : {}) };
    }
    return selection ?? { range: offsetPlace(snapshot, { start: offset, end: offset }) };
  });
}

const holds = ({ start, end }: OffsetRange, offset: number): boolean => offset >= start && offset <= end;

function collect(node: YamlNode | undefined, offset: number, around: OffsetRange[]): void {
  if (!node || !holds(toRange(node.span), offset)) return;
  around.push(toRange(node.span));
  if (node.kind === 'sequence') for (const item of node.items) collect(item, offset, around);
  if (node.kind === 'scalar' && holds(toRange(node.contentSpan), offset)) around.push(toRange(node.contentSpan));
  if (node.kind !== 'map') return;
  for (const { key, value } of node.pairs) {
    const start = toRange(key.span).start;
    const end = toRange((value ?? key).span).end;
    if (!holds({ start, end }, offset)) continue;
    around.push({ start, end });
    collect(key, offset, around);
    collect(value, offset, around);
  }
}
