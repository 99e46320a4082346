import { describe, expect, it } from 'vitest';
import { changedLines, ownerLines } from './changedLines.ts';

const base = JSON.stringify({ a: { b: 1, c: [2] }, d: 3 }, null, 2);

describe('the lines of a change', () => {
  it('are those that differ', () => {
    expect(changedLines(base, base.replace('1', '5'))).toEqual({ first: 2, last: 2 });
  });

  it('are those around a gap', () => {
    expect(changedLines(base, base.replace('    "b": 1,\n', ''))).toEqual({ first: 1, last: 2 });
  });

  it('belong to what opens around them, and to the types there', () => {
    const text = JSON.stringify({ name: 'a', plugins: [{ type: 'ptp', ipam: { type: 'static', dns: {} } }] }, null, 2);
    const line = (part: string): number => text.split('\n').findIndex((each) => each.includes(part));
    expect(ownerLines(text, { first: line('dns'), last: line('dns') })).toEqual([
      line('"ipam"'),
      line('"static"'),
      line('"dns"'),
      line('"ptp"') - 1,
      line('"ptp"'),
      line('"plugins"'),
    ]);
    expect(ownerLines(text, { first: line('"name"'), last: line('"name"') })).toEqual([
      0,
      line('"name"'),
      line('"plugins"'),
      line('"plugins"') + 8,
    ]);
  });
});
