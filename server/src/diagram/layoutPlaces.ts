import type { DiagramShape } from '../protocol.ts';
import type { Band } from './bands.ts';
import type { Column, PlacedColumn } from './column.ts';
import type { DiagramModel } from './diagramModel.ts';
import type { Layout, PlacedCard, PlacedFrame, PlacedLine } from './layoutTypes.ts';
import { measures, shapes } from './measures.ts';
import { placeLegs, placePills, placeWires } from './placeLegs.ts';
import { placeLine } from './placeLine.ts';
import { placeStrip } from './placeStrip.ts';
import { fitText } from './textWidth.ts';

/** Turns bands and x into pixels: heights of bands from top to bottom, then everything that hangs on columns. */
export function drawLayout(
  model: DiagramModel,
  bands: readonly Band[],
  places: ReadonlyMap<string, number>,
  tones: ReadonlyMap<string, number>,
  { capacity, shape }: { readonly capacity: number; readonly shape: DiagramShape },
): Layout {
  const heights = stackBands(model, bands, tones);
  const { lineStart } = measures;
  const columns = bands.flatMap((band, index) =>
    band.columns
      .map((column): PlacedColumn => {
        const x = lineStart + (places.get(column.id) ?? 0);
        return { column, x, y: heights.tops[index] ?? 0, under: band.under };
      })
      .sort((a, b) => a.x - b.x),
  );
  const least = lineStart + shapes[shape].lineLength;
  const lineEnd = columns.reduce((most, { column, x }) => Math.max(most, x + rightEdge(column) + 24), least);
  const apart = bands.at(-1)?.columns.length ? heights.tops.at(-1) : undefined;
  const strip = placeStrip(model, heights.bottom + 16, lineEnd);
  return {
    model,
    width: lineEnd + measures.margin + 6,
    height: (strip ? strip.y + strip.height : heights.bottom) + measures.margin,
    lineStart,
    lineEnd,
    outside: { x: lineStart, y: measures.outsideTop, width: lineEnd - lineStart, height: measures.outsideHeight },
    outsideText: fitText(model.outside, 'regular', measures.detailSize, lineEnd - lineStart - 32),
    lines: heights.lines,
    cards: columns.flatMap(placeCards),
    frames: columns.flatMap(placeFrames),
    legs: columns.flatMap((placed) => placeLegs(placed, heights.lines)),
    pills: columns.flatMap(placePills),
    wires: columns.flatMap((placed) => placeWires(placed, heights.lines)),
    ...(apart !== undefined && {
      apart: { x: lineStart, y: apart - 16, width: lineEnd - lineStart, height: heights.bottom - apart + 16 },
    }),
    ...(strip && { strip }),
    shape,
    capacity,
  };
}

interface Heights {
  readonly lines: readonly PlacedLine[];
  /** Where the cards of each band begin. */
  readonly tops: readonly number[];
  readonly bottom: number;
}

function stackBands(model: DiagramModel, bands: readonly Band[], tones: ReadonlyMap<string, number>): Heights {
  const lines: PlacedLine[] = [];
  const tops: number[] = [];
  const stacks = bands.flatMap((band) => band.columns).flatMap((column) => column.stacks);
  const pillRoom = Math.max(0, ...stacks.map((stack) => stack.items.length - 1)) * measures.pillPitch;
  let y: number = measures.hostY;
  let bottom = y;
  bands.forEach((band, index) => {
    const line = model.lines[index];
    const extra = index === 0 ? pillRoom : 0;
    const top = line ? y + extra + measures.zone : y + 6;
    tops.push(top);
    let next = y;
    if (line) {
      const placed = placeLine(line, y, tones.get(line.id));
      lines.push(placed);
      const label = y + 40 + placed.details.length * measures.detailPitch;
      next = Math.max(y + extra + measures.emptyBand, label);
      bottom = Math.max(y + extra + 30, label - 22);
    }
    if (band.columns.length > 0) {
      const cards = top + Math.max(...band.columns.map((column) => column.height));
      next = Math.max(next, cards + measures.zone);
      bottom = Math.max(bottom, cards + 16);
    }
    y = next;
  });
  return { lines, tops, bottom };
}

/** How far something of the column reaches to the right of its left edge. */
function rightEdge(column: Column): number {
  const pills = column.stacks.map((stack) => stack.left + stack.width);
  const labels = column.legs.map(({ x, label }) => (label?.at === 'line-right' ? x + 7 + label.width : 0));
  return Math.max(column.width, ...pills, ...labels);
}

function placeCards({ column, x, y, under }: PlacedColumn): readonly PlacedCard[] {
  return column.members.flatMap((member) =>
    member.block.boxes.map((box) => ({
      ...box,
      x: x + member.x + box.x,
      y: y + member.y + box.y,
      under,
      column: { id: column.id, x, width: column.width },
    })),
  );
}

function placeFrames({ column, x, y }: PlacedColumn): readonly PlacedFrame[] {
  return column.members.flatMap(({ block, x: left, y: top }) =>
    block.framed ? [{ owner: block.card.id, x: x + left, y: y + top, width: block.width, height: block.height }] : [],
  );
}
