import { describe, expect, it } from 'vitest';
import { shop, snapshotOf } from '../../../test/harness/cursor.ts';
import { codeLenses, resolveCodeLens } from './codeLens.ts';

const lensTexts = (text: string): readonly string[] =>
  codeLenses(snapshotOf(text)).map(({ range, command }) => `${range.start.line} ${command?.title ?? '?'}`);

describe('codeLenses', () => {
  it('offer commands for the stack and facts for its parts', () => {
    expect(lensTexts(shop)).toEqual([
      '1 Show diagram',
      '1 Deploy',
      '1 Verify isolation',
      '1 Tear down',
      '2 reaches 1 · reached by 1',
      '10 reaches 3 · reached by 3',
      '18 reaches 3 · reached by 3',
      '26 reaches 2 · reached by 2',
      '33 reaches 1 · reached by 1',
      '38 1 member · 252 free',
      '42 2 members · internal · 251 free',
      '47 3 members · internal · 250 free',
      '53 2 members · internal · 251 free',
      '61 1 member · internal · 252 free',
    ]);
  });

  it('pass the file to their commands', () => {
    const [first] = codeLenses(snapshotOf(shop));
    expect(first?.command).toEqual({
      title: 'Show diagram',
      command: 'bulkhead.showDiagram',
      arguments: ['file:///shop/compose.yaml'],
    });
  });

  it('leave the counting in large files until a lens is seen', () => {
    const names = Array.from({ length: 200 }, (_, index) => `s${index}`);
    const snapshot = snapshotOf(`services:\n${names.map((name) => `  ${name}: {image: x}\n`).join('')}`);
    const lens = codeLenses(snapshot).find(({ data }) => data !== undefined);
    expect(lens?.command).toBeUndefined();
    expect(lens && resolveCodeLens(snapshot, JSON.parse(JSON.stringify(lens))).command?.title).toBe(
      'reaches 199 · reached by 199',
    );
  });

  it.each([
    ['a network without a subnet', '{}', '1 member'],
    ['an external one', '{external: true}', '1 member · external'],
    ['another driver', '{driver: macvlan, ipam: {config: [{subnet: 10.1.0.0/24}]}}', '1 member · macvlan · 252 free'],
    ['a range', '{ipam: {config: [{subnet: 10.1.0.0/24, ip_range: 10.1.0.128/25}]}}', '1 member · 125 free'],
    [
      'reserved addresses',
      '{ipam: {config: [{subnet: 10.1.0.0/24, aux_addresses: {a: 10.1.0.9}}]}}',
      '1 member · 251 free',
    ],
    ['a subnet that a variable hides', '{ipam: {config: [{subnet: "${S}"}]}}', '1 member'],
    ['a gateway that a variable hides', '{ipam: {config: [{subnet: 10.1.0.0/24, gateway: "${G}"}]}}', '1 member'],
    ['a full one', '{ipam: {config: [{subnet: 10.1.0.0/30}]}}', '1 member · 0 free'],
  ])('tell what is known of %s', (_, network, expected) => {
    expect(lensTexts(`services:\n  a: {image: x, networks: [n]}\nnetworks:\n  n: ${network}\n`).at(-1)).toBe(
      `3 ${expected}`,
    );
  });

  it('count static addresses and replicas', () => {
    const text = `services:
  a: {image: x, scale: 10, networks: [n]}
  b: {image: x, networks: {n: {ipv4_address: 10.1.0.9}}}
  c: {image: x, deploy: {replicas: "\${R}"}, networks: [m]}
networks:
  n: {ipam: {config: [{subnet: 10.1.0.0/24}]}}
  m: {ipam: {config: [{subnet: 10.2.0.0/24}]}}
`;
    expect(lensTexts(text).slice(-2)).toEqual(['5 2 members · 242 free', '6 1 member']);
  });

  it('are none in a file without services', () => {
    expect(lensTexts('x: 1\n')).toEqual([]);
  });
});
