import { describe, expect, it } from 'vitest';
import { accepted, labels, shop } from '../../../../test/harness/cursor.ts';

const list = (statement: string): string => `${shop}x-reach:\n  - ${statement}\n`;
const after = (statement: string, label: string): string =>
  (accepted(list(statement), label).split('x-reach:\n  - ')[1] ?? '').replace(/\n$/, '');

const names = [
  'nginx',
  'frontend',
  'backend',
  'payment-service',
  'database',
  'dmz',
  'web_tier',
  'api_tier',
  'data_tier',
  'payment_tier',
  'internet',
  'lan',
  'host',
];

describe('completion in a statement', () => {
  it.each([
    ['$0', names],
    ['fro$0', names],
    ['frontend $0', ['->', '-x->']],
    ['frontend -$0', ['->', '-x->']],
    ['frontend -> $0', names.filter((name) => name !== 'frontend')],
    ['internet -x-> ng$0', names.slice(0, -3)],
    ['frontend -> backend:$0', ['8000']],
    ['frontend -> backend:80$0', ['8000']],
    ['internet -> nginx:$0', ['80', '9090']],
    ['payment-service -> internet:$0', ['443', '80']],
    ['backend -> database:53/$0', ['tcp', 'udp', 'sctp']],
    ['network:$0', names.slice(5, 10)],
    ['frontend -> service:$0', names.slice(0, 5).filter((name) => name !== 'frontend')],
    ['a b c $0', []],
  ])('%s', (statement, expected) => {
    expect(labels(list(statement))).toEqual(expected);
    expect(labels(`${shop}x-reach:\n  default: deny\n  flows:\n    - ${statement}\n`)).toEqual(expected);
    expect(labels(`${shop}x-reach: [nginx -> frontend, ${statement}]\n`)).toEqual(expected);
  });

  it.each([
    ['fro$0', 'frontend', 'frontend '],
    ['fro$0 -> backend', 'frontend', 'frontend -> backend'],
    ['frontend $0', '-x->', 'frontend -x-> '],
    ['frontend -$0> backend', '-x->', 'frontend -x-> backend'],
    ['frontend -> ba$0ck', 'backend', 'frontend -> backend'],
    ['frontend -> ba$0ck:80', 'backend', 'frontend -> backend:80'],
    ['frontend -> backend:$0', '8000', 'frontend -> backend:8000'],
    ['network:da$0', 'data_tier', 'network:data_tier '],
  ])('%s becomes %s', (statement, label, expected) => expect(after(statement, label)).toBe(expected));

  it('offers the key, its map form, and the first statement on an empty line', () => {
    expect(accepted(`${shop}x-r$0`, 'x-reach')).toBe(`${shop}x-reach:\n  - `);
    expect(labels(`${shop}x-reach:\n  $0`)).toEqual([...names, 'default', 'flows']);
    expect(accepted(`${shop}x-reach:\n  $0`, 'frontend')).toBe(`${shop}x-reach:\n  - frontend `);
    expect(accepted(`${shop}x-reach:\n  $0`, 'flows')).toBe(`${shop}x-reach:\n  flows:\n    - `);
    expect(labels(`${shop}x-reach:\n  default: $0`)).toEqual(['deny', 'allow']);
    expect(labels(`${shop}x-reach:\n  default: deny\n  $0`)).toEqual(['flows']);
    expect(labels(`${shop}x-other:\n  - $0`)).toEqual([]);
  });

  it('says which of two things of one name is meant', () => {
    const text = 'services:\n  a: {image: x, networks: [a]}\n  lan: {image: x}\nnetworks: {a: {}}\nx-reach:\n  - $0\n';
    expect(labels(text)).toEqual(['a', 'service:lan', 'network:a', 'default', 'internet', 'lan', 'host']);
  });
});
