// What compose takes for a boolean, in any case (measured with 2.40: "1" and "t" are refused, "on" is accepted).
const words: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['y', true],
  ['on', true],
  ['false', false],
  ['no', false],
  ['n', false],
  ['off', false],
]);

/** Undefined for a word that compose refuses. */
export function booleanOf(word: string): boolean | undefined {
  return words.get(word.toLowerCase());
}

export function isBooleanWord(word: string): boolean {
  return words.has(word.toLowerCase());
}
