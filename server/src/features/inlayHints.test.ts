import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inShop, shop, snapshotOf } from '../../../test/harness/cursor.ts';
import { inlayHints } from './inlayHints.ts';

/** Each line with a hint, with the hints in their places. */
function hinted(text: string, first = 0, last = Number.MAX_SAFE_INTEGER): readonly string[] {
  const range = { start: { line: first, character: 0 }, end: { line: last, character: 0 } };
  const lines = text.split('\n');
  const touched = new Set<number>();
  for (const { position, label } of inlayHints(snapshotOf(text), range).toReversed()) {
    const line = lines[position.line] ?? '';
    lines[position.line] = `${line.slice(0, position.character)}«${String(label)}»${line.slice(position.character)}`;
    touched.add(position.line);
  }
  return lines.filter((_, line) => touched.has(line)).map((line) => line.trim());
}

const service = (networks: string, more = ''): string => `services:
  web:
    image: nginx:1.27${more}
    networks: ${networks}
networks:
  back: {internal: true}
  front:
  other:
`;

const subnet = (pools: string, more = ''): string =>
  `services:\n  web: {image: x, networks: [a]}\nnetworks:\n  a: {${more}ipam: {config: [${pools}]}}\n`;

describe('inlayHints', () => {
  it('name the default route and the usable addresses', () => {
    expect(hinted(shop)).toEqual([
      '- dmz«default route»',
      '- subnet: 172.20.1.0/24«.1 – .254 · 252 free»',
      '- subnet: 172.20.2.0/24«.1 – .254 · 251 free»',
      '- subnet: 172.20.3.0/24«.1 – .254 · 250 free»',
      '- subnet: 172.20.4.0/24«.1 – .254 · 251 free»',
      '- subnet: 172.20.5.0/24«.1 – .254 · 252 free»',
    ]);
  });

  it('stay inside the range', () => {
    const line = shop.split('\n').findIndex((each) => each.includes('172.20.2.0'));
    expect(hinted(shop, line, line + 1)).toEqual(['- subnet: 172.20.2.0/24«.1 – .254 · 251 free»']);
    expect(hinted(shop, 0, 5)).toEqual([]);
  });

  it('say why in words', () => {
    const everything = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
    const tooltips = (text: string) => inlayHints(snapshotOf(text), everything).map(({ tooltip }) => tooltip);
    expect(tooltips(service('[back, front]'))).toEqual([
      'Packets of web to the outside go through front: the only one of its networks that is not internal.',
    ]);
    expect(tooltips(service('[other, front]'))[0]).toContain('it is the first by name');
    expect(tooltips(service('{front: {}, other: {gw_priority: 5}}'))[0]).toContain('`gw_priority` is the highest');
    expect(tooltips(subnet('{subnet: 10.0.0.0/24, ip_range: 10.0.0.16/28}'))).toEqual([
      'Usable addresses: 10.0.0.1 to 10.0.0.254. 14 are free in 10.0.0.16/28, the part that the engine gives out: gateway, reserved addresses and members are counted out.',
    ]);
  });

  it('stand behind quotes and colons, before comments', () => {
    expect(hinted(service('["back", "front"]'))).toEqual(['networks: ["back", "front"«default route»]']);
    expect(hinted(service('\n      back:\n      front: # out\n'))).toEqual(['front:«default route» # out']);
    expect(hinted(service('\n      - back\n      - front  # out\n'))).toEqual(['- front«default route»  # out']);
    expect(hinted(subnet('{subnet: "10.0.0.0/8"}'))[0]).toContain(
      'subnet: "10.0.0.0/8"«.0.0.1 – .255.255.254 · over a million free»}',
    );
  });

  it.each([
    ['one network', service('[front]')],
    ['internal networks only', service('[back]')],
    ['a network that is not declared', service('[front, missing]')],
    ['a network mode', service('[back, front]', '\n    network_mode: host')],
    ['what another service gives', `${service('[back, front]', '\n    extends: base')}`],
    ['another file', `${service('[back, front]')}include: [more.yaml]\n`],
    ['a variable', service('[back, front]').replace('internal: true', 'internal: "${I}"')],
    [
      'an external network',
      service('[back, front]').replace('other:', 'x: ').replace('front:', 'front: {external: true}'),
    ],
    [
      'a place that two services use with different results',
      `x-nets: &nets [back, front]\n${service('*nets').replace('networks:\n', '  b: {image: x, network_mode: none, networks: *nets}\nnetworks:\n')}`,
    ],
  ])('say nothing of the default route with %s', (_, text) => {
    expect(hinted(text)).toEqual([]);
  });

  it('stand once at a place that two services use with the same result', () => {
    const text = service('&nets [back, front]').replace('networks:\n', '  b: {image: x, networks: *nets}\nnetworks:\n');
    expect(hinted(text)).toEqual(['networks: &nets [back, front«default route»]']);
  });

  it('know subnets of every size', () => {
    const labels = (pools: string, more = '') =>
      [...(hinted(subnet(pools, more))[0] ?? '').matchAll(/«(.*?)»/g)].map((m) => m[1]);
    expect(labels('{subnet: 172.20.16.0/20}')).toEqual(['.16.1 – .31.254 · 4,092 free']);
    expect(labels('{subnet: 10.0.0.0/30}')).toEqual(['.1 – .2 · 0 free']);
    expect(labels('{subnet: 10.0.0.0/31}')).toEqual([]);
    expect(labels('{subnet: "fd00::/64"}')).toEqual(['fd00::1 – fd00::ffff:ffff:ffff:ffff · over a million free']);
    expect(labels('{subnet: "fd00::/127"}')).toEqual([]);
    expect(labels('{subnet: 10.0.0.0/24}, {subnet: "fd00::/120"}')).toEqual([
      '.1 – .254 · 252 free',
      'fd00::1 – fd00::ff',
    ]);
    expect(labels('{subnet: 10.0.0.0/24}, {subnet: 10.0.1.0/24}')).toEqual(['.1 – .254', '.1 – .254']);
  });

  it('leave out what is not known', () => {
    expect(hinted(subnet('{subnet: "${S}"}'))).toEqual([]);
    expect(hinted(subnet('{subnet: 10.0.0.300/24}'))).toEqual([]);
    expect(hinted(subnet('{subnet: 10.0.0.0/24}', 'external: true, '))).toEqual([]);
    expect(hinted(`${subnet('{subnet: 10.0.0.0/24}')}include: [a.yaml]\n`)[0]).toContain('«.1 – .254»');
    expect(hinted(subnet('{subnet: 10.0.0.0/24, gateway: "${G}"}'))[0]).toContain('«.1 – .254»');
    expect(hinted(inShop('172.20.3.0/24', '172.20.3.0/24 # x'))).toContain(
      '- subnet: 172.20.3.0/24«.1 – .254 · 250 free» # x',
    );
  });

  it('never throw at a beginning of a file', () => {
    fc.assert(
      fc.property(fc.nat(shop.length), fc.nat(80), fc.nat(80), (length, first, last) => {
        hinted(shop.slice(0, length), first, last);
      }),
      { numRuns: 150 },
    );
  });
});
