import { describe, expect, it } from 'vitest';
import { accepted, inShop, labels } from '../../../../test/harness/cursor.ts';

describe('proposals for addresses', () => {
  const subnetOf = (networks: string): readonly string[] =>
    labels(`networks:\n${networks}  new:\n    ipam:\n      config:\n        - subnet: $0\n`);
  const pinned = (name: string, subnet: string): string => `  ${name}:\n    ipam: {config: [{subnet: ${subnet}}]}\n`;
  it.each([
    ['the first in a project without any', '', '10.20.0.0/24'],
    ['the next one', pinned('a', '172.20.1.0/24') + pinned('b', '172.20.2.0/24'), '172.20.3.0/24'],
    ['behind the highest', pinned('a', '172.20.9.0/24') + pinned('b', '172.20.2.0/24'), '172.20.10.0/24'],
    ['behind one of another size', pinned('a', '172.20.0.0/22') + pinned('b', '172.20.8.0/22'), '172.20.12.0/24'],
    [
      'in the block that most use',
      pinned('a', '10.5.0.0/24') + pinned('b', '10.5.1.0/24') + pinned('c', '192.168.7.0/24'),
      '10.5.2.0/24',
    ],
    ['in another block where one is full', pinned('a', '192.168.0.0/16'), '10.20.0.0/24'],
    ['a gap where nothing is left behind', pinned('a', '192.168.255.0/24'), '192.168.0.0/24'],
  ])('%s', (_, networks, expected) => {
    expect(subnetOf(networks)[0]).toBe(expected);
  });

  it('have the size that the project uses as well', () => {
    expect(subnetOf(pinned('a', '10.1.0.0/16') + pinned('b', '10.2.0.0/16'))).toContain('10.3.0.0/16');
  });

  it('do not count the subnet that is being changed', () => {
    expect(labels(inShop('subnet: 172.20.5.0/24', 'subnet: 172.20.5.0$0/24'))[0]).toBe('172.20.5.0/24');
  });

  it.each([
    ['behind the highest fixed one', 'api_tier:\n        ipv4_address: $0', '172.20.3.11'],
    ['above the gateway where none is fixed', 'data_tier:\n        ipv4_address: 1$0', '172.20.4.10'],
  ])('of a member are %s', (_, membership, expected) => {
    const text = inShop('    networks:\n      - api_tier\n      - data_tier\n', `    networks:\n      ${membership}\n`);
    expect(labels(text)[0]).toBe(expected);
    expect(accepted(text, expected)).toContain(`ipv4_address: ${expected}\n`);
  });

  it('avoid what is taken and the range that the engine gives out', () => {
    const text = `services:
  a: {image: x, networks: {n: {ipv4_address: 10.1.0.13}}}
  b:
    image: x
    networks:
      n:
        ipv4_address: $0
networks:
  n: {ipam: {config: [{subnet: 10.1.0.0/28, ip_range: 10.1.0.0/29, gateway: 10.1.0.9, aux_addresses: {printer: 10.1.0.14}}]}}
`;
    expect(labels(text)).toEqual(['10.1.0.8', '10.1.0.10', '10.1.0.11']);
  });

  it('are IPv6 where IPv6 is wanted', () => {
    const text =
      'services:\n  a:\n    networks:\n      n:\n        ipv6_address: $0\nnetworks:\n  n: {enable_ipv6: true, ipam: {config: [{subnet: 10.1.0.0/24}, {subnet: "fd00:1::/64"}]}}\n';
    expect(labels(text)[0]).toBe('fd00:1::a');
  });

  it('are IPv6 subnets for networks that have it', () => {
    const text = 'networks:\n  a:\n    enable_ipv6: true\n    ipam:\n      config:\n        - subnet: $0\n';
    expect(labels(text).at(-1)).toMatch(/^fd[0-9a-f]{2}:[0-9a-f:]+::\/64$/);
    expect(labels(text)).toEqual(labels(text));
    const other = '  b: {enable_ipv6: true, ipam: {config: [{subnet: "fd00:1:2:3::/64"}]}}\n';
    expect(labels(text + other).at(-1)).toBe('fd00:1:2:4::/64');
    expect(labels(text.replace('true', 'false')).filter((label) => label.includes(':'))).toEqual([]);
  });

  it('are there for gateways and ranges', () => {
    expect(labels(inShop('gateway: 172.20.3.254', 'gateway: $0'))).toEqual(['172.20.3.1', '172.20.3.254']);
    expect(labels(inShop('gateway: 172.20.3.254', 'ip_range: $0'))).toEqual(['172.20.3.128/25', '172.20.3.192/26']);
  });
});
