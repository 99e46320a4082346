import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

describe('readSettings', () => {
  it('takes preset and levels', () => {
    expect(readSettings({ preset: 'strict', rules: { 'unused-network': 'off' } }).rules).toEqual({
      preset: 'strict',
      levels: { 'unused-network': 'off' },
    });
  });

  it.each([undefined, null, 'strict', { preset: 'loud', rules: { a: 'fatal' } }, { preset: 'toString', rules: [] }])(
    'leaves out what is not usable of %j',
    (section) => {
      expect(readSettings(section).rules).toEqual({ levels: {} });
    },
  );
});
