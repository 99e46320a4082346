import type { Band } from './bands.ts';
import type { Column } from './column.ts';
import { measures } from './measures.ts';
import type { Stretch } from './occupancy.ts';

/**
 * Horizontal tracks from top to bottom, four for each band: its line, the zone under it, the cards, and the zone over the
 * next line. Two columns collide when they need the same stretch of one track. Pills stand on the host's line.
 */
export interface Tracks {
  /** Everything that the column covers when it stands in the band, relative to its left edge. */
  stretchesOf(column: Column, band: number): readonly Stretch[];
}

export function makeTracks(bands: readonly Band[]): Tracks {
  const position = new Map(bands.map((band, index) => [band.under, index]));
  return {
    stretchesOf(column, band) {
      const cards = cardTrack(band);
      const stretches: Stretch[] = [{ track: cards, from: -measures.cardClear, to: column.width + measures.cardClear }];
      for (const { leg, up, x, startX, startY, label } of column.legs) {
        const line = lineTrack(up ? band : (position.get(leg.line) ?? 0));
        stretches.push(...(up ? lane(line, cards - 1, x) : lane(cards + 1, line, x)));
        const reach = measures.legClear + (label?.width ?? 0) + 6;
        const zone = up ? line + 1 : line - 1;
        if (label?.at === 'line-left') stretches.push({ track: zone, from: x - reach, to: x });
        // Over the first card of a stack, which is in the zone under the line.
        if (label?.at === 'card' && startY < measures.cardHeight) {
          stretches.push({ track: zone, from: startX, to: startX + label.width + 8 });
        }
        if (label?.at === 'line-right') stretches.push({ track: zone, from: x, to: x + reach });
      }
      for (const stack of column.stacks) {
        const host = lineTrack(0);
        stretches.push({ track: host, from: stack.left - 5, to: stack.left + stack.width + 5 });
        const works = stack.items.some((item) => item.pills.some((pill) => pill.reach !== 'nobody'));
        stretches.push(...lane(host + 1, works ? cards - 1 : host + 1, stack.wireX));
      }
      return merge(stretches);
    },
  };
}

const lineTrack = (band: number): number => band * 4;
const cardTrack = (band: number): number => band * 4 + 2;

function lane(from: number, to: number, x: number): readonly Stretch[] {
  const count = Math.max(0, to - from + 1);
  return Array.from({ length: count }, (_, index) => ({
    track: from + index,
    from: x - measures.legClear,
    to: x + measures.legClear,
  }));
}

/** Parts of one column may touch each other; together they are one stretch. */
function merge(stretches: readonly Stretch[]): readonly Stretch[] {
  const sorted = [...stretches].sort((a, b) => a.track - b.track || a.from - b.from);
  const merged: Stretch[] = [];
  for (const stretch of sorted) {
    const last = merged.at(-1);
    if (last && last.track === stretch.track && stretch.from <= last.to) {
      merged[merged.length - 1] = { ...last, to: Math.max(last.to, stretch.to) };
    } else {
      merged.push(stretch);
    }
  }
  return merged;
}
