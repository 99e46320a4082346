import type { DiagramSnapshot } from '../../../server/src/protocol.ts';
import { reachedFrom } from './relations.ts';

/** What the status line says about a node: its facts, and what it reaches in words. */
export function statusText(id: string, { nodes, reach, table }: DiagramSnapshot): string {
  const label = nodes.find((node) => node.id === id)?.label ?? placeNames.get(id) ?? '';
  const reached = reachedFrom(id, reach);
  if (!reached) return label;
  const names = new Map(table.flatMap(({ rows }) => rows.map((row) => [row.id, row.cells[0] ?? row.id] as const)));
  const nameOf = (other: string): string => names.get(other) ?? placeNames.get(other) ?? other;
  const open = reached.open.filter((other) => other !== id).map(nameOf);
  const unknown = reached.unknown.map(nameOf);
  const known = new Set([id, ...reached.open, ...reached.unknown]);
  const closed = reach.ids.filter((other) => !known.has(other)).map(nameOf);
  return [
    `${label}.`,
    open.length > 0 ? `Reaches ${few(open)}.` : 'Reaches nothing.',
    ...(unknown.length > 0 ? [`Not known: ${few(unknown)}.`] : []),
    ...(closed.length > 0 && open.length > 0 ? [`Cannot reach ${few(closed)}.`] : []),
  ].join(' ');
}

const placeNames: ReadonlyMap<string, string> = new Map([
  ['place:host', 'the host'],
  ['place:internet', 'internet and LAN'],
]);

function few(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(', ')} and ${names.length - 8} more` : names.join(', ');
}
