import type { DiagramReach } from '../../../server/src/protocol.ts';

/** What belongs to what in a picture, by ids. */
export interface Relations {
  readonly legs: readonly { readonly id: string; readonly card: string; readonly line: string }[];
  readonly pills: readonly { readonly id: string; readonly card: string }[];
  /** Cards that share the network of another one. */
  readonly owners: ReadonlyMap<string, string>;
}

/** What stays bright while a node is looked at; everything else is dimmed. */
export interface Highlight {
  readonly bright: ReadonlySet<string>;
  /** Half dimmed: the file does not tell whether it can be reached. */
  readonly maybe: ReadonlySet<string>;
}

/** The wires between the published ports of a card and the card have no id of their own. */
export const wiresId = (card: string): string => `wires:${card}`;

/**
 * What a node can reach, with the lines and legs that lead there; for a line its members. Undefined for a node that
 * reaches nothing by itself, such as a finding.
 */
export function highlight(id: string, relations: Relations, reach: DiagramReach): Highlight | undefined {
  const pill = relations.pills.find((candidate) => candidate.id === id);
  if (pill)
    return { bright: new Set([id, pill.card, wiresId(pill.card), 'place:internet', 'place:host']), maybe: new Set() };
  const leg = relations.legs.find((candidate) => candidate.id === id);
  if (leg) return { bright: new Set([id, leg.card, leg.line]), maybe: new Set() };
  const reached = reachedFrom(id, reach);
  if (!reached) return members(id, relations);
  const open = new Set(reached.open);
  const own = relations.owners.get(id) ?? id;
  const lines = new Set(
    relations.legs.filter((candidate) => candidate.card === own).map((candidate) => candidate.line),
  );
  const bright = new Set([...open, id, ...lines]);
  for (const other of relations.legs) {
    if (other.card === own || (lines.has(other.line) && open.has(other.card))) bright.add(other.id);
  }
  const fromOutside = id.startsWith('place:');
  for (const { id: port, card } of relations.pills) {
    if (card !== id && !(fromOutside && open.has(card))) continue;
    bright.add(port);
    bright.add(wiresId(card));
  }
  return { bright, maybe: new Set(reached.unknown) };
}

/** Ids of what a place can reach and of what is not known; undefined for an id that is no place. */
export function reachedFrom(
  id: string,
  reach: DiagramReach,
): { readonly open: readonly string[]; readonly unknown: readonly string[] } | undefined {
  const pair = reach.from[reach.ids.indexOf(id)];
  if (!pair) return undefined;
  const idsOf = (set: number): readonly string[] => (reach.sets[set] ?? []).flatMap((index) => reach.ids[index] ?? []);
  return { open: idsOf(pair.open), unknown: idsOf(pair.unknown) };
}

function members(line: string, relations: Relations): Highlight | undefined {
  const legs = relations.legs.filter((leg) => leg.line === line);
  const cards = new Set(legs.map((leg) => leg.card));
  const docked = [...relations.owners].filter(([, owner]) => cards.has(owner)).map(([card]) => card);
  const known = legs.length > 0 || line.startsWith('network:') || line.startsWith('engine:');
  return known
    ? { bright: new Set([line, ...cards, ...docked, ...legs.map((leg) => leg.id)]), maybe: new Set() }
    : undefined;
}
