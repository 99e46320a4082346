import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzed, shop, snapshotOf } from '../../../test/harness/cursor.ts';
import { placeFeatures, wholeFeatures } from '../../../test/harness/everyFeature.ts';
import { applyTextEdits } from '../text/edit.ts';
import { parseYaml } from '../text/yamlTree.ts';
import { completions } from './completion.ts';
import { refactorings } from './refactor/refactorings.ts';
import type { Snapshot } from './snapshot.ts';

const unusual = `x-common: &common
  networks: &nets [front, "back"]
  environment:
    - API=http://web:80/\${P:-x}
services:
  web: {<<: *common, ports: ["127.0.0.1:8080-8082:80-82/udp", 53, {target: 80, published: "\${P}"}]}
  "app":
    <<: [*common]
    network_mode: "service:web"
    extra_hosts: {db: 10.0.0.1}
    command: |
      curl http://web:80
  gone:
    links: [web:www]
    volumes_from: ["web:ro"]
    extends: {service: web}
networks:
  front: {driver: macvlan, driver_opts: {parent: eth0}, ipam: {config: [{subnet: 10.0.0.0/29, ip_range: 10.0.0.0/30}, {subnet: "fd00::/64"}]}}
  back: {external: true, name: "\${N}"}
  *x : 1
`;

function callAll(snapshot: Snapshot, offset: number): void {
  const position = snapshot.lines.positionAt(offset);
  for (const ask of Object.values(placeFeatures)) ask(snapshot, position);
}

function callWhole(snapshot: Snapshot): void {
  for (const ask of Object.values(wholeFeatures)) ask(snapshot);
}

describe('no feature throws', () => {
  it.each([
    ['the shop', shop],
    ['an unusual file', unusual],
  ])('at any place of any beginning of %s', (_, text) => {
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(60), (length, back) => {
        const snapshot = analyzed(text.slice(0, length));
        callWhole(snapshot);
        callAll(snapshot, length);
        callAll(snapshot, Math.max(0, length - back));
      }),
      { numRuns: 60 },
    );
  });

  it('at any place of a file with noise in it', () => {
    const noise = fc.constantFrom(
      '[',
      '{',
      '"',
      "'",
      ':',
      '- ',
      '\t',
      '&a',
      '*a',
      '|',
      '#',
      '\n',
      '${',
      '!x ',
      '\r\n',
      '?',
    );
    fc.assert(
      fc.property(fc.nat(unusual.length), noise, fc.nat(unusual.length), (at, piece, offset) => {
        const snapshot = snapshotOf(unusual.slice(0, at) + piece + unusual.slice(at));
        callWhole(snapshot);
        callAll(snapshot, offset);
        callAll(snapshot, at + piece.length);
      }),
      { numRuns: 80 },
    );
  });
});

describe('proposals', () => {
  it('replace text on one line, around the cursor', () => {
    fc.assert(
      fc.property(fc.nat(shop.length), fc.nat(40), (length, back) => {
        const snapshot = snapshotOf(shop.slice(0, length));
        const position = snapshot.lines.positionAt(Math.max(0, length - back));
        for (const { textEdit } of completions(snapshot, position)) {
          if (!textEdit || !('range' in textEdit)) throw new Error('A proposal has no range');
          const { start, end } = textEdit.range;
          expect([start.line, end.line]).toEqual([position.line, position.line]);
          expect(start.character <= position.character && position.character <= end.character).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('for keys leave a file that can be read where it could before', { timeout: 60_000 }, () => {
    const lines = shop.split('\n');
    for (const [index, line] of lines.entries()) {
      // A blank line above, as deep as the line itself.
      const indent = /^ */.exec(line)?.[0] ?? '';
      const before = [...lines.slice(0, index), indent].join('\n');
      const after = `\n${lines.slice(index).join('\n')}`;
      const snapshot = snapshotOf(before + after);
      const position = snapshot.lines.positionAt(before.length);
      for (const { label, textEdit } of completions(snapshot, position, { snippets: false })) {
        const [start = 0, end = 0] =
          textEdit && 'range' in textEdit
            ? [textEdit.range.start, textEdit.range.end].map((at) => snapshot.lines.offsetAt(at))
            : [];
        const text = snapshot.text.slice(0, start) + textEdit?.newText + snapshot.text.slice(end);
        const errors = parseYaml('file:///x', text).blocks.flatMap((block) => block.errors);
        expect({ line: index, label, errors }).toEqual({ line: index, label, errors: [] });
      }
    }
  });
});

describe('refactorings', () => {
  const noted = unusual
    .split('\n')
    .map((line, index) =>
      line.includes('curl') || line.endsWith('|') || line === '' ? line : `${line} # note ${index}`,
    )
    .join('\n');
  it.each([
    ['the shop', shop],
    ['an unusual file', noted],
  ])('leave %s readable, and keep its comments', (_, text) => {
    const snapshot = analyzed(text);
    const errorsIn = (each: string): number =>
      parseYaml('file:///x', each).blocks.flatMap(({ errors }) => errors).length;
    const before = errorsIn(text);
    const commentsIn = (each: string): readonly string[] => [...each.matchAll(/# note \d+/g)].map(String).sort();
    fc.assert(
      fc.property(fc.nat(text.length), fc.constantFrom(0, 0, 0, 40, 400), (start, length) => {
        for (const { title, changes } of refactorings(snapshot, {
          start,
          end: Math.min(text.length, start + length),
        })) {
          const after = applyTextEdits(text, changes());
          expect({ title, errors: errorsIn(after) }).toEqual({ title, errors: before });
          if (title.startsWith('Write')) expect(commentsIn(after)).toEqual(commentsIn(text));
        }
      }),
      { numRuns: 200 },
    );
  });
});
