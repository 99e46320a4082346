import { expect, it } from 'vitest';
import { readState } from './savedState.ts';

it('takes what was saved', () => {
  const state = { uri: 'file:///a', view: { x: 1, y: 2, scale: 0.5 }, selected: 'service:a', table: true };
  expect(readState(structuredClone(state))).toEqual(state);
});

it.each([
  undefined,
  null,
  3,
  'x',
  {},
  { table: 'yes', view: { x: 0, y: 0, scale: 0 }, uri: 4 },
  { view: { x: Number.NaN, y: 0, scale: 1 } },
])('starts anew with anything else: %j', (value) => {
  expect(readState(value)).toEqual({ table: false });
});
