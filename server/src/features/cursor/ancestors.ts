import { lineStartAt } from '../../text/textLines.ts';
import { indentOf, type LineTokens, tokensOf, type ValueToken } from './lineTokens.ts';

/** A key or dash that the lines below it belong to. */
export interface Ancestor {
  /** The key, or the position in the list; undefined for text that is neither. */
  readonly step: string | number | undefined;
  readonly column: number;
  /** What stands on its own line. */
  readonly value?: ValueToken;
  readonly lineStart: number;
}

interface Level {
  readonly kind: 'key' | 'dash' | 'text';
  readonly step: string | undefined;
  readonly column: number;
  readonly value?: ValueToken;
}

/**
 * What the text at `column` of the line belongs to, the outermost first, judged by indentation alone: only lines above
 * are looked at, so it holds while the line is being typed and while other parts of the file are broken.
 * `dash`: the text begins with a dash, which may stand in its key's own column.
 */
export function ancestorsOf(text: string, lineStart: number, column: number, dash: boolean): readonly Ancestor[] {
  const found: { step: string | number | undefined; column: number; value?: ValueToken; lineStart: number }[] = [];
  let limit = column;
  let isDash = dash;
  let position = lineStart;
  while (position > 0 && (limit > 0 || isDash)) {
    position = lineStartAt(text, position - 1);
    const indent = indentOf(text, position);
    if (indent > limit || (indent === limit && !isDash)) continue;
    const tokens = tokensOf(text, position);
    for (const level of levelsOf(tokens).toReversed()) {
      const nearest = found.at(-1);
      if (isDash && level.kind === 'dash' && level.column === limit) {
        // Only a dash above counts for the position of the nearest list item; the caller counts its own line.
        if (nearest && typeof nearest.step === 'number' && nearest.column === limit) nearest.step++;
        continue;
      }
      const belongs = level.column < limit || (isDash && level.kind === 'key' && level.column === limit);
      if (!belongs) continue;
      found.push({
        step: level.kind === 'dash' ? 0 : level.step,
        column: level.column,
        ...(level.value ? { value: level.value } : {}),
        lineStart: position,
      });
      limit = level.column;
      isDash = level.kind === 'dash';
    }
  }
  return found.toReversed();
}

/** How many items of the list come before the dash at `column`. */
export function itemIndex(text: string, lineStart: number, column: number): number {
  let index = 0;
  let position = lineStart;
  while (position > 0) {
    position = lineStartAt(text, position - 1);
    const indent = indentOf(text, position);
    if (indent > column) continue;
    const tokens = tokensOf(text, position);
    if (isEmpty(tokens)) continue;
    if (indent < column) {
      // `- - a`: the list's first item stands behind another dash.
      if (tokens.dashes.includes(column)) index++;
      break;
    }
    if (!tokens.dashes.includes(column)) break;
    index++;
  }
  return index;
}

/** The keys and dashes of a line, from left to right. */
function levelsOf(tokens: LineTokens): readonly Level[] {
  if (isEmpty(tokens)) return [];
  const { dashes, key, value } = tokens;
  const levels: Level[] = dashes.map((column, index) => ({
    kind: 'dash',
    step: undefined,
    column,
    ...(index === dashes.length - 1 && !key && value ? { value } : {}),
  }));
  if (key) levels.push({ kind: 'key', step: key.name, column: key.column, ...(value ? { value } : {}) });
  else if (value && dashes.length === 0) levels.push({ kind: 'text', step: undefined, column: value.column, value });
  return levels;
}

/** A blank line or one with a comment only. */
export function isEmpty({ dashes, key, value }: LineTokens): boolean {
  return dashes.length === 0 && !key && !value;
}
