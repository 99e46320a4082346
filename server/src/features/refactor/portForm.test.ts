import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refactored, refactoringTitles } from '../../../../test/harness/refactor.ts';

const web = (ports: string): string => `services:\n  web:\n    image: nginx\n${ports}`;

const toLong = 'Write this port in long form';
const toShort = 'Write this port in short form';

describe('ports in long form', () => {
  it.each([
    [
      'one, with its comment',
      '    ports:\n      - "80$080:80" # shop\n      # next\n      - "443:443"\n',
      '    ports:\n      - target: 80 # shop\n        published: "8080"\n      # next\n      - "443:443"\n',
    ],
    ['of the container alone', '    ports:\n      - $080\n', '    ports:\n      - target: 80\n'],
    [
      'with address and protocol',
      "    ports:\n    - '127.0.0.1:53:53/udp$0'\n",
      "    ports:\n    - target: 53\n      published: '53'\n      host_ip: 127.0.0.1\n      protocol: udp\n",
    ],
    [
      'with an IPv6 address',
      '    ports:\n      - "[::1]:70:70"$0\n',
      '    ports:\n      - target: 70\n        published: "70"\n        host_ip: "::1"\n',
    ],
    [
      'with an address and no port of the host',
      '    ports:\n      - "127.0.0.1::72"$0\n',
      '    ports:\n      - target: 72\n        host_ip: 127.0.0.1\n',
    ],
    [
      'a range',
      '    ports:\n      -  "8090-8091:90-91" # two$0',
      '    ports:\n      -  target: 90 # two\n         published: "8090"\n      -  target: 91\n         published: "8091"',
    ],
    [
      'a range of the host for one port',
      '    ports:\n      - $0"9000-9002:85"\n',
      '    ports:\n      - target: 85\n        published: "9000-9002"\n',
    ],
    [
      'in brackets',
      '    ports: ["80$080:80", "81"] # two\n',
      '    ports: [{target: 80, published: "8080"}, "81"] # two\n',
    ],
  ])('%s', (_, before, after) => {
    expect(refactored(web(before), toLong)).toBe(web(after));
  });

  it('all of a service at once', () => {
    expect(
      refactored(
        web('    ports: # open$0\n      - "8080:80" # shop\n      - target: 81\n      - "82/tcp"\n'),
        'Write all ports of `web` in long form',
      ),
    ).toBe(
      web(
        '    ports: # open\n      - target: 80 # shop\n        published: "8080"\n      - target: 81\n      - target: 82\n',
      ),
    );
  });

  it.each([
    ['a variable hides a part', '    ports:\n      - "${PORT:-80}:80$0"\n'],
    ['compose refuses it', '    ports:\n      - "web:80$0"\n'],
    ['it would repeat another', '    ports:\n      - "80:80$0"\n      - "80:80/tcp"\n'],
    ['the list is repeated elsewhere', '    ports: &p\n      - "80:80$0"\n  b: {image: x, ports: *p}\n'],
    ['the port is repeated elsewhere', '    ports:\n      - &p "80:80$0"\n  b: {image: x, ports: [*p]}\n'],
    ['the cursor is elsewhere', '    ports:\n      - "80:80"\n    expose: ["80$0"]\n'],
  ])('not where %s', (_, ports) => {
    expect(refactoringTitles(web(ports)).filter((title) => title.includes('long form'))).toEqual([]);
  });
});

describe('ports in short form', () => {
  it.each([
    [
      'one, with its comment',
      '    ports:\n      - target: 80 # shop\n        published$0: "8080"\n      - "443:443"\n',
      '    ports:\n      - "8080:80" # shop\n      - "443:443"\n',
    ],
    [
      'one, with all its comments',
      '    ports:\n      # web\n      - target: 80 # shop\n        # of the host\n        published: 8080\n        $0mode: ingress # as ever\n',
      '    ports:\n      # web\n      # shop\n      # of the host\n      # as ever\n      - "8080:80"\n',
    ],
    [
      'with address and protocol',
      '    ports:\n      - {target: 53, host_ip: "::1", protocol: udp}$0 # dns\n',
      '    ports:\n      - "[::1]::53/udp" # dns\n',
    ],
    ['a range of the host', '    ports: [{target: 85, published: "9000-9002"$0}]\n', '    ports: ["9000-9002:85"]\n'],
  ])('%s', (_, before, after) => {
    expect(refactored(web(before), toShort)).toBe(web(after));
  });

  it('all of a service at once', () => {
    expect(
      refactored(
        web('    ports:\n      - target: 80\n        published: 8080\n      - target$0: 81\n      - "82"\n'),
        'Write all ports of `web` in short form',
      ),
    ).toBe(web('    ports:\n      - "8080:80"\n      - "81"\n      - "82"\n'));
  });

  it.each([
    ['it has a name', '    ports:\n      - target: 80\n        name: web$0\n'],
    ['it goes past the ingress', '    ports:\n      - target: 80\n        mode: host$0\n'],
    ['a variable hides a part', '    ports:\n      - target: 80\n        published: ${P}$0\n'],
    ['it would repeat another', '    ports:\n      - target: 80$0\n      - "80"\n'],
    ['a merge key adds to it', '    ports:\n      - <<: *p\n        target: 80$0\n'],
  ])('not where %s', (_, ports) => {
    expect(refactoringTitles(web(ports)).filter((title) => title.includes('short form'))).toEqual([]);
  });
});

describe('ports in either form', () => {
  const port = fc.integer({ min: 1, max: 65_000 });
  const mapping = fc.record({
    host: fc.constantFrom('', '127.0.0.1:', '0.0.0.0:', '[::1]:'),
    published: fc.option(port),
    target: port,
    protocol: fc.constantFrom('', '/udp', '/sctp'),
  });
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.uniqueArray(mapping, { minLength: 2, maxLength: 5, selector: ({ target }) => target }), (all) => {
        const items = all.map(({ host, published, target, protocol }) => {
          const before = published === null ? (host === '' ? '' : `${host}:`) : `${host}${published}:`;
          return `      - "${before}${target}${protocol}" # ${target}\n`;
        });
        const short = web(`    ports:\n${items.join('')}    restart: always\n`);
        const mark = (text: string): string => text.replace('ports:', 'ports:$0');
        const long = refactored(mark(short), 'Write all ports of `web` in long form');
        expect(long).not.toContain('      - "');
        expect(refactored(mark(long), 'Write all ports of `web` in short form')).toBe(short);
      }),
      { numRuns: 60 },
    );
  });
});
