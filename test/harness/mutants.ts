import type { Span } from '../../server/src/text/span.ts';
import { toRange } from '../../server/src/text/span.ts';
import type { YamlNode } from '../../server/src/text/yamlNode.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';

/** A file with one thing changed. */
export interface Mutant {
  readonly text: string;
  /** What was done: `typo`, `duplicate-line`, `value 42`. */
  readonly change: string;
  /** Zero-based line of the change in the new text. */
  readonly line: number;
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const values = [
  '42',
  'true',
  'hello',
  '[a, b]',
  '{a: b}',
  '""',
  '"99999:80"',
  '"80:80:80:80"',
  '"80/xyz"',
  '"8000-8010:80-81"',
  '"127.0.0.1:80"',
  '10.0.0.0/33',
  '${',
  '5',
  '"5"',
  '-1',
  '1.5',
  'null',
  '5s',
  '512m',
  '":"',
  'a:b:c:d',
  '"service:nowhere"',
];

/** Changes a key or a value of the file at random; undefined when it has none. */
export function mutate(text: string, random: () => number): Mutant | undefined {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const place = pick(placesIn(parseYaml('mutant', text).root));
  if (!place) return undefined;
  const { start, end } = toRange(place.span);
  const replaced = (from: number, to: number, by: string, change: string): Mutant => ({
    text: text.slice(0, from) + by + text.slice(to),
    change,
    line: text.slice(0, from).split('\n').length - 1,
  });
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', start);
  const lineEnd = newline < 0 ? text.length : newline + 1;
  const line = text.slice(lineStart, lineEnd);
  const chance = random();
  if (chance < 0.15) return replaced(lineStart, lineEnd, '', 'removed line');
  if (chance < 0.25) return replaced(lineStart, lineStart, line.endsWith('\n') ? line : `${line}\n`, 'duplicate line');
  if (place.kind === 'key') return replaced(end, end, 'x', 'typo');
  const value = pick(values) ?? '';
  return replaced(start, end, value, `value ${value}`);
}

interface Place {
  readonly kind: 'key' | 'value';
  readonly span: Span;
}

function placesIn(node: YamlNode | undefined): readonly Place[] {
  switch (node?.kind) {
    case 'scalar':
      return [{ kind: 'value', span: node.span }];
    case 'sequence':
      return node.items.flatMap(placesIn);
    case 'map':
      return node.pairs.flatMap(({ key, value }) => [
        { kind: 'key', span: key.contentSpan } as const,
        ...placesIn(value),
      ]);
    default:
      return [];
  }
}
