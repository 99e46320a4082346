import type { YamlPath } from '../text/edit.ts';
import type { OffsetRange } from '../text/span.ts';
import { fileTooLarge } from '../text/textLimits.ts';
import { lineStartAt } from '../text/textLines.ts';
import { type Ancestor, ancestorsOf, itemIndex } from './cursor/ancestors.ts';
import { type FlowPlace, flowPlaceAt } from './cursor/flowPlace.ts';
import { indentOf, type LineTokens, tokensOf, type ValueToken } from './cursor/lineTokens.ts';
import { blockSiblings } from './cursor/siblings.ts';

/** What stands, or is about to be written, at a place of a YAML text. */
export interface Cursor {
  /**
   * key    a key of the map at `path`, or what may become one: a blank line, a word without a colon
   * value  the scalar at `path`, behind a colon
   * item   the item of a list at `path`, a scalar or the first key of a map
   * none   a comment, the inside of a text over several lines, a place whose surroundings make no sense
   */
  readonly part: 'key' | 'value' | 'item' | 'none';
  readonly path: YamlPath;
  /** The whole word under the cursor, without quotes; empty where there is none. */
  readonly word: OffsetRange;
  /** The word's text up to the cursor. */
  readonly typed: string;
  readonly quote: '"' | "'" | undefined;
  /** Inside `[…]` or `{…}`. */
  readonly flow: boolean;
  /** key: a colon follows the word. */
  readonly colon: boolean;
  /** A blank has to come before the word, as the cursor touches a colon or dash. */
  readonly needsBlank: boolean;
  /** Column of the key or item, to which further lines are aligned. */
  readonly column: number;
  /** What the collection around the cursor looks like; undefined where it is still empty. */
  readonly form: 'map' | 'list' | undefined;
  /** The other keys of the map, or the other scalars of the list. */
  readonly siblings: readonly string[];
}

/**
 * Finds the place by looking at the lines above, not at the syntax tree, so that it is found in half-typed lines and in
 * broken files as well. Costs about the lines between the cursor and its top-level key, each looked at briefly.
 */
export function cursorAt(text: string, offset: number): Cursor {
  if (fileTooLarge(text) !== undefined) return nowhere([], offset);
  const lineStart = lineStartAt(text, offset);
  const tokens = tokensOf(text, lineStart);
  const own = ownPlace(text, tokens, lineStart, offset);
  const chain = [...ancestorsOf(text, lineStart, own.column, own.dash), ...own.levels];
  const inside = insideOf(text, chain, lineStart, offset);
  if (inside === 'nothing') return nowhere(stepsOf(chain), offset);
  if (inside) return flowCursor(text, inside.base, inside.place, own.column, offset);
  const path = stepsOf(chain);
  if (own.part === 'none' || chain.some(({ step }) => step === undefined)) return nowhere(path, offset);
  return blockCursor(text, path, own, lineStart, offset);
}

/** Where the path to an offset leads through, for what stands beside its steps. */
export interface Way {
  /** Keys and dashes of the block around the offset, the outermost first; one for each step up to a flow collection. */
  readonly levels: readonly Ancestor[];
  /** Where the outermost flow collection around the offset opens. */
  readonly flowStart: number | undefined;
  /** Start of the offset's line. */
  readonly lineStart: number;
}

/** The lines by which `cursorAt` finds the path to the offset. */
export function wayTo(text: string, offset: number): Way {
  const lineStart = lineStartAt(text, offset);
  if (fileTooLarge(text) !== undefined) return { levels: [], flowStart: undefined, lineStart };
  const own = ownPlace(text, tokensOf(text, lineStart), lineStart, offset);
  const chain = [...ancestorsOf(text, lineStart, own.column, own.dash), ...own.levels];
  const inside = insideOf(text, chain, lineStart, offset);
  if (!inside || inside === 'nothing') return { levels: chain, flowStart: undefined, lineStart };
  const levels = chain.slice(0, chain.findIndex(({ value }) => value?.flow && value.start < offset) + 1);
  return { levels, flowStart: levels.at(-1)?.value?.start, lineStart };
}

interface OwnPlace {
  readonly part: Cursor['part'];
  /** Of the first token of the line; the cursor's own on a blank line. */
  readonly column: number;
  readonly dash: boolean;
  /** Keys and dashes of the line before the cursor. */
  readonly levels: readonly Ancestor[];
  readonly word: OffsetRange;
  readonly quote?: Cursor['quote'];
  readonly colon?: boolean;
  /** Column of the word. */
  readonly wordColumn: number;
}

