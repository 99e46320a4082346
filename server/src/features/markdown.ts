/** Text of a file as Markdown code: shown as it is, whatever it holds. Line breaks become blanks, long text is cut. */
export function code(text: string): string {
  const line = shorten(text.replace(/\s+/g, ' '), 200);
  if (line.trim() === '') return '` `';
  const longestRun = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A sentence that may hold text of a file, so that nothing in it is taken for Markdown or HTML. */
export function plain(text: string): string {
  // An underscore inside a word means nothing.
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*[\]<>|~&#!]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, (character) => `\\${character}`);
}

const shorten = (text: string, limit: number): string => (text.length > limit ? `${text.slice(0, limit - 1)}…` : text);

/** The names as code, joined by commas; of many only the first ones and how many more there are. */
export function codeList(names: readonly string[], limit = 8): string {
  const shown = names.length > limit + 1 ? names.slice(0, limit) : names;
  const rest = names.length - shown.length;
  return shown.map(code).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** `1 member`, `2 members`. */
export function count(number: number | bigint, noun: string): string {
  return `${number} ${noun}${Number(number) === 1 ? '' : 's'}`;
}

/** Large numbers need no exact figure. */
export function roughly(number: bigint): string {
  return number > 999_999n ? 'over a million' : String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}
