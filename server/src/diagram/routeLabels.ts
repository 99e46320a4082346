import type { DiagramRoute } from './diagramModel.ts';
import type { Box, Layout } from './layoutTypes.ts';
import { type Fitted, fitText, textWidth } from './textWidth.ts';

/** Where an edge ends, and to which side its arrow points. */
export interface RouteEnd {
  readonly x: number;
  readonly y: number;
  readonly side: 'down' | 'up' | 'left' | 'right';
}

export interface RouteLabel extends Box {
  readonly text: Fitted;
}

const size = 11;
const height = 13;
// From the arrow, and from everything else.
const gap = 8;
const clear = 2;
// A label is cut to the last of these widths where the picture is full.
const widths = [150, 110, 80, 60];

/** Puts labels beside the arrows of edges, each where it hides nothing; a place that is taken is not given again. */
export class RouteLabels {
  readonly #taken: Box[];

  constructor(layout: Layout) {
    const { cards, frames, pills, legs, lines, lineStart, lineEnd, strip, wires } = layout;
    this.#taken = [
      ...[...cards, ...frames, ...pills, ...(strip ? [strip] : []), ...legs.flatMap(({ label }) => label ?? [])],
      ...legs.flatMap(({ startX, startY, x, lineY }) => [upright(x, startY, lineY), level(startX, x, startY)]),
      ...wires.flatMap(({ x, top, bottom, endX }) => [upright(x, top, bottom), level(x, endX, bottom)]),
      ...lines.map(({ y }) => level(lineStart, lineEnd, y)),
    ];
  }

  /** Undefined for an edge without conditions, and where no place is free: the words of the edge have them too. */
  place({ conditions }: DiagramRoute, end: RouteEnd): RouteLabel | undefined {
    if (conditions.length === 0) return undefined;
    const [first = '', ...others] = conditions;
    const content = others.length > 1 ? `${first}; ${others.length} more` : conditions.join('; ');
    for (const most of widths) {
      const text = fitText(content, 'regular', size, most);
      const width = textWidth(text.text, 'regular', size);
      const box = placesFor(end, width).find((each) => this.#isFree(each));
      if (!box) continue;
      this.#taken.push(box);
      return { ...box, text };
    }
    return undefined;
  }

  #isFree(box: Box): boolean {
    return !this.#taken.some(
      (other) =>
        box.x < other.x + other.width + clear &&
        other.x < box.x + box.width + clear &&
        box.y < other.y + other.height &&
        other.y < box.y + box.height,
    );
  }
}

/** Places beside the arrow, the best first. */
function placesFor({ x, y, side }: RouteEnd, width: number): readonly Box[] {
  const tops = {
    down: [y - height - 1, y - height - 9],
    up: [y + 1, y + 9],
    left: [y - height - 6, y + 6],
    right: [y - height - 6, y + 6],
  };
  const starts = side === 'left' ? [x + gap] : side === 'right' ? [x - gap - width] : [x + gap, x - gap - width];
  return tops[side].flatMap((top) => starts.map((start) => ({ x: start, y: top, width, height })));
}

const upright = (x: number, from: number, to: number): Box => ({
  x: x - 2,
  y: Math.min(from, to),
  width: 4,
  height: Math.abs(to - from),
});

const level = (from: number, to: number, y: number): Box => ({
  x: Math.min(from, to),
  y: y - 2,
  width: Math.abs(to - from),
  height: 4,
});
