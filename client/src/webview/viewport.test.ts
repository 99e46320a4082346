import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitted, moved, shapeOf, showing, zoomed } from './viewport.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const view = fc.record({ x: number(-5000, 5000), y: number(-5000, 5000), scale: number(0.06, 3.9) });
const size = fc.record({ width: number(200, 9000), height: number(200, 9000) });
const names = { column: 206, longest: 130 };

it('fits the whole picture into the stage', () => {
  fc.assert(
    fc.property(size, size, (picture, stage) => {
      const { x, y, scale } = fitted(picture, stage, names);
      if (scale <= 0.05) return;
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + picture.width * scale).toBeLessThanOrEqual(stage.width + 0.01);
      expect(y + picture.height * scale).toBeLessThanOrEqual(stage.height + 0.01);
      expect(scale).toBeLessThanOrEqual(1.25);
    }),
  );
});

it('leaves room for the large names of a small picture', () => {
  const { x, scale } = fitted({ width: 6000, height: 2000 }, { width: 1000, height: 800 }, names);
  expect(x + names.column * scale).toBeGreaterThanOrEqual(names.longest * 0.6);
});

it('keeps the point under the pointer when it zooms', () => {
  fc.assert(
    fc.property(view, number(0.2, 5), number(0, 2000), number(0, 2000), (before, factor, x, y) => {
      const after = zoomed(before, factor, x, y);
      expect((x - after.x) / after.scale).toBeCloseTo((x - before.x) / before.scale, 3);
      expect((y - after.y) / after.scale).toBeCloseTo((y - before.y) / before.scale, 3);
      expect(after.scale).toBeGreaterThanOrEqual(0.05);
      expect(after.scale).toBeLessThanOrEqual(4);
    }),
  );
});

it('never loses the picture when it moves', () => {
  fc.assert(
    fc.property(view, number(-9000, 9000), number(-9000, 9000), size, size, (before, dx, dy, picture, stage) => {
      const { x, y, scale } = moved(before, dx, dy, picture, stage);
      expect(x + picture.width * scale).toBeGreaterThanOrEqual(Math.min(79, picture.width * scale));
      expect(x).toBeLessThanOrEqual(stage.width - 79);
      expect(y).toBeLessThanOrEqual(stage.height - 79);
    }),
  );
});

it('brings a box into the stage, and leaves the view alone when it is there', () => {
  const stage = { width: 800, height: 600 };
  const at = { x: 0, y: 0, scale: 1 };
  expect(showing(at, { x: 100, y: 100, width: 150, height: 50 }, stage)).toEqual(at);
  expect(showing(at, { x: 900, y: 100, width: 150, height: 50 }, stage)).toEqual({ x: -274, y: 0, scale: 1 });
  expect(showing(at, { x: 10, y: 590, width: 150, height: 50 }, stage)).toEqual({ x: 14, y: -64, scale: 1 });
});

it('tells wide from tall, and keeps what it was in between', () => {
  expect(shapeOf({ width: 900, height: 600 }, 'tall')).toBe('wide');
  expect(shapeOf({ width: 500, height: 800 }, 'wide')).toBe('tall');
  expect(shapeOf({ width: 780, height: 800 }, 'tall')).toBe('tall');
  expect(shapeOf({ width: 780, height: 800 }, undefined)).toBe('wide');
});
