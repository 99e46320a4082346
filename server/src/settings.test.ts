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

  it('takes the releases that CNI networks are for, and the newest for what is none', () => {
    expect(readSettings({ cni: { pluginVersion: 'v1.1.1', specVersion: '1.0.0' } }).cni).toEqual({
      plugins: '1.1.1',
      specification: '1.0.0',
    });
    expect(readSettings({ cni: { pluginVersion: 'new', specVersion: 1 } }).cni).toEqual({
      plugins: '1.9.1',
      specification: '1.1.0',
    });
  });
});
