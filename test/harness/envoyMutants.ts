import { type OffsetRange, type Span, toRange } from '../../server/src/text/span.ts';
import type { YamlNode } from '../../server/src/text/yamlNode.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';

/** A file with one thing changed. */
export interface EnvoyMutant {
  readonly text: string;
  /** What was done: `typo`, `value "5s"`. */
  readonly change: string;
  /** Zero-based lines on which an error about the change belongs, in the new text. */
  readonly lines: readonly number[];
}

const values = [
  '5',
  'true',
  'nope',
  '[]',
  '{}',
  '[a, b]',
  '{a: b}',
  '""',
  '-1',
  '1.5',
  '"1.5"',
  '70000',
  '99999999999',
  'null',
  '~',
  '5s',
  '500ms',
  '1m',
  '0s',
  '-1s',
  '.5s',
  '"5"',
  'yes',
  'STATIC',
  'STRICT_DNS',
  'strict_dns',
  'LOGICAL_DNS',
  'EDS',
  'ORIGINAL_DST',
  'HTTP2',
  'AUTO',
  'V3',
  'localhost',
  '10.0.0.1',
  '"%FOO%"',
  '"%REQ(a)%"',
  '"100%"',
  '"["',
  '"(a"',
  '"*"',
  'a.com',
  '${PORT}',
  '0x10',
  '010',
  '1e4',
  'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router',
  'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
  'type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors',
  'envoy.filters.http.router',
  '/nope',
];

/** Changes one thing of the file at random; undefined when it has nothing to change. */
export function mutateEnvoy(text: string, random: () => number): EnvoyMutant | undefined {
  const { root } = parseYaml('mutant', text);
  const places = placesIn(root, []);
  const place = pick(places, random);
  if (!place) return undefined;
  const chance = random();
  switch (place.kind) {
    case 'key':
      if (chance < 0.45) return misspelt(text, place.span, random);
      if (chance < 0.8) return without(text, toRange(place.pair), place.around, 'dropped field');
      return exchanged(
        text,
        place.span,
        pick(
          places.filter((each) => each.kind === 'key'),
          random,
        )?.span ?? place.span,
      );
    case 'item':
      if (chance < 0.35) return without(text, wholeItem(text, place.span), place.around, 'dropped item');
      if (chance < 0.6) return doubled(text, place.span);
      return swapped(text, place.span, place.next);
    case 'value': {
      const { start, end } = toRange(place.span);
      if (chance < 0.25 && /^["']?\w/.test(text.slice(start, end)))
        return misspelt(text, place.span, random, 'misspelt value');
      const value = pick(values, random) ?? '5';
      const mutant = changed(text, start, end, value, `value ${value}`);
      // As if the field were not there.
      const isUnset = value === 'null' || value === '~';
      return isUnset ? { ...mutant, lines: linesOfHolder(mutant.text, start, end - start, place.around) } : mutant;
    }
  }
}

type Place =
  | { readonly kind: 'key'; readonly span: Span; readonly pair: Span; readonly around: readonly Span[] }
  | { readonly kind: 'value'; readonly span: Span; readonly around: readonly Span[] }
  | { readonly kind: 'item'; readonly span: Span; readonly next: Span | undefined; readonly around: readonly Span[] };

/** `around`: what the node is in, the nearest first. */
function placesIn(node: YamlNode | undefined, around: readonly Span[]): readonly Place[] {
  switch (node?.kind) {
    case 'scalar':
      return [{ kind: 'value', span: node.span, around }];
    case 'sequence':
      return node.items.flatMap((item, index): readonly Place[] => [
        { kind: 'item', span: item.span, next: node.items[index + 1]?.span, around },
        ...placesIn(item, around),
      ]);
    case 'map':
      return node.pairs.flatMap((pair): readonly Place[] => [
        { kind: 'key', span: pair.key.contentSpan, pair: pair.span, around },
        ...placesIn(pair.value, [pair.span, ...around]),
      ]);
    default:
      return [];
  }
}

const pick = <T>(list: readonly T[], random: () => number): T | undefined => list[Math.floor(random() * list.length)];

function misspelt(text: string, span: Span, random: () => number, change = 'typo'): EnvoyMutant {
  const { start, end } = toRange(span);
  const at = start + 1 + Math.floor(random() * Math.max(1, end - start - 1));
  return changed(text, at, Math.min(end, at + (random() < 0.5 ? 1 : 0)), 'x', change);
}

function exchanged(text: string, span: Span, by: Span): EnvoyMutant {
  const { start, end } = toRange(span);
  const from = toRange(by);
  return changed(text, start, end, text.slice(from.start, from.end), 'other key');
}

function changed(text: string, start: number, end: number, by: string, change: string): EnvoyMutant {
  const next = text.slice(0, start) + by + text.slice(end);
  return { text: next, change, lines: linesBetween(next, start, start + by.length) };
}

/** Takes the lines of the range away; what is said of that belongs to what held them. */
function without(text: string, range: OffsetRange, around: readonly Span[], change: string): EnvoyMutant {
  const start = lineStart(text, range.start);
  const isFirstOfItem = /^\s*- /.test(text.slice(start, range.start));
  const from = isFirstOfItem ? range.start : start;
  const newline = text.indexOf('\n', Math.max(range.start, range.end - 1));
  const lineEnd = newline < 0 ? text.length : newline + 1;
  // behind the dash of an item the next key moves up
  const indent = isFirstOfItem ? (/^[ \t]*/.exec(text.slice(lineEnd))?.[0].length ?? 0) : 0;
  const end = isFirstOfItem ? lineEnd + indent : lineEnd;
  const next = text.slice(0, from) + text.slice(end);
  return { text: next, change, lines: linesOfHolder(next, from, end - from, around) };
}

/** The lines of what lost something at `from`: of the nearest thing around it that has more than one line left. */
function linesOfHolder(next: string, from: number, removed: number, around: readonly Span[]): readonly number[] {
  for (const span of around) {
    const { start, end } = toRange(span);
    const lines = linesBetween(next, start, Math.max(start, end - removed));
    if (start < from && lines.length > 1) return lines;
  }
  return linesBetween(next, 0, next.length);
}

function doubled(text: string, span: Span): EnvoyMutant {
  const { start, end } = wholeItem(text, span);
  const piece = text.slice(start, end).replace(/\n?$/, '\n');
  const next = text.slice(0, end) + (text.slice(0, end).endsWith('\n') ? '' : '\n') + piece + text.slice(end);
  return { text: next, change: 'doubled item', lines: linesBetween(next, start, end + piece.length - 1) };
}

function swapped(text: string, span: Span, other: Span | undefined): EnvoyMutant | undefined {
  if (!other) return undefined;
  const [a, b] = [wholeItem(text, span), wholeItem(text, other)];
  if (a.end > b.start) return undefined;
  const next =
    text.slice(0, a.start) +
    text.slice(b.start, b.end).replace(/\n?$/, '\n') +
    text.slice(a.end, b.start) +
    text.slice(a.start, a.end) +
    text.slice(b.end);
  return { text: next, change: 'swapped items', lines: linesBetween(next, a.start, b.end) };
}

/** The lines of a list's item with its dash. */
function wholeItem(text: string, span: Span): OffsetRange {
  const { start, end } = toRange(span);
  const newline = text.indexOf('\n', Math.max(start, end - 1));
  return { start: lineStart(text, start), end: newline < 0 ? text.length : newline + 1 };
}

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

function linesBetween(text: string, start: number, end: number): readonly number[] {
  const first = text.slice(0, start).split('\n').length - 1;
  const last = text.slice(0, Math.max(start, end)).split('\n').length - 1;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
