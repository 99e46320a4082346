import type { ColumnLeg, PlacedColumn } from './column.ts';
import type { LegLabel, PlacedLeg, PlacedLine, PlacedPill, PlacedWire } from './layoutTypes.ts';
import { measures } from './measures.ts';

export function placeLegs(placed: PlacedColumn, lines: readonly PlacedLine[]): readonly PlacedLeg[] {
  return placed.column.legs.map((leg) => {
    const x = placed.x + leg.x;
    const startY = placed.y + leg.startY;
    const lineY = lines.find((line) => line.line.id === leg.leg.line)?.y ?? startY;
    const label = placeLabel(leg, placed, x, lineY);
    return {
      leg: leg.leg,
      card: leg.card,
      startX: placed.x + leg.startX,
      startY,
      x,
      lineY,
      hops: between(lines, startY, lineY),
      ...(label && { label }),
    };
  });
}

function placeLabel(
  { label, up, startX, startY }: ColumnLeg,
  placed: PlacedColumn,
  x: number,
  lineY: number,
): LegLabel | undefined {
  if (!label) return undefined;
  const { width, texts, at } = label;
  const height = texts.length * 12;
  if (at === 'card') {
    const y = placed.y + startY - measures.cardHeight / 2 - 4 - height;
    return { x: placed.x + startX + 4, y, width, height, anchor: 'start', lines: texts };
  }
  const y = up ? lineY + 7 : lineY - 6 - height;
  return at === 'line-left'
    ? { x: x - 7 - width, y, width, height, anchor: 'end', lines: texts }
    : { x: x + 7, y, width, height, anchor: 'start', lines: texts };
}

export function placePills({ column, x }: PlacedColumn): readonly PlacedPill[] {
  return column.stacks.flatMap((stack) =>
    stack.items.map((item, row) => ({
      id: item.id,
      card: item.pills[0]?.card ?? column.id,
      text: item.text,
      pills: item.pills,
      x: x + stack.left,
      y: measures.hostY - measures.pillHeight / 2 + row * measures.pillPitch,
      width: stack.width,
      height: measures.pillHeight,
    })),
  );
}

export function placeWires(placed: PlacedColumn, lines: readonly PlacedLine[]): readonly PlacedWire[] {
  const { column, under } = placed;
  return column.wires.flatMap(({ card, stack: index, endX, endY }): readonly PlacedWire[] => {
    const stack = column.stacks[index];
    if (!stack) return [];
    const x = placed.x + stack.wireX;
    const reaches = stack.items.map((item) => item.pills[0]?.reach ?? 'nobody');
    const open = reaches.filter((reach) => reach !== 'loopback' && reach !== 'nobody').length;
    const pillsEnd = measures.hostY + measures.pillHeight / 2 + (stack.items.length - 1) * measures.pillPitch;
    const at = { card, x, endX: placed.x + endX };
    if (reaches.every((reach) => reach === 'nobody')) {
      return [{ ...at, kind: 'cut', top: pillsEnd, bottom: pillsEnd + 12, endX: x, hops: [] }];
    }
    const bottom = placed.y + endY;
    const hops = between(lines, pillsEnd, bottom).filter((y) => y !== lines.find((line) => line.line.id === under)?.y);
    const arrow = { ...at, kind: 'arrow', top: measures.hostY, bottom, hops } as const;
    if (open === 0) return [arrow];
    const enterTop = measures.outsideTop + measures.outsideHeight;
    const enterBottom = measures.hostY + (open - 1) * measures.pillPitch;
    return [{ ...at, kind: 'enter', top: enterTop, bottom: enterBottom, endX: x, hops: [] }, arrow];
  });
}

/** The y of the lines between two places, from the first to the second. */
function between(lines: readonly PlacedLine[], from: number, to: number): readonly number[] {
  const [low, high] = from < to ? [from, to] : [to, from];
  const inside = lines.map((line) => line.y).filter((y) => y > low && y < high);
  return from < to ? inside : inside.reverse();
}
