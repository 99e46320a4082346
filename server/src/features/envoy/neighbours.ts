import type { YamlPath } from '../../text/edit.ts';
import { lineEndAt, lineStartAt, nextLineAt } from '../../text/textLines.ts';
import { type FlowWord, flowTokens } from '../cursor/flowTokens.ts';
import { indentOf, tokensOf } from '../cursor/lineTokens.ts';
import { type Cursor, wayTo } from '../cursor.ts';

/** Values of keys that stand beside the steps of a path. */
export interface Neighbours {
  /** The scalar at `key` of the map that the first `depth` steps of the path lead to, if it has one. */
  beside(depth: number, key: string): string | undefined;
}

/**
 * What stands beside the path to an offset, found in the text like the path itself, so that half-typed and broken files
 * give it as well. Only the keys `wanted` are found.
 */
export function neighboursOf(text: string, offset: number, cursor: Cursor, wanted: readonly string[]): Neighbours {
  const { levels, flowStart, lineStart } = wayTo(text, offset);
  const block = levels.filter(({ step }) => step !== undefined);
  const inFlow = flowStart === undefined ? undefined : valuesInFlow(text, flowStart, cursor.path, block.length, wanted);
  return {
    beside(depth, key) {
      const found = inFlow?.get(depth)?.get(key);
      if (found !== undefined) return found;
      const level = block[depth];
      if (level) return typeof level.step === 'string' ? valueInBlock(text, level, key) : undefined;
      return depth === block.length && flowStart === undefined && cursor.part === 'key'
        ? valueInBlock(text, { lineStart, column: cursor.column }, key)
        : undefined;
    },
  };
}

// A map with more lines than these is no message of an extension.
const mostLines = 5_000;

/** The value of a key that stands in the column of the map around a line. */
function valueInBlock(
  text: string,
  { lineStart, column }: { readonly lineStart: number; readonly column: number },
  key: string,
): string | undefined {
  const valueOn = (position: number): string | undefined => {
    const tokens = tokensOf(text, position);
    if (tokens.key?.column !== column || tokens.key.name !== key || !tokens.value) return undefined;
    // A long name may be folded: `>-` and the name on the next line.
    const { blockScalar, start, end } = tokens.value;
    const next = nextLineAt(text, position);
    return blockScalar ? text.slice(next, lineEndAt(text, next)).trim() : text.slice(start, end);
  };
  // Behind a dash the map begins on that line; dashes in the column itself are a list that a key of the map holds.
  const begins = (position: number): boolean => tokensOf(text, position).dashes.some((dash) => dash < column);
  const isOutside = (position: number): boolean => {
    if (indentOf(text, position) >= column) return false;
    const { dashes, key: own, value } = tokensOf(text, position);
    return dashes.length > 0 || own !== undefined || value !== undefined;
  };
  let position = lineStart;
  for (let seen = 0; seen < mostLines; seen++) {
    const value = valueOn(position);
    if (value !== undefined) return value;
    if (position === 0 || begins(position) || (position !== lineStart && isOutside(position))) break;
    position = lineStartAt(text, position - 1);
  }
  position = nextLineAt(text, lineStart);
  for (let seen = 0; position < text.length && seen < mostLines; seen++) {
    if (isOutside(position)) break;
    const value = valueOn(position);
    if (value !== undefined) return value;
    position = nextLineAt(text, position);
  }
  return undefined;
}

interface FlowLevel {
  readonly list: boolean;
  readonly onPath: boolean;
  index: number;
  key: string | undefined;
}

/** By number of steps: the wanted scalars of the maps that the path leads through inside a flow collection. */
function valuesInFlow(
  text: string,
  open: number,
  path: YamlPath,
  base: number,
  wanted: readonly string[],
): ReadonlyMap<number, ReadonlyMap<string, string>> {
  const found = new Map<number, Map<string, string>>();
  const levels: FlowLevel[] = [];
  let pending: FlowWord | undefined;
  const settle = (): void => {
    const level = levels.at(-1);
    if (!level?.onPath || level.key === undefined || !pending || !wanted.includes(level.key)) return;
    const depth = base + levels.length - 1;
    const values = found.get(depth) ?? new Map<string, string>();
    found.set(depth, values);
    values.set(level.key, text.slice(pending.start, pending.end));
  };
  for (const token of flowTokens(text, open, () => false)) {
    const level = levels.at(-1);
    if (token.kind === 'word') pending = token;
    else if (token.kind === '[' || token.kind === '{') {
      const step = level && (level.list ? level.index : level.key);
      const onPath = level ? level.onPath && step === path[base + levels.length - 1] : true;
      levels.push({ list: token.kind === '[', onPath, index: 0, key: undefined });
      pending = undefined;
    } else if (token.kind === ':') {
      if (level && pending && level.key === undefined) level.key = text.slice(pending.start, pending.end);
      pending = undefined;
    } else if (token.kind !== 'comment') {
      settle();
      pending = undefined;
      if (token.kind !== ',') levels.pop();
      else if (level) {
        level.index++;
        level.key = undefined;
      }
    }
  }
  settle();
  return found;
}
