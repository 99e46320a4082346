import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress, formatCidr, overlaps, parseAddress, parseCidr } from './address.ts';

describe('addresses', () => {
  it.each([
    ['10.0.0.5/24', '10.0.0.0/24'],
    ['172.20.1.0/24', '172.20.1.0/24'],
    ['fd00:0:0::1/64', 'fd00::/64'],
    ['0.0.0.0/0', '0.0.0.0/0'],
  ])('reads %s', (text, canonical) => {
    const cidr = parseCidr(text);
    expect(cidr && formatCidr(cidr)).toBe(canonical);
  });

  it.each([
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0/8',
    '10.0.0.256/8',
    '010.0.0.0/8',
    'fd00::/129',
    'x/8',
    '10.0.0.0/',
    ':::/1',
    '1::2::3/64',
  ])('refuses %s', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  it('writes what it reads', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const address = parseAddress(text);
        if (!address) return text.includes('.') && text.includes(':');
        const again = parseAddress(formatAddress(address));
        return again?.value === address.value && again.family === address.family;
      }),
    );
  });

  it('sees blocks that overlap in any order', () => {
    const cidr = (text: string) => parseCidr(text) ?? expect.fail(text);
    expect(overlaps(cidr('10.0.0.0/8'), cidr('10.5.0.0/24'))).toBe(true);
    expect(overlaps(cidr('10.5.0.0/24'), cidr('10.0.0.0/8'))).toBe(true);
    expect(overlaps(cidr('10.5.0.0/24'), cidr('10.5.1.0/24'))).toBe(false);
    expect(overlaps(cidr('0.0.0.0/0'), cidr('fd00::/8'))).toBe(false);
  });
});
