import { describe, expect, it } from 'vitest';
import { pluginNameFault, renamed } from './pluginName.ts';

describe('pluginNameFault', () => {
  it.each(['', 'Bridge', '-a', 'a b', '../a', 'a/b', 'a'.repeat(41)])('refuses %j', (name) => {
    expect(pluginNameFault(name)).toMatch(/\.$/);
  });

  it('takes what a file may be called', () => {
    expect(pluginNameFault('shop-bridge2')).toBeUndefined();
  });
});

describe('renamed', () => {
  it('keeps the bridge within what the kernel takes', () => {
    const text = renamed('{"type": "my-bridge", "bridge": "my-br0", "name": "my-net"}', 'frontend-payments');
    expect(text).toBe('{"type": "frontend-payments", "bridge": "frontend-pa-br0", "name": "frontend-payments-net"}');
    expect(renamed('my-br0', 'frontend-p-x')).toBe('frontend-p-br0');
  });
});
