/** The first of each name: while someone types, and over several files, a name can stand twice. */
export function firstOfEachName<T extends { readonly name: string }>(items: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return items.filter(({ name }) => !seen.has(name) && seen.add(name));
}
