import { expect, it } from 'vitest';
import { nextIn } from './walk.ts';

const boxes = new Map(
  Object.entries({
    line: { x: 0, y: 0, width: 200, height: 40 },
    a: { x: 250, y: 60, width: 150, height: 50 },
    b: { x: 430, y: 60, width: 150, height: 50 },
    c: { x: 430, y: 180, width: 150, height: 50 },
    far: { x: 900, y: 400, width: 150, height: 50 },
  }),
);

it.each([
  ['right', 'a', 'b'],
  ['left', 'b', 'a'],
  ['left', 'a', 'line'],
  ['down', 'b', 'c'],
  ['up', 'c', 'b'],
  ['down', 'c', 'far'],
  ['right', 'far', undefined],
  ['up', 'line', undefined],
  ['up', 'nowhere', undefined],
] as const)('goes %s from %s to %s', (direction, from, to) => {
  expect(nextIn(direction, from, boxes)).toBe(to);
});
