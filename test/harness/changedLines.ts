/** Lines of a text, from 0; the last one belongs to them. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** The lines that differ from another text; where something is only missing, the lines around the gap. */
export function changedLines(base: string, text: string): LineRange {
  const before = base.split('\n');
  const after = text.split('\n');
  let first = 0;
  while (first < after.length && after[first] === before[first]) first++;
  let same = 0;
  while (
    same < Math.min(after.length, before.length) - first &&
    after[after.length - 1 - same] === before[before.length - 1 - same]
  )
    same++;
  const last = after.length - 1 - same;
  return last < first ? { first: Math.max(0, first - 1), last: first } : { first, last };
}

/**
 * Where indented JSON tells whom lines belong to: the object or list around them, without what is deeper in it, and, up
 * to the plugin that they are in, what opens those around it and says their `type`.
 */
export function ownerLines(text: string, { first, last }: LineRange): readonly number[] {
  const lines = text.split('\n');
  const depth = (line: number): number => /^ */.exec(lines[line] ?? '')?.[0].length ?? 0;
  const found: number[] = [];
  let [start, end] = [first, last];
  let own = Math.min(depth(first), depth(last));
  while (start > 0) {
    while (start > 0 && depth(start) >= own) start--;
    while (end < lines.length - 1 && depth(end) >= own) end++;
    if (start === 0 && found.length > 0) break;
    found.push(start);
    const isInnermost = found.length === 1;
    for (let line = start + 1; line < end; line++)
      if (depth(line) === own && (isInnermost || lines[line]?.trim().startsWith('"type":'))) found.push(line);
    own = depth(start);
  }
  return found;
}
