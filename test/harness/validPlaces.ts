import type { Position, Range } from 'vscode-languageserver-types';
import type { Snapshot } from '../../server/src/features/snapshot.ts';
import { toRange } from '../../server/src/text/span.ts';

/**
 * Every place in an answer that no editor could show: an LSP position or range outside the text, a span of the model
 * that is none. Empty when all are right.
 */
export function wrongPlaces(snapshot: Snapshot, answer: unknown): readonly string[] {
  const wrong: string[] = [];
  const seen = new Set<unknown>();
  const look = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (isPosition(value) && !isIn(snapshot, value)) wrong.push(`${path} ${JSON.stringify(value)}`);
    if (isRange(value) && !isOrdered(value)) wrong.push(`${path} ${JSON.stringify(value)}`);
    if (isSpan(value)) {
      const { start, end } = toRange(value);
      if (!(0 <= start && start <= end && end <= snapshot.text.length)) wrong.push(`${path} ${start}-${end}`);
      return;
    }
    const entries = value instanceof Map ? value : Object.entries(value);
    for (const [key, each] of entries) look(each, `${path}.${String(key)}`);
  };
  look(answer, '');
  return wrong;
}

const isPosition = (value: object): value is Position =>
  'line' in value && 'character' in value && typeof value.line === 'number' && typeof value.character === 'number';

const isRange = (value: object): value is Range =>
  'start' in value && 'end' in value && isObject(value.start) && isObject(value.end) && isPosition(value.start);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

type SpanLike = Parameters<typeof toRange>[0];

const isSpan = (value: object): value is SpanLike => 'anchor' in value && 'start' in value && 'end' in value;

const isOrdered = ({ start, end }: Range): boolean =>
  start.line < end.line || (start.line === end.line && start.character <= end.character);

/** The position is one that the offset behind it has again. */
function isIn({ lines }: Snapshot, position: Position): boolean {
  const back = lines.positionAt(lines.offsetAt(position));
  return back.line === position.line && back.character === position.character;
}
