import { noSourceFiles } from '../../server/src/compose/sourceFiles.ts';
import { Documents } from '../../server/src/documents.ts';
import type { Snapshot } from '../../server/src/features/snapshot.ts';
import { placeFeatures, wholeFeatures } from '../harness/everyFeature.ts';
import { hostileTexts, type Scale } from '../harness/hostile.ts';

// What each hostile text costs: opening it, one keystroke in the service behind its hostile part, one in that part, and
// every feature in both places. Run it with `npm run bench -- hostile [SCALE] [PART OF A NAME]`; it prints milliseconds,
// and by name the features that need more than 50.

const scales: Readonly<Record<string, Scale>> = {
  /** Files of 10 MB, 10,000 levels, 100,000 entries. */
  full: { length: 10_000_000, depth: 10_000, count: 100_000 },
  /** The largest that are read. */
  limit: { length: 1_900_000, depth: 10_000, count: 12_000 },
  /** The longest values, one to an entry. */
  text: { length: 1_900_000, depth: 199, count: 100_000 },
};
const slow = 50;
const uri = 'file:///bench/compose.yaml';
const [scale = 'full', wanted = ''] = process.argv.slice(2);

interface Timed<T> {
  readonly result: T | undefined;
  readonly time: number;
  readonly thrown?: string;
}

function timed<T>(action: () => T): Timed<T> {
  const start = performance.now();
  try {
    return { result: action(), time: performance.now() - start };
  } catch (error) {
    return { result: undefined, time: performance.now() - start, thrown: String(error) };
  }
}

function measure(name: string, text: string): string {
  const documents = new Documents({ levels: {} }, noSourceFiles);
  const position = positionBehind(text, 'nginx:1.27');
  const inside = { line: Math.min(3, position.line), character: 8 };
  const change = (version: number, at: typeof position) =>
    timed(() => {
      documents.change(uri, version, [{ range: { start: at, end: at }, text: '1' }]);
      return documents.snapshot(uri);
    });
  const opened = timed(() => {
    documents.open(uri, 1, text, { files: [uri], environment: new Map(), directoryName: 'bench', usedBy: [] });
    return documents.snapshot(uri);
  });
  const steps = [opened, change(2, position), change(3, inside)];
  const snapshot = documents.snapshot(uri);
  const features = snapshot ? slowFeatures(snapshot, { behind: position, inside }) : [];
  const size = (text.length / 1_000_000).toFixed(1).padStart(5);
  const cells = steps.map(({ time, thrown }) => (thrown ?? time.toFixed(0)).padStart(8));
  return `${name.padEnd(32)} ${size} MB ${cells.join(' ')} ${String(snapshot?.findings.length).padStart(8)}  ${features.join(', ')}`;
}

function slowFeatures(
  snapshot: Snapshot,
  places: Readonly<Record<string, { readonly line: number; readonly character: number }>>,
): readonly string[] {
  const asked = [
    ...Object.entries(wholeFeatures).map(([name, ask]) => ({ name, ...timed(() => ask(snapshot)) })),
    ...Object.entries(placeFeatures).flatMap(([name, ask]) =>
      Object.entries(places).map(([place, at]) => ({ name: `${name} ${place}`, ...timed(() => ask(snapshot, at)) })),
    ),
  ];
  return asked
    .filter(({ time, thrown }) => thrown !== undefined || time > slow)
    .map(({ name, time, thrown }) => `${name} ${thrown ?? time.toFixed(0)}`);
}

function positionBehind(text: string, part: string): { readonly line: number; readonly character: number } {
  const lines = text.slice(0, text.lastIndexOf(part) + part.length).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

const chosen = scales[scale];
if (!chosen) throw new Error(`There is no scale ${scale}; there are ${Object.keys(scales).join(', ')}.`);
console.log(`${'text'.padEnd(44)} open ms   key ms   in it  findings  features above ${slow} ms`);
for (const { name, text } of hostileTexts(chosen)) if (name.includes(wanted)) console.log(measure(name, text));
