import { lineEndAt } from './textLines.ts';

/** A text with brackets read as compose's parser reads them. */
interface FlowScan {
  /** The text with every line break and comment inside brackets turned into spaces, so that offsets stay. */
  readonly flat: string;
  /** Offset of the innermost bracket or of the quote that is open at the end; undefined when everything is closed. */
  readonly open: number | undefined;
}

/**
 * Compose's parser pays no attention to indentation inside brackets; the `yaml` package ends the brackets at a line
 * that is indented too little. Without the line breaks both read the same.
 */
export function scanFlow(text: string): FlowScan {
  const output: string[] = [];
  const brackets: number[] = [];
  let position = 0;
  let quote: { readonly character: string; readonly start: number } | undefined;
  let kept = 0;
  const blank = (from: number, to: number): void => {
    output.push(text.slice(kept, from), ' '.repeat(to - from));
    kept = to;
  };
  while (position < text.length) {
    const character = text.charAt(position);
    const before = position === 0 ? '\n' : text.charAt(position - 1);
    if (quote) {
      if (quote.character === '"' && character === '\\') position++;
      else if (character === quote.character) quote = undefined;
    } else if (character === '#' && /\s/.test(before)) {
      const end = lineEndAt(text, position);
      if (brackets.length > 0) blank(position, end);
      position = end - 1;
    } else if (character === '"' || character === "'") {
      // A quote in the middle of a plain scalar (`it's`) opens nothing.
      if (/[\s[\]{},:]/.test(before)) quote = { character, start: position };
    } else if (character === '[' || character === '{') {
      if (brackets.length > 0 || /[\s:]/.test(before)) brackets.push(position);
    } else if (character === ']' || character === '}') {
      brackets.pop();
    }
    if (brackets.length > 0 && /[\r\n]/.test(text.charAt(position))) blank(position, position + 1);
    position++;
  }
  return { flat: output.join('') + text.slice(kept), open: quote?.start ?? brackets.at(-1) };
}
