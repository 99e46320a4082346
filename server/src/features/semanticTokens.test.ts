import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shop, snapshotOf } from '../../../test/harness/cursor.ts';
import { semanticTokens, semanticTokensLegend } from './semanticTokens.ts';

interface Decoded {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly words: string;
}

/** Read back as an editor does. */
function decode(text: string): readonly Decoded[] {
  const { data } = semanticTokens(snapshotOf(text));
  expect(data.length % 5).toBe(0);
  const tokens: Decoded[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0, bits = 0] = data.slice(i, i + 5);
    line += lines;
    character = lines > 0 ? characters : character + characters;
    const modifiers = semanticTokensLegend.tokenModifiers.filter((_, bit) => bits & (1 << bit));
    const words = [semanticTokensLegend.tokenTypes[type], ...modifiers].join('.');
    tokens.push({ line, character, length, words });
  }
  return tokens;
}

function shown(text: string): readonly string[] {
  const lines = text.split('\n');
  return decode(text).map(
    ({ line, character, length, words }) =>
      `${line}:${character} ${(lines[line] ?? '').slice(character, character + length)} ${words}`,
  );
}

const text = `services:
  web:
    image: x
    depends_on: [db, gone]
    networks: [back, "out", nowhere]
    environment: {DB: "postgres://db:5432"}
  db:
    image: x
    networks: {back: , front: }
networks:
  back: {internal: true}
  out: {external: true}
  front:
`;

describe('semanticTokens', () => {
  it('tell internal, external and undefined names apart', () => {
    expect(shown(text)).toEqual([
      '1:2 web class.declaration',
      '3:17 db class',
      '3:21 gone class.undefined',
      '4:15 back namespace.readonly',
      '4:22 out namespace.static',
      '4:28 nowhere namespace.undefined',
      '6:2 db class.declaration',
      '8:15 back namespace.readonly',
      '8:23 front namespace',
      '10:2 back namespace.declaration.readonly',
      '11:2 out namespace.declaration.static',
      '12:2 front namespace.declaration',
    ]);
  });

  it('call nothing undefined that another file may define', () => {
    expect(shown(`${text}include: [more.yaml]\n`).filter((token) => token.endsWith('undefined'))).toEqual([]);
  });

  it('know that compose adds the network default', () => {
    expect(shown('services:\n  a: {image: x, networks: [default]}\n')).toContain('1:27 default namespace');
  });

  it('stand once at a place that several services use', () => {
    const shared = `services:\n  a: {networks: &n [x, y]}\n  b: {networks: *n}\n`;
    expect(shown(shared).filter((token) => token.includes('namespace'))).toEqual([
      '1:20 x namespace.undefined',
      '1:23 y namespace.undefined',
    ]);
  });

  it('leave out names that escapes or variables make', () => {
    const made = 'services:\n  a: {networks: ["\\x78", "${N:-y}"]}\n';
    expect(shown(made)).toEqual(['1:2 a class.declaration']);
  });

  it('count in UTF-16 units and with every kind of line break', () => {
    expect(shown('services:\r\n  a: {x-😀: 1, networks: [n]}\r\n')).toContain('1:26 n namespace.undefined');
  });

  it('are in order, inside their line, and never overlap, at every beginning of a file', () => {
    fc.assert(
      fc.property(fc.constantFrom(shop, text), fc.nat(1_600), (whole, length) => {
        const beginning = whole.slice(0, length);
        const lines = beginning.split('\n');
        let behind = { line: 0, character: 0 };
        for (const token of decode(beginning)) {
          const end = token.character + token.length;
          expect(token.length).toBeGreaterThan(0);
          expect(end).toBeLessThanOrEqual((lines[token.line] ?? '').length);
          expect(token.line > behind.line || token.character >= behind.character).toBe(true);
          behind = { line: token.line, character: end };
        }
      }),
      { numRuns: 200 },
    );
  });
});
