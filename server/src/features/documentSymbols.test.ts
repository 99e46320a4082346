import { describe, expect, it } from 'vitest';
import { shop, snapshotOf } from '../../../test/harness/cursor.ts';
import { documentSymbols } from './documentSymbols.ts';

/** Names and details, indented by depth. */
function outline(text: string): readonly string[] {
  const show = (symbols: ReturnType<typeof documentSymbols>, depth: number): readonly string[] =>
    symbols.flatMap(({ name, detail, children }) => [
      `${'  '.repeat(depth)}${name}${detail ? `: ${detail}` : ''}`,
      ...show(children ?? [], depth + 1),
    ]);
  return show(documentSymbols(snapshotOf(text)), 0);
}

describe('documentSymbols', () => {
  it('tell what services and networks are', () => {
    expect(outline(shop)).toEqual([
      'name: shop',
      'services',
      '  nginx: nginx:1.27 · dmz, web_tier · 80→80, 127.0.0.1:9090→9090',
      '  frontend: node:22 · web_tier, api_tier',
      '  backend: node:22 · api_tier, data_tier',
      '  payment-service: node:22 · payment_tier, api_tier',
      '  database: postgres:17 · data_tier',
      'networks',
      '  dmz: 1 member · 252 free · nginx',
      '  web_tier: 2 members · internal · 251 free · nginx, frontend',
      '  api_tier: 3 members · internal · 250 free · frontend, backend, payment-service',
      '  data_tier: 2 members · internal · 251 free · backend, database',
      '  payment_tier: 1 member · internal · 252 free · payment-service',
    ]);
  });

  it('show the rest of the file too', () => {
    expect(
      outline('x-a: {b: 1}\nvolumes:\n  data:\nservices:\n  a:\n    build: ./a\n    network_mode: host\n'),
    ).toEqual(['x-a', '  b', 'volumes', '  data', 'services', '  a: built from ./a · network of host']);
  });

  it('hold their children and their names', () => {
    const { lines, ...snapshot } = snapshotOf(shop);
    const check = (symbols: ReturnType<typeof documentSymbols>): void => {
      for (const { name, range, selectionRange, children } of symbols) {
        const at = (position: { line: number; character: number }): number => lines.offsetAt(position);
        expect(shop.slice(at(selectionRange.start), at(selectionRange.end))).toBe(name);
        for (const inner of [selectionRange, ...(children ?? []).map((child) => child.range)]) {
          expect(at(inner.start)).toBeGreaterThanOrEqual(at(range.start));
          expect(at(inner.end)).toBeLessThanOrEqual(at(range.end));
        }
        check(children ?? []);
      }
    };
    check(documentSymbols({ lines, ...snapshot }));
  });

  it('show what is whole in a broken file', () => {
    expect(
      outline('services:\n  a: {image: x}\n  b\n  c: {image: x}\nnetworks: [\n').filter((name) =>
        name.startsWith('  '),
      ),
    ).toEqual(['  a: x · default', '  c: x · default']);
  });
});
