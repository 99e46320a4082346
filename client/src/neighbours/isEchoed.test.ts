import { describe, expect, it } from 'vitest';
import { isEchoed, type Reported } from './isEchoed.ts';

const at = (start: number, end = start, more: Partial<Reported> = {}): Reported => ({
  range: { start: { line: start }, end: { line: end } },
  severity: 0,
  ...more,
});

describe('isEchoed', () => {
  it('wants the same line for a fault of the schema', () => {
    expect(isEchoed('unknown-key', at(7), [at(7)])).toBe(true);
    expect(isEchoed('unknown-key', at(7), [at(5, 8)])).toBe(true);
    expect(isEchoed('unknown-key', at(7), [at(6), at(8)])).toBe(false);
    expect(isEchoed('unknown-key', at(7), [])).toBe(false);
  });

  it('does not take a remark for a fault', () => {
    expect(isEchoed('unknown-key', at(7), [at(7, 7, { severity: 2, source: 'cSpell' })])).toBe(false);
    expect(isEchoed('syntax-error', at(7), [at(7, 7, { severity: 1 })])).toBe(false);
  });

  it('looks at the other place of a fault too, because of two equal keys some report the first', () => {
    const second = at(9, 9, { relatedInformation: [{ location: { range: at(4).range } }] });
    expect(isEchoed('duplicate-key', second, [at(4)])).toBe(true);
    expect(isEchoed('duplicate-key', second, [at(6)])).toBe(false);
  });

  it('takes any error of a parser for a fault of the syntax, and none of a schema', () => {
    expect(isEchoed('syntax-error', at(7), [at(40, 40, { source: 'YAML' })])).toBe(true);
    expect(isEchoed('tab-indentation', at(7), [at(8)])).toBe(true);
    const schema = at(7, 7, { source: 'yaml-schema: Compose Specification' });
    expect(isEchoed('syntax-error', at(7), [schema])).toBe(false);
    expect(isEchoed('undefined-anchor', at(7), [schema])).toBe(false);
    expect(isEchoed('wrong-type', at(7), [schema])).toBe(true);
  });
});
