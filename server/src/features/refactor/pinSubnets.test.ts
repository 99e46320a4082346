import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snapshotOf } from '../../../../test/harness/cursor.ts';
import { refactored, refactoringTitles } from '../../../../test/harness/refactor.ts';
import { type Cidr, overlaps } from '../../model/address.ts';

const pins = (text: string): readonly string[] => refactoringTitles(text).filter((title) => title.startsWith('Pin '));

const subnetsOf = (text: string): readonly Cidr[] =>
  snapshotOf(text).project.networks.flatMap(({ pools }) => pools.flatMap(({ subnet }) => subnet?.cidr ?? []));

describe('pinning subnets', () => {
  it('gives the network at the cursor a free one', () => {
    const text = 'networks:\n  a: # first$0\n  b: {ipam: {config: [{subnet: 10.20.0.0/24}]}}\n';
    expect(pins(text)).toEqual(['Pin a free subnet for `a`']);
    expect(refactored(text, 'Pin a free subnet for `a`')).toBe(
      'networks:\n  a: # first\n    ipam:\n      config:\n        - subnet: 10.20.1.0/24\n  b: {ipam: {config: [{subnet: 10.20.0.0/24}]}}\n',
    );
  });

  it('gives all that have none one each', () => {
    const text =
      'networks:$0\n  a: {}\n  b:\n    internal: true # closed\n  c: {external: true}\n  d: {driver: macvlan}\n  e: {enable_ipv6: true}\n';
    const pinned = refactored(text, 'Pin free subnets for all networks without one (3)');
    expect(pinned).toContain(
      '  a:\n    ipam:\n      config:\n        - subnet: 10.20.0.0/24\n  b:\n    internal: true # closed\n    ipam:\n      config:\n        - subnet: 10.20.1.0/24\n',
    );
    expect(pinned).toMatch(/e: \{enable_ipv6: true, ipam: \{config: \[\{subnet: 10\.20\.2\.0\/24\}, \{subnet: "?fd/);
  });

  it('takes the block of the addresses that members ask for', () => {
    const stack = (address: string): string =>
      `services:\n  s: {image: x, networks: {n: {ipv4_address: ${address}}}}\nnetworks:\n  n:$0\n  m: {ipam: {config: [{subnet: 172.20.4.0/24}]}}\n`;
    expect(refactored(stack('172.20.3.9'), 'Pin')).toContain('subnet: 172.20.3.0/24');
    expect(pins(stack('172.20.4.9'))).toEqual([]);
    expect(pins(stack('8.8.8.8'))).toEqual([]);
  });

  it.each([
    ['has one', '{ipam: {config: [{subnet: 10.1.0.0/24}]}}'],
    ['is external', '{external: true}'],
    ['may be external', '{external: "${E}"}'],
    ['gets addresses from another driver', '{ipam: {driver: dhcp}}'],
    ['is a LAN', '{driver: ipvlan}'],
    ['has a hidden driver', '{driver: "${D}"}'],
  ])('is not offered for a network that %s', (_, network) => {
    expect(pins(`networks:\n  a: ${network}$0\n`)).toEqual([]);
  });

  it('never gives two networks what overlaps', () => {
    const cidr = fc
      .tuple(fc.constantFrom('10.20', '172.20', '192.168', '10.0'), fc.nat(255), fc.constantFrom(16, 22, 24, 28))
      .map(
        ([block, third, prefix]) => `${block}.${prefix === 16 ? 0 : third & (prefix === 22 ? 252 : 255)}.0/${prefix}`,
      );
    fc.assert(
      fc.property(fc.array(fc.option(cidr), { minLength: 1, maxLength: 6 }), (subnets) => {
        const lines = subnets.map(
          (subnet, i) => `  n${i}:${subnet ? ` {ipam: {config: [{subnet: ${subnet}}]}}` : ''}\n`,
        );
        const text = `networks:$0\n${lines.join('')}`;
        if (!subnets.includes(null)) {
          expect(pins(text)).toEqual([]);
          return;
        }
        const before = subnetsOf(text.replace('$0', ''));
        const after = subnetsOf(refactored(text, 'Pin'));
        expect(after).toHaveLength(subnets.length);
        const added = after.filter((each) => !before.some((old) => old.first === each.first && old.last === each.last));
        for (const one of added) expect(after.filter((other) => other !== one && overlaps(one, other))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('letting the engine choose', () => {
  const title = 'Let the engine choose the subnet of `a`';
  it('takes the subnet away', () => {
    const text =
      'networks:\n  a:\n    internal: true # closed\n    ipam:\n      config:\n        - subnet: 10.1.0.0/24$0\n';
    expect(refactored(text, title)).toBe('networks:\n  a:\n    internal: true # closed\n');
  });

  it.each([
    ['a gateway', 'networks:\n  a: {ipam: {config: [{subnet: 10.1.0.0/24, gateway: 10.1.0.9$0}]}}\n'],
    [
      'an address of a member',
      'services:\n  s: {image: x, networks: {a: {ipv4_address: 10.1.0.7}}}\nnetworks:\n  a: {ipam: {config: [{subnet: 10.1.0.0/24$0}]}}\n',
    ],
    ['a comment', 'networks:\n  a:\n    ipam:\n      # ours\n      config: [{subnet: 10.1.0.0/24$0}]\n'],
  ])('does not where %s rests on it', (_, text) => {
    expect(refactoringTitles(text)).not.toContain(title);
  });
});
