import type { DiagramLine } from './diagramModel.ts';

/** How many colours the palette has for networks. */
const toneCount = 8;

/**
 * A colour for every network: the next of the palette in order, so that neighbours differ. A line keeps the colour that
 * it had. The host and networks of which the file tells nothing have none.
 */
export function assignTones(
  lines: readonly DiagramLine[],
  previous: ReadonlyMap<string, number | undefined>,
): ReadonlyMap<string, number> {
  const tones = new Map<string, number>();
  const used = new Array<number>(toneCount).fill(0);
  const coloured = lines.filter((line) => line.kind === 'network' || line.kind === 'engine');
  for (const line of coloured) {
    const tone = previous.get(line.id);
    if (tone === undefined) continue;
    tones.set(line.id, tone);
    used[tone] = (used[tone] ?? 0) + 1;
  }
  coloured.forEach((line, index) => {
    if (tones.has(line.id)) return;
    const beside = [coloured[index - 1], coloured[index + 1]].map((other) => other && tones.get(other.id));
    const free = used.map((count, tone) => ({ tone, cost: count * 2 + (beside.includes(tone) ? 1 : 0) }));
    const best = free.reduce((a, b) => (b.cost < a.cost ? b : a));
    tones.set(line.id, best.tone);
    used[best.tone] = (used[best.tone] ?? 0) + 1;
  });
  return tones;
}
