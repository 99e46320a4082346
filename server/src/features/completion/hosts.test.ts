import { describe, expect, it } from 'vitest';
import { accepted, inShop, labels } from '../../../../test/harness/cursor.ts';

describe('proposals for hosts', () => {
  const url = (value: string): string =>
    inShop('      DATABASE_URL: postgresql://shop:${DB_PASSWORD:-secret}@database:5432/shop\n', value);
  it.each([
    ['behind a scheme', '      API: http://$0\n', 'database', '      API: http://database\n'],
    ['behind a password', '      API: http://a:b@$0\n', 'database', '      API: http://a:b@database\n'],
    ['behind an at sign alone', '      API: a@d$0\n', 'database', '      API: a@database\n'],
    ['with the first letter', '      API: http://d$0\n', 'database', '      API: http://database\n'],
    ['in the middle of a URL', '      API: http://fr$0ont:80/x\n', 'database', '      API: http://database:80/x\n'],
    [
      'behind another host',
      '      API: mongodb://frontend:27017,$0\n',
      'database',
      '      API: mongodb://frontend:27017,database\n',
    ],
    ['in quotes', '      API: "http://$0"\n', 'database', '      API: "http://database"\n'],
    ['in a variable for a host', '      DB_HOST: d$0\n', 'database', '      DB_HOST: database\n'],
    ['with a port', '      API: http://$0\n', 'database:5432', '      API: http://database:5432\n'],
    ['in a list', '      - x=http://d$0\n', 'database', '      - x=http://database\n'],
    ['in a list, for a host', '      - DB_HOST=$0\n', 'database', '      - DB_HOST=database\n'],
  ])('%s', (_, value, label, expected) => {
    expect(accepted(url(value), label)).toContain(expected);
  });

  it('are services that share a network', () => {
    expect(labels(url('      API: http://$0\n')).filter((label) => !label.includes(':'))).toEqual([
      'frontend',
      'payment-service',
      'database',
    ]);
  });

  it('are aliases on shared networks too', () => {
    const text =
      'services:\n  a: {image: x, networks: {n: {aliases: [shop-api]}, m: {aliases: [other]}}}\n  b:\n    image: x\n    networks: [n]\n    environment:\n      API: http://$0\nnetworks: {n: , m: }\n';
    expect(labels(text)).toEqual(['a', 'shop-api']);
  });

  it('are followed by ports of the host', () => {
    expect(labels(url('      API: http://database:$0\n'))).toEqual(['5432']);
    expect(accepted(url('      API: http://database:5$0/x\n'), '5432')).toContain('API: http://database:5432/x\n');
    expect(labels(url('      API: http://$0\n'))).toContain('frontend:3000');
  });

  it('are not proposed where no host is', () => {
    expect(labels(url('      API: da$0\n'))).toEqual([]);
    expect(labels(url('      da$0\n'))).toEqual([]);
  });
});
