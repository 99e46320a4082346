import type { Band } from './bands.ts';
import type { Column } from './column.ts';
import { measures } from './measures.ts';
import { Occupancy, type Stretch } from './occupancy.ts';
import { makeTracks } from './tracks.ts';

/** Where a column stood in the previous picture; `same` when it holds the same cards in the same width. */
export interface KeptPlace {
  readonly x: number;
  readonly same: boolean;
}

/**
 * Gives every column an x (from the start of the lines) where it collides with nothing, near the place that its
 * position in `order` asks for. Columns in `kept` stay there when they still fit; the others find room
 * around them. `order` names the first card of each column.
 */
export function placeColumns(
  bands: readonly Band[],
  order: readonly string[],
  capacity: number,
  kept: ReadonlyMap<string, KeptPlace>,
): ReadonlyMap<string, number> {
  const tracks = makeTracks(bands);
  const occupancy = new Occupancy();
  const places = new Map<string, number>();
  const columns = new Map(
    bands.flatMap((band, index) =>
      band.columns.map(
        (column) => [column.id, { column, band: index, stretches: tracks.stretchesOf(column, index) }] as const,
      ),
    ),
  );
  const ordered = order.flatMap((id) => columns.get(id) ?? []);
  const wanted = spreadBands(ordered, wantedPlaces(ordered, capacity), capacity);
  const put = (id: string, stretches: readonly Stretch[], x: number): void => {
    occupancy.add(stretches, x);
    places.set(id, x);
  };
  // Those that are as they were come first, so that a column that has grown gives way and not its neighbours.
  for (const same of [true, false]) {
    for (const { column, stretches } of ordered) {
      const old = kept.get(column.id);
      if (!old || old.same !== same || old.x < leftmost(stretches) || !occupancy.isFree(stretches, old.x)) continue;
      put(column.id, stretches, old.x);
    }
  }
  ordered.forEach(({ column, stretches }, index) => {
    if (places.has(column.id)) return;
    const x = kept.get(column.id)?.x ?? wanted[index] ?? 0;
    put(column.id, stretches, occupancy.nearest(stretches, x, leftmost(stretches)));
  });
  return places;
}

interface Entry {
  readonly column: Column;
  readonly band: number;
}

/** From the top left to the bottom right while there is room for all in one row, otherwise squeezed into the capacity. */
function wantedPlaces(entries: readonly Entry[], capacity: number): readonly number[] {
  const widths = entries.reduce((sum, { column }) => sum + column.width, 0);
  const gaps = Math.max(1, entries.length - 1);
  const gap = (capacity - measures.lead - clear - widths) / gaps;
  const loose = gap >= clear;
  const last = entries.at(-1)?.column.width ?? 0;
  const squeeze = loose ? 1 : Math.max(0, capacity - clear - last) / Math.max(1, widths - last + gaps * clear);
  const step = loose ? Math.min(gap, 40) : clear;
  let x = loose ? measures.lead : measures.cardClear;
  return entries.map(({ column }) => {
    const place = x;
    x += (column.width + step) * squeeze;
    return place;
  });
}

/**
 * Moves the columns of each band apart, together as little as possible (least squares, by pooling neighbours that push
 * each other), and into the capacity where they fit.
 */
function spreadBands(entries: readonly Entry[], wanted: readonly number[], capacity: number): readonly number[] {
  const places = [...wanted];
  const bands = new Map<number, number[]>();
  entries.forEach(({ band }, index) => {
    bands.set(band, [...(bands.get(band) ?? []), index]);
  });
  for (const indexes of bands.values()) {
    const offsets: number[] = [];
    let offset = 0;
    const pools: { sum: number; count: number }[] = [];
    for (const index of indexes) {
      offsets.push(offset);
      let pool = { sum: (wanted[index] ?? 0) - offset, count: 1 };
      for (
        let before = pools.at(-1);
        before && before.sum / before.count > pool.sum / pool.count;
        before = pools.at(-1)
      ) {
        pool = { sum: before.sum + pool.sum, count: before.count + pool.count };
        pools.pop();
      }
      pools.push(pool);
      offset += (entries[index]?.column.width ?? 0) + clear;
    }
    const most = Math.max(measures.cardClear, capacity + measures.cardClear - offset);
    const shifts = pools.flatMap(({ sum, count }) => new Array<number>(count).fill(sum / count));
    indexes.forEach((index, at) => {
      const shift = Math.min(Math.max(shifts[at] ?? 0, measures.cardClear), most);
      places[index] = Math.round(shift + (offsets[at] ?? 0));
    });
  }
  return places;
}

const clear = 2 * measures.cardClear;

/** The least x at which nothing of the column sticks out over the start of the lines. */
function leftmost(stretches: readonly Stretch[]): number {
  return Math.ceil(measures.cardClear - Math.min(...stretches.map((stretch) => stretch.from)));
}
