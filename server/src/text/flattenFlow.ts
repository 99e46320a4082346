/**
 * The text with every line break and comment inside brackets turned into spaces of the same length, so that offsets
 * stay. Compose's parser pays no attention to indentation inside brackets; the `yaml` package ends the brackets at a
 * line that is indented too little. Undefined when brackets or quotes do not close.
 */
export function flattenFlow(text: string): string | undefined {
  const output: string[] = [];
  let depth = 0;
  let position = 0;
  let quote = '';
  let kept = 0;
  const blank = (from: number, to: number): void => {
    output.push(text.slice(kept, from), ' '.repeat(to - from));
    kept = to;
  };
  while (position < text.length) {
    const character = text.charAt(position);
    const before = text.charAt(position - 1);
    if (quote) {
      if (quote === '"' && character === '\\') position++;
      else if (character === quote) quote = '';
    } else if (character === '#' && (position === 0 || /\s/.test(before))) {
      const lineEnd = text.indexOf('\n', position);
      const end = lineEnd < 0 ? text.length : lineEnd;
      if (depth > 0) blank(position, end);
      position = end - 1;
    } else if (character === '"' || character === "'") {
      // A quote in the middle of a plain scalar (`it's`) opens nothing.
      if (/[\s[\]{},:]/.test(before) || position === 0) quote = character;
    } else if (character === '[' || character === '{') {
      if (depth > 0 || /[\s:]/.test(before) || position === 0) depth++;
    } else if (character === ']' || character === '}') {
      if (depth > 0) depth--;
    }
    if (depth > 0 && (text.charAt(position) === '\n' || text.charAt(position) === '\r')) blank(position, position + 1);
    position++;
  }
  if (depth > 0 || quote) return undefined;
  return output.join('') + text.slice(kept);
}
