import { lineStartAt, nextLineAt } from '../../text/textLines.ts';
import { isEmpty } from './ancestors.ts';
import { indentOf, type LineTokens, tokensOf } from './lineTokens.ts';

/** What else stands in the block map or list around a line. */
export interface BlockSiblings {
  /** The form of the collection; undefined where the line is alone. */
  readonly form: 'map' | 'list' | undefined;
  /** Keys of a map; of a list the items that are scalars. */
  readonly names: readonly string[];
}

// More neighbours than these serve nobody, and each costs a look at its line.
const mostLines = 5_000;

/**
 * The keys or items that stand at `column` above and below the line, up to the lines that are less indented. `wanted`
 * is undefined where the line may become either.
 */
export function blockSiblings(
  text: string,
  lineStart: number,
  column: number,
  wanted: 'map' | 'list' | undefined,
): BlockSiblings {
  const keys: string[] = [];
  const items: string[] = [];
  let list = false;
  /** False where the collection ends. */
  const take = (position: number): boolean => {
    const indent = indentOf(text, position);
    if (indent > column) return true;
    const tokens = tokensOf(text, position);
    if (isEmpty(tokens)) return true;
    const item = tokens.dashes.includes(column);
    const key = tokens.key?.column === column ? tokens.key : undefined;
    // A list may stand in the column of its key, which is then no sibling but what ends it.
    if (key && wanted === 'list') return false;
    if (key) keys.push(key.name);
    if (item && wanted !== 'map') {
      list = true;
      items.push(...itemText(text, tokens));
    }
    return indent === column;
  };
  // Behind a dash the collection begins on this line, and what is above belongs to the item before.
  const begins = tokensOf(text, lineStart).dashes.some((dash) => dash < column);
  for (let position = begins ? 0 : lineStart, seen = 0; position > 0 && seen < mostLines; seen++) {
    position = lineStartAt(text, position - 1);
    if (!take(position)) break;
  }
  let seen = 0;
  for (
    let position = nextLineAt(text, lineStart);
    position < text.length && seen++ < mostLines;
    position = nextLineAt(text, position)
  ) {
    if (indentOf(text, position) < column && !isEmpty(tokensOf(text, position))) break;
    if (!take(position)) break;
  }
  if (keys.length > 0) return { form: 'map', names: keys };
  return list ? { form: 'list', names: items } : { form: undefined, names: [] };
}

function itemText(text: string, { key, value }: LineTokens): readonly string[] {
  return key || !value || value.flow ? [] : [text.slice(value.start, value.end)];
}
