import { describe, expect, it } from 'vitest';
import { accepted, inShop, labels, marked } from '../../../../test/harness/cursor.ts';
import { completions } from '../completion.ts';

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
    ['an image that nobody knows', 'example.com/x', '', ['8080:', '127.0.0.1:8080:']],
  ])('of %s', (_, image, others, expected) => {
    const text = `services:\n  web:\n    image: ${image}\n    ports:\n      - $0\n${others}`;
    expect(labels(text).filter((label) => /^[\d.:]+$/.test(label))).toEqual(expected);
  });

  it.each([
    ['a port of the machine', '"9000:$0"', ['9000:80']],
    ['one without quotes', '9000:$0', ['9000:80']],
    ['one with an address', '"127.0.0.1:9000:8$0"', ['127.0.0.1:9000:80']],
    ['an IPv6 address', '"[::1]:$0"', ['[::1]:8081:80']],
    ['an address', '127.0.0.1:$0', ['127.0.0.1:8081:80']],
    ['a free port', '"90$0"', ['8081:80', '127.0.0.1:8081:80', '90:80', '127.0.0.1:90:80']],
    ['a taken port', '"8080$0"', ['8081:80', '127.0.0.1:8081:80']],
  ])('go on with %s that is typed', (_, item, expected) => {
    const text = `services:\n  web:\n    image: nginx\n    ports:\n      - ${item}\n  other: {image: x, ports: ["8080:80"]}\n`;
    const mappings = (each: string): readonly string[] => labels(each).filter((label) => /^[\d.:[\]]+$/.test(label));
    expect(mappings(text)).toEqual(expected);
    expect(mappings(text.replace(/\n +- (.*)/, ' [$1]'))).toEqual(expected);
    for (const label of expected) expect(accepted(text, label)).toContain(`      - "${label}"\n`);
  });

  it('say who has a port that is typed', () => {
    const { snapshot, position } = marked(
      'services:\n  web: {image: nginx, ports: ["8080:$0"]}\n  other: {image: x, ports: ["8080:80"]}\n',
    );
    expect(completions(snapshot, position).map(({ detail }) => detail)).toEqual(['other publishes 8080 already']);
  });

  it('leave the port of the container open where nothing tells it', () => {
    const text = 'services:\n  web:\n    image: example.com/x\n    ports:\n      - $0\n';
    expect(accepted(text, '8080:', true)).toContain('      - "8080:$1"\n');
    expect(accepted(text.replace('$0', '"9$0"'), '8080:')).toContain('      - "8080:"\n');
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
