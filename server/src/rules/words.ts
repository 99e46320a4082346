/** `a`, `b` and `c`, each in back quotes. */
export function inWords(names: readonly string[], join: 'and' | 'or' = 'and'): string {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${join} ${quoted.at(-1)}`;
}

/** The first `limit` names, and how many more there are. */
export function someInWords(names: readonly string[], limit = 3): string {
  if (names.length <= limit + 1) return inWords(names);
  return `${names
    .slice(0, limit)
    .map((name) => `\`${name}\``)
    .join(', ')} and ${names.length - limit} more`;
}

/** `1 address`, `3 addresses`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}
