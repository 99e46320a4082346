import type { DiagramPill } from './diagramModel.ts';
import { pillRestId } from './ids.ts';
import { measures } from './measures.ts';
import { type Fitted, fitText, textWidth } from './textWidth.ts';

/** Pills above each other on one wire. x counts from the left edge of the column that the wire leads to. */
export interface PillStack {
  /** Left edge of the pills; they may be wider than the card. */
  readonly left: number;
  readonly width: number;
  readonly wireX: number;
  readonly items: readonly PillItem[];
}

export interface PillItem {
  readonly id: string;
  readonly text: Fitted;
  /** More than one in the last pill of a list too long to show. */
  readonly pills: readonly DiagramPill[];
}

const gap = 4;
const textRoom = 200;
const order = { all: 0, address: 0, unknown: 0, loopback: 1, nobody: 2 } as const;

/**
 * As many stacks side by side as `width` has room for, at most `most`, centred over it. Ports that lead in come first,
 * so that the wire from outside ends where they end.
 */
export function stackPills(pills: readonly DiagramPill[], width: number, most = 8): readonly PillStack[] {
  if (pills.length === 0) return [];
  const sorted = [...pills].sort((a, b) => order[a.reach] - order[b.reach]);
  const widest = Math.max(...sorted.map((pill) => pillWidth(pill.text)));
  // A little wider than the card is fine, as long as the wires end on it.
  const fitting = Math.floor((width + 30 + gap) / (widest + gap));
  const count = Math.max(1, Math.min(sorted.length, most, fitting));
  const items = limit(sorted, most === 1 ? measures.sharedPillRows : count * measures.pillRows);
  const rows = Math.ceil(items.length / count);
  const stacks: (readonly PillItem[])[] = [];
  for (let start = 0; start < items.length; start += rows) stacks.push(items.slice(start, start + rows));
  const total = stacks.length * (widest + gap) - gap;
  return stacks.map((stack, index) => {
    const left = Math.round((width - total) / 2 + index * (widest + gap));
    const wireX = Math.min(Math.max(Math.round(left + widest / 2), 40), width - 14);
    return { left, width: widest, wireX, items: stack };
  });
}

function limit(pills: readonly DiagramPill[], most: number): readonly PillItem[] {
  const shown = pills.length > most ? pills.slice(0, most - 1) : pills;
  const rest = pills.slice(shown.length);
  const items: PillItem[] = shown.map((pill) => ({
    id: pill.id,
    text: fitText(pill.text, 'mono', measures.detailSize, textRoom),
    pills: [pill],
  }));
  const first = rest[0];
  if (first) {
    const full = rest.map((pill) => pill.text).join(', ');
    items.push({ id: pillRestId(first.card), text: { text: `${rest.length} more`, full }, pills: rest });
  }
  return items;
}

const pillWidth = (text: string): number =>
  Math.ceil(Math.min(textRoom, textWidth(text, 'mono', measures.detailSize)) + 18);
