/** Centre-aligned boxes of nodes, for finding the next one in a direction. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

export const directionOf: ReadonlyMap<string, Direction> = new Map([
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
]);

/** The nearest node in a direction, those straight ahead first; undefined at the edge. */
export function nextIn(direction: Direction, from: string, boxes: ReadonlyMap<string, Box>): string | undefined {
  const start = boxes.get(from);
  if (!start) return undefined;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [id, box] of boxes) {
    if (id === from) continue;
    const { ahead, aside } = distance(direction, start, box);
    if (ahead <= 0) continue;
    const cost = ahead + aside * 3;
    if (cost < least) {
      least = cost;
      best = id;
    }
  }
  return best;
}

/** `ahead` between centres; `aside` between edges, 0 where the boxes overlap across the direction. */
function distance(direction: Direction, a: Box, b: Box): { readonly ahead: number; readonly aside: number } {
  const dx = b.x + b.width / 2 - (a.x + a.width / 2);
  const dy = b.y + b.height / 2 - (a.y + a.height / 2);
  const asideX = Math.max(0, Math.abs(dx) - (a.width + b.width) / 2);
  const asideY = Math.max(0, Math.abs(dy) - (a.height + b.height) / 2);
  switch (direction) {
    case 'left':
      return { ahead: -dx, aside: asideY };
    case 'right':
      return { ahead: dx, aside: asideY };
    case 'up':
      return { ahead: -dy, aside: asideX };
    case 'down':
      return { ahead: dy, aside: asideX };
  }
}