function ownPlace(text: string, tokens: LineTokens, lineStart: number, offset: number): OwnPlace {
  const { dashes, key, value, comment } = tokens;
  const column = offset - tokens.start;
  const first = dashes[0] ?? key?.column ?? value?.column;
  const base = { column: first ?? column, dash: dashes.length > 0, wordColumn: column };
  const here = { start: offset, end: offset };
  const nothing: OwnPlace = { ...base, part: 'none', levels: [], word: here };
  if (comment !== undefined && offset > comment) return nothing;
  if (first === undefined) return { ...base, part: 'key', levels: [], word: here };
  const levels: Ancestor[] = dashes
    .filter((dash) => dash < column)
    .map((dash) => ({
      step: itemIndex(text, lineStart, dash),
      column: dash,
      lineStart,
      ...(key || !value ? {} : { value }),
    }));
  const behindDashes = levels.length === dashes.length;
  if (column <= (dashes.at(-1) ?? -1)) return nothing;
  if (key) {
    const keyStart = tokens.start + key.column;
    if (offset < keyStart)
      return behindDashes && dashes.length > 0 ? { ...base, part: 'item', levels, word: here } : nothing;
    // Between a quote or blank and the colon there is no word.
    if (offset < key.colonEnd && (offset < key.start || offset > key.end)) return nothing;
    if (offset < key.colonEnd)
      return {
        ...base,
        part: 'key',
        levels,
        word: key,
        quote: quoteBefore(text, key.start, keyStart),
        colon: true,
        wordColumn: key.column,
      };
    const own: Ancestor = { step: key.name, column: key.column, lineStart, ...(value ? { value } : {}) };
    return valuePlace({ ...base, levels: [...levels, own] }, value, offset, 'value');
  }
  if (dashes.length > 0) return valuePlace({ ...base, levels }, value, offset, 'item');
  if (!value || offset < tokens.start + value.column) return nothing;
  if (value.flow) return { ...nothing, levels: [{ step: undefined, column: value.column, lineStart, value }] };
  return valuePlace({ ...base, levels }, value, offset, 'key');
}

const quoteBefore = (text: string, start: number, outerStart: number): Cursor['quote'] =>
  start === outerStart ? undefined : text[outerStart] === '"' ? '"' : "'";

function valuePlace(
  base: Omit<OwnPlace, 'part' | 'word'>,
  value: ValueToken | undefined,
  offset: number,
  part: 'key' | 'value' | 'item',
): OwnPlace {
  if (!value) return { ...base, part, word: { start: offset, end: offset } };
  // Blanks behind a plain word may go on with it; behind a closed quote nothing can follow.
  const outside = offset < value.start || (offset > value.end && value.quote !== undefined && value.closed);
  if (outside || value.blockScalar || value.alias || value.flow) return { ...base, part: 'none', word: value };
  return {
    ...base,
    part,
    word: { start: value.start, end: Math.max(value.end, offset) },
    quote: value.quote,
    wordColumn: value.column,
  };
}

const stepsOf = (chain: readonly Ancestor[]): YamlPath =>
  chain.flatMap(({ step }) => (step === undefined ? [] : [step]));

/** The flow collection around the offset, `nothing` inside a comment in one or inside a scalar of several lines. */
function insideOf(
  text: string,
  chain: readonly Ancestor[],
  lineStart: number,
  offset: number,
): { readonly base: YamlPath; readonly place: FlowPlace } | 'nothing' | undefined {
  for (const [index, { value, column, lineStart: at }] of chain.entries()) {
    if (!value) continue;
    if (value.flow && value.start < offset) {
      const isOutside = (start: number): boolean => start > lineStart && endsBlock(text, start, column);
      const place = flowPlaceAt(text, value.start, offset, isOutside);
      if (place === 'nothing') return place;
      if (place) return { base: stepsOf(chain.slice(0, index + 1)), place };
      if (at === lineStart) return 'nothing';
    }
    // A value on a line above that is no collection: the text goes on here, or the line is out of place.
    if (at !== lineStart) return 'nothing';
  }
  return undefined;
}

/** True for a line that goes on with the block around a collection whose key stands at `column`. */
function endsBlock(text: string, lineStart: number, column: number): boolean {
  const indent = indentOf(text, lineStart);
  const first = text[lineStart + indent] ?? '';
  return indent <= column && !/[\s\]},#]/.test(first) && first !== '';
}

function flowCursor(text: string, base: YamlPath, place: FlowPlace, column: number, offset: number): Cursor {
  const { path, part, start, end, quote, colon, siblings } = place;
  const last = path.at(-1);
  return {
    part,
    path: [...base, ...path],
    word: { start, end },
    typed: text.slice(start, Math.min(Math.max(start, offset), end)),
    quote,
    flow: true,
    colon,
    needsBlank: start === end && text[offset - 1] === ':',
    column,
    form: part === 'item' ? 'list' : part === 'key' || typeof last === 'string' ? 'map' : undefined,
    siblings,
  };
}

function blockCursor(text: string, path: YamlPath, own: OwnPlace, lineStart: number, offset: number): Cursor {
  const { part, word, wordColumn } = own;
  const blank = own.part === 'key' && word.start === word.end && own.wordColumn === own.column && !own.dash;
  const around = part === 'key' ? wordColumn : (own.levels.at(-1)?.column ?? wordColumn);
  const siblings = blockSiblings(text, lineStart, around, part === 'item' ? 'list' : blank ? undefined : 'map');
  return {
    part,
    path,
    word: { start: word.start, end: word.end },
    typed: text.slice(word.start, Math.min(Math.max(word.start, offset), word.end)),
    quote: own.quote,
    flow: false,
    colon: own.colon ?? false,
    needsBlank: word.start === word.end && /[:-]/.test(text[offset - 1] ?? '') && part !== 'key',
    column: wordColumn,
    form: siblings.form,
    siblings: siblings.names,
  };
}

function nowhere(path: YamlPath, offset: number): Cursor {
  const word = { start: offset, end: offset };
  return {
    part: 'none',
    path,
    word,
    typed: '',
    quote: undefined,
    flow: false,
    colon: false,
    needsBlank: false,
    column: 0,
    form: undefined,
    siblings: [],
  };
}
