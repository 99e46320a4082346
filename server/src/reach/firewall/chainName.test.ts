import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainName, tableName } from './chainName.ts';

describe('chainName', () => {
  it('is the name of the project', () => {
    expect(chainName('shop')).toBe('BULKHEAD-shop');
    expect(tableName('shop')).toBe('bulkhead-shop');
  });

  it('is short enough for iptables, and tells long names apart', () => {
    const [a, b] = [chainName('a-very-long-project-name-1'), chainName('a-very-long-project-name-2')];
    expect([a?.length, b?.length]).toEqual([28, 28]);
    expect(a).not.toBe(b);
  });

  it('has no character that a shell or a firewall reads as something else', () => {
    fc.assert(
      fc.property(fc.string(), (project) => {
        expect(chainName(project)).toMatch(/^BULKHEAD-[\w-]{0,19}$/);
        expect(tableName(project)).toMatch(/^bulkhead-[\w-]*$/);
      }),
    );
  });
});
