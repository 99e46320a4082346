import type { DiagramCard } from './diagramModel.ts';

/**
 * The order of cards from left to right: cards of outer lines first, so that legs to inner lines end right of legs to
 * outer ones as often as possible. A barycentre pass, then exchanges of neighbours while they take crossings away.
 */
export function orderCards(
  cards: readonly DiagramCard[],
  linePosition: ReadonlyMap<string, number>,
): readonly DiagramCard[] {
  const entries = cards.map((card, index) => {
    const lines = card.legs.map((leg) => linePosition.get(leg.line) ?? 0);
    return { card, lines, index, mean: mean(lines) };
  });
  entries.sort((a, b) => a.mean - b.mean || (a.lines[0] ?? 0) - (b.lines[0] ?? 0) || a.index - b.index);
  for (let pass = 0; pass < 8; pass++) {
    let exchanged = false;
    for (let i = 1; i < entries.length; i++) {
      const left = entries[i - 1];
      const right = entries[i];
      if (!left || !right || crossings(right.lines, left.lines) >= crossings(left.lines, right.lines)) continue;
      entries[i - 1] = right;
      entries[i] = left;
      exchanged = true;
    }
    if (!exchanged) break;
  }
  return entries.map((entry) => entry.card);
}

/** Pairs of legs that cross when `left` stands left of `right`; both lists ascend. */
function crossings(left: readonly number[], right: readonly number[]): number {
  let count = 0;
  for (const line of left) for (const other of right) if (line > other) count++;
  return count;
}

/** Cards on no line stand last. */
const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? Number.MAX_SAFE_INTEGER : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
