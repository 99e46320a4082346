import type { Proposal } from './proposal.ts';
import { type Target, writtenName } from './target.ts';

/** Networks and services that others name and that are not defined yet, where they would be. */
export function undefinedNames(target: Target): readonly Proposal[] {
  const { place, form, snapshot, cursor } = target;
  if (form !== 'key' || (place !== 'networks' && place !== 'services')) return [];
  const kind = place === 'networks' ? 'network' : 'service';
  const { project } = snapshot;
  const defined = new Set([
    ...project.symbols.filter((symbol) => symbol.kind === kind).map(({ name }) => name),
    ...cursor.siblings,
  ]);
  const users = new Map<string, string[]>();
  for (const reference of project.references) {
    if (
      reference.kind !== kind ||
      reference.role === 'url' ||
      defined.has(reference.name) ||
      reference.from === undefined
    )
      continue;
    const list = users.get(reference.name);
    if (list) list.push(reference.from);
    else users.set(reference.name, [reference.from]);
  }
  return [...users].map(([name, from]) => ({
    label: name,
    insert: writtenName(target, name),
    kind: kind === 'network' ? 'module' : 'field',
    detail: `named by ${[...new Set(from)].join(', ')}, not defined yet`,
  }));
}
