import { describe, expect, it } from 'vitest';
import { accepted, inShop, labels } from '../../../../test/harness/cursor.ts';

describe('proposals for ports', () => {
  it.each([
    ['a web server', 'nginx', '', ['8080:80', '127.0.0.1:8080:80']],
    ['a database, closed first', 'postgres:17', '', ['127.0.0.1:5432:5432', '5432:5432']],
    [
      'a port that is taken',
      'nginx',
      '  other: {image: x, ports: ["8080-8082:80"]}\n',
      ['8083:80', '127.0.0.1:8083:80'],
    ],
    ['an image that nobody knows', 'example.com/x', '', []],
  ])('of %s', (_, image, others, expected) => {
    const text = `services:\n  web:\n    image: ${image}\n    ports:\n      - $0\n${others}`;
    expect(labels(text).filter((label) => /^[\d.:]+$/.test(label))).toEqual(expected);
  });

  it('are quoted', () => {
    const text = 'services:\n  web:\n    image: nginx\n    ports:\n      - 8$0\n';
    expect(accepted(text, '8080:80')).toContain('      - "8080:80"\n');
    expect(accepted(text.replace('8$0', '"$0"'), '8080:80')).toContain('      - "8080:80"\n');
    expect(accepted(text.replace('\n      - 8$0', ' [$0]'), '8080:80')).toContain('ports: ["8080:80"]\n');
  });

  it('are those that the file names', () => {
    expect(labels(inShop('    expose: ["8000"]\n', '    ports:\n      - $0\n'))).not.toContain('8000:8000');
    expect(labels(inShop('    expose: ["8000"]\n', '    expose: ["8000"]\n    ports:\n      - $0\n'))).toContain(
      '8000:8000',
    );
    expect(labels(inShop('    image: postgres:17\n', '    image: postgres:17\n    expose: [$0]\n'))).toEqual(['5432']);
  });

  it('are there in long form', () => {
    const text = 'services:\n  web:\n    image: nginx\n    ports:\n      - target: 80\n        published: $0\n';
    expect(labels(text)).toEqual(['8080']);
    expect(accepted(text, '8080')).toContain('published: "8080"\n');
    expect(labels('services:\n  web:\n    image: nginx\n    ports:\n      - target: $0\n')).toEqual(['80']);
  });
});
