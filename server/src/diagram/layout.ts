import type { DiagramShape } from '../protocol.ts';
import { type Arrangement, type CardGroup, makeBands, type OldColumn } from './bands.ts';
import { orderCards } from './cardOrder.ts';
import type { DiagramModel, DiagramPill } from './diagramModel.ts';
import { drawLayout } from './layoutPlaces.ts';
import type { Layout } from './layoutTypes.ts';
import { measures, shapes } from './measures.ts';
import { type KeptPlace, placeColumns } from './placeColumns.ts';
import { assignTones } from './tones.ts';

/**
 * Places everything on paper. Pure: the same model and previous layout give the same picture. With `previous`, cards
 * that still stand under the same line stay where they are, unless the picture has become twice as large as a new one
 * or is to have another shape.
 */
export function layoutDiagram(model: DiagramModel, previous?: Layout, shape: DiagramShape = 'wide'): Layout {
  const groups = groupCards(model);
  const tones = assignTones(model.lines, new Map(previous?.lines.map((placed) => [placed.line.id, placed.tone])));
  if (previous?.shape !== shape) return arrangeAnew(model, groups, tones, shape);
  const capacity = keptCapacity(groups, shape, previous.capacity);
  const kept = arrange(model, groups, tones, { shape, capacity, old: oldColumns(model, previous), higher: 0 });
  if (kept.lineEnd - kept.lineStart < capacity * 1.5) return kept;
  const fresh = arrangeAnew(model, groups, tones, shape);
  return kept.width * kept.height > fresh.width * fresh.height * 2 ? fresh : kept;
}

/** Legs that pass through a band can push its cards far out; then higher stacks may give a better picture. */
function arrangeAnew(
  model: DiagramModel,
  groups: readonly CardGroup[],
  tones: ReadonlyMap<string, number>,
  shape: DiagramShape,
): Layout {
  const capacity = freshCapacity(groups, shape);
  const attempt = (higher: number): Layout =>
    arrange(model, groups, tones, { shape, capacity, old: new Map(), higher });
  let best = attempt(0);
  for (let higher = 1; higher <= 3 && best.lineEnd - best.lineStart > capacity * 1.2; higher++) {
    const other = attempt(higher);
    if (badness(other) < badness(best)) best = other;
  }
  return best;
}

/** The area, more when the picture is far from its shape. */
const badness = ({ width, height, shape }: Layout): number =>
  width * height * (1 + 0.3 * Math.abs(Math.log(width / height / shapes[shape].ratio)));

function arrange(
  model: DiagramModel,
  groups: readonly CardGroup[],
  tones: ReadonlyMap<string, number>,
  { shape, capacity, old, higher }: Arrangement & { readonly shape: DiagramShape; readonly capacity: number },
): Layout {
  const bands = makeBands(model, groups, capacity, { old, higher });
  const position = new Map(model.lines.map((line, index) => [line.id, index]));
  const order = orderCards(
    groups.map((group) => group.card),
    position,
  ).map((card) => card.id);
  const kept = new Map<string, KeptPlace>();
  for (const band of bands) {
    for (const column of band.columns) {
      const cards = new Set(column.members.map((member) => member.block.card.id));
      const before = old.get(band.under)?.find((candidate) => candidate.cards.some((id) => cards.has(id)));
      if (!before) continue;
      const alike = before.cards.length === cards.size && before.cards.every((id) => cards.has(id));
      kept.set(column.id, { x: before.x, same: alike && before.width === column.width });
    }
  }
  return drawLayout(model, bands, placeColumns(bands, order, capacity, kept), tones, { capacity, shape });
}

/** The columns of the previous picture under lines that are still there. */
function oldColumns(model: DiagramModel, previous: Layout): ReadonlyMap<string | undefined, readonly OldColumn[]> {
  const unders = new Set<string | undefined>([...model.lines.map((line) => line.id), undefined]);
  const columns = new Map<string | undefined, Map<string, OldColumn & { readonly cards: string[] }>>();
  for (const { card, under, column, docked } of previous.cards) {
    if (docked || !unders.has(under)) continue;
    const inBand = columns.get(under) ?? new Map<string, OldColumn & { readonly cards: string[] }>();
    columns.set(under, inBand);
    const entry = inBand.get(column.id) ?? { x: column.x - previous.lineStart, width: column.width, cards: [] };
    inBand.set(column.id, entry);
    entry.cards.push(card.id);
  }
  return new Map([...columns].map(([under, inBand]) => [under, [...inBand.values()]]));
}

function groupCards(model: DiagramModel): readonly CardGroup[] {
  const owners = new Map(model.cards.map((card) => [card.id, card.dockedTo ?? card.id]));
  const docked = groupBy(model.cards, (card) => card.dockedTo);
  const pills = groupBy<DiagramPill>(model.pills, (pill) => owners.get(pill.card));
  return model.cards
    .filter((card) => card.dockedTo === undefined)
    .map((card) => ({ card, docked: docked.get(card.id) ?? [], pills: pills.get(card.id) ?? [] }));
}

function groupBy<T>(items: readonly T[], key: (item: T) => string | undefined): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}

/** The width that gives all cards together the shape. */
function idealCapacity(groups: readonly CardGroup[], shape: DiagramShape): number {
  const rows = groups.reduce((sum, group) => sum + 1.5 + Math.ceil(group.docked.length / 2), 0);
  return Math.sqrt(rows * measures.typicalColumn * (measures.cardHeight + measures.rowGap) * shapes[shape].ratio);
}

/** In steps, so that the width does not change with every card. */
function freshCapacity(groups: readonly CardGroup[], shape: DiagramShape): number {
  const ideal = idealCapacity(groups, shape);
  let capacity: number = shapes[shape].lineLength;
  while (capacity < ideal) capacity = Math.round((capacity * 1.25) / 10) * 10;
  return capacity;
}

function keptCapacity(groups: readonly CardGroup[], shape: DiagramShape, previous: number): number {
  const ideal = idealCapacity(groups, shape);
  return ideal <= previous * 1.25 && ideal >= previous * 0.5 ? previous : freshCapacity(groups, shape);
}
