/** What the `yaml` package says of an error, as a sentence for someone who does not know its terms. */
export function inPlainWords(message: string): string {
  for (const [pattern, words] of sentences) {
    const match = pattern.exec(message);
    if (match) return words.replace('$1', match[1] ?? '');
  }
  return `${message.replace(/[.:\s]+$/, '')}.`;
}

const sentences: readonly (readonly [RegExp, string])[] = [
  [
    /must be (?:sufficiently|more) indented and end with a (.)/,
    'This bracket is not closed: `$1` is missing, or lines in between are indented too little.',
  ],
  [/Missing closing (.)quote/, 'The quote $1 is opened and not closed.'],
  [/All mapping items must start at the same column/, 'This entry is not indented as far as the entries around it.'],
  [/All sequence items must start at the same column/, 'This list item is not indented as far as the items around it.'],
  [
    /Nested mappings are not allowed in compact mappings/,
    'A second colon on one line: a value that contains a colon and a blank needs quotes.',
  ],
  [
    /Implicit (?:map )?keys need to be (?:followed by map values|on a single line)/,
    'A colon is missing behind this key.',
  ],
  [
    /A block sequence may not be used as an implicit map key|Nested mappings are not allowed/,
    'A list item or map cannot stand here.',
  ],
  [
    /Plain value cannot start with (?:reserved|directive indicator) character (.)/,
    'A value that begins with $1 needs quotes.',
  ],
  [
    /Invalid escape sequence (\S+)/,
    'In double quotes $1 means nothing; a backslash is written twice, or use single quotes.',
  ],
  [/Unexpected scalar at node end/, 'This stands behind a value that has ended already.'],
  [/Unexpected flow-(?:seq|map)-end token/, 'This closing bracket has no opening one.'],
];
