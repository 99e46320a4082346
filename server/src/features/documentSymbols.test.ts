import { describe, expect, it } from 'vitest';
import type { DocumentSymbol, Range } from 'vscode-languageserver-types';
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
      '  dmz: 1 member · 252 free',
      '    nginx: nginx:1.27 · 80→80, 127.0.0.1:9090→9090',
      '  web_tier: 2 members · internal · 251 free',
      '    nginx: nginx:1.27 · 80→80, 127.0.0.1:9090→9090',
      '    frontend: node:22',
      '  api_tier: 3 members · internal · 250 free',
      '    frontend: node:22',
      '    backend: node:22',
      '    payment-service: node:22 · 172.20.3.10',
      '  data_tier: 2 members · internal · 251 free',
      '    backend: node:22',
      '    database: postgres:17',
      '  payment_tier: 1 member · internal · 252 free',
      '    payment-service: node:22',
    ]);
  });

  it('show the rest of the file too', () => {
    expect(
      outline('x-a: {b: 1}\nvolumes:\n  data:\nservices:\n  a:\n    build: ./a\n    network_mode: host\n'),
    ).toEqual(['x-a', '  b', 'volumes', '  data', 'services', '  a: built from ./a · network of host']);
  });

  it('show the network that compose makes where others are declared', () => {
    expect(outline('services:\n  a: {image: x}\n  b: {image: y, networks: [n]}\nnetworks:\n  n:\n').slice(3)).toEqual([
      'networks',
      '  n: 1 member',
      '    b: y',
      '  default: made by compose · 1 member',
      '    a: x',
    ]);
  });

  it('have their names where they say', () => {
    const { lines, ...snapshot } = snapshotOf(shop);
    const check = ({ name, range, selectionRange, children }: DocumentSymbol): void => {
      const text = (each: Range): string => shop.slice(lines.offsetAt(each.start), lines.offsetAt(each.end));
      expect(text(selectionRange)).toBe(name);
      expect(text(range)).toContain(name);
      children?.forEach(check);
    };
    documentSymbols({ lines, ...snapshot }).forEach(check);
  });

  // As VS Code does for breadcrumbs and to follow the cursor: down the first child that holds the position.
  function breadcrumbs(text: string, part: string): readonly string[] {
    const snapshot = snapshotOf(text);
    const offset = text.indexOf(part);
    const holds = ({ start, end }: Range): boolean =>
      snapshot.lines.offsetAt(start) <= offset && offset <= snapshot.lines.offsetAt(end);
    const path: string[] = [];
    for (let level = documentSymbols(snapshot); ; ) {
      const inside = level.find(({ range }) => holds(range));
      if (!inside) return path;
      path.push(inside.name);
      level = inside.children ?? [];
    }
  }

  const networksFirst = shop.replace(/^(name.*\n)([\s\S]*)(networks:\n {2}dmz[\s\S]*)$/m, '$1$3$2');
  it.each([
    ['services first', shop],
    ['networks first', networksFirst],
  ])('lead a position to its section and entry: %s', (_, text) => {
    expect(breadcrumbs(text, 'nginx:1.27')).toEqual(['services', 'nginx']);
    expect(breadcrumbs(text, 'database:\n')).toEqual(['services', 'database']);
    expect(breadcrumbs(text, 'payment_tier:\n        aliases')).toEqual(['services', 'payment-service']);
    expect(breadcrumbs(text, 'gateway: 172')).toEqual(['networks', 'api_tier']);
    expect(breadcrumbs(text, 'data_tier:\n')).toEqual(['networks', 'data_tier']);
    expect(breadcrumbs(text, 'shop')).toEqual(['name']);
  });

  it('show what is whole in a broken file', () => {
    expect(
      outline('services:\n  a: {image: x}\n  b\n  c: {image: x}\nnetworks: [\n').filter((name) =>
        name.startsWith('  '),
      ),
    ).toEqual([
      '  a: x · default',
      '  c: x · default',
      '  default: made by compose · 2 members',
      '    a: x',
      '    c: x',
    ]);
  });
});
