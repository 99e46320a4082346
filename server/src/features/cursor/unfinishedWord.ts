/**
 * True for a word whose colon belongs to it though nothing follows yet: `http://api:` and `8080:` are a URL and a
 * mapping that are being typed, and no keys.
 */
export function isUnfinishedWord(word: string): boolean {
  return word.includes('://') || /^(?:[\d.]+:)?[\d.-]+$/.test(word);
}
