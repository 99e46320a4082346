import type { DiagramNode, WireRange } from '../protocol.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import { type Span, toRange } from '../text/span.ts';
import type { DiagramModel } from './diagramModel.ts';
import { pillRestId, stripId } from './ids.ts';
import { namesOf } from './names.ts';
import { describeCard, describeLeg, describeLine, describePill, describeRoute } from './words.ts';

/** Everything in the picture that stands in a file, with its place there; `linesOf` knows the project's files. */
export function diagramNodes(
  model: DiagramModel,
  linesOf: (uri: string) => LineIndex | undefined,
): readonly DiagramNode[] {
  const { nameOf } = namesOf(model);
  const nodes: DiagramNode[] = [];
  const add = (id: string, label: string, span: Span | undefined, selection: Span | undefined): void => {
    const uri = span?.anchor.uri;
    const lines = uri === undefined ? undefined : linesOf(uri);
    if (!span || uri === undefined || !lines) return;
    const chosen = selection?.anchor.uri === uri ? selection : span;
    nodes.push({ id, label, uri, range: wireRange(span, lines), selection: wireRange(chosen, lines) });
  };
  for (const line of model.lines) add(line.id, describeLine(line), line.span, line.nameSpan);
  const rest = new Set<string>();
  for (const pill of model.pills) {
    add(pill.id, describePill(pill, nameOf(pill.card)), pill.span, pill.span);
    if (rest.has(pill.card)) continue;
    rest.add(pill.card);
    add(pillRestId(pill.card), `Ports of ${nameOf(pill.card)}`, pill.span, pill.span);
  }
  for (const card of model.cards) {
    const owner = card.dockedTo === undefined ? undefined : nameOf(card.dockedTo);
    add(card.id, describeCard(card, nameOf, owner), card.span, card.nameSpan);
    for (const leg of card.legs) add(leg.id, describeLeg(leg, card.name, nameOf(leg.line)), leg.span, leg.span);
  }
  for (const route of model.routes) {
    const label = describeRoute(route, nameOf(route.from), nameOf(route.to));
    add(route.id, label, route.span, route.span);
  }
  if (model.worst) add(stripId, model.worst.message, model.worst.span, model.worst.span);
  return nodes;
}

function wireRange(span: Span, lines: LineIndex): WireRange {
  const { start, end } = toRange(span);
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}
