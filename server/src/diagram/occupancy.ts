/** A stretch of one horizontal track, relative to the shape that needs it. */
export interface Stretch {
  readonly track: number;
  readonly from: number;
  readonly to: number;
}

/** What is taken on every track; stretches of one track never overlap. */
export class Occupancy {
  readonly #tracks = new Map<number, { from: number; to: number }[]>();

  add(stretches: readonly Stretch[], x: number): void {
    for (const { track, from, to } of stretches) {
      const taken = this.#tracks.get(track) ?? [];
      this.#tracks.set(track, taken);
      taken.splice(firstEndingAfter(taken, x + from), 0, { from: x + from, to: x + to });
    }
  }

  /** True when the shape can stand at `x`. */
  isFree(stretches: readonly Stretch[], x: number): boolean {
    return stretches.every((stretch) => this.#blocker(stretch, x) === undefined);
  }

  /** The free place nearest to `x`, at `least` or right of it; there always is one. */
  nearest(stretches: readonly Stretch[], x: number, least: number): number {
    const right = this.#search(stretches, Math.max(x, least), 1, Number.POSITIVE_INFINITY) ?? Math.max(x, least);
    if (right <= x || x <= least) return right;
    const left = this.#search(stretches, x, -1, right - x);
    return left !== undefined && left >= least && x - left <= right - x ? left : right;
  }

  /** Steps from blocker to blocker in one direction, `reach` pixels at most. */
  #search(stretches: readonly Stretch[], start: number, direction: 1 | -1, reach: number): number | undefined {
    let x = start;
    for (;;) {
      let next = x;
      for (const stretch of stretches) {
        const blocker = this.#blocker(stretch, x);
        if (!blocker) continue;
        const beside = direction > 0 ? blocker.to - stretch.from : blocker.from - stretch.to;
        next = direction > 0 ? Math.max(next, beside) : Math.min(next, beside);
      }
      if (next === x) return x;
      if (Math.abs(next - start) > reach) return undefined;
      x = next;
    }
  }

  #blocker(stretch: Stretch, x: number): { readonly from: number; readonly to: number } | undefined {
    const taken = this.#tracks.get(stretch.track);
    const candidate = taken?.[firstEndingAfter(taken, x + stretch.from)];
    return candidate && candidate.from < x + stretch.to ? candidate : undefined;
  }
}

/** Index of the first stretch that ends behind `x`. */
function firstEndingAfter(taken: readonly { readonly to: number }[], x: number): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((taken[middle]?.to ?? 0) > x) high = middle;
    else low = middle + 1;
  }
  return low;
}
