import { type CardBlock, makeBlock } from './cardBlock.ts';
import { type Column, singleColumn, stackedColumn } from './column.ts';
import type { DiagramCard, DiagramModel, DiagramPill } from './diagramModel.ts';
import { measures } from './measures.ts';

/** What stands between two lines, under the upper one. */
export interface Band {
  /** The line above; undefined for the last band, that of cards without a network. */
  readonly under: string | undefined;
  readonly columns: readonly Column[];
}

/** A column of the previous picture: its cards from top to bottom, and x from the start of the lines. */
export interface OldColumn {
  readonly x: number;
  readonly width: number;
  readonly cards: readonly string[];
}

/** What an arrangement starts from. */
export interface Arrangement {
  readonly old: ReadonlyMap<string | undefined, readonly OldColumn[]>;
  /** Rows that stacks may have beyond those that the width asks for. */
  readonly higher: number;
}

/** Cards with what hangs on them. */
export interface CardGroup {
  readonly card: DiagramCard;
  readonly docked: readonly DiagramCard[];
  readonly pills: readonly DiagramPill[];
}

/**
 * Cards under their outermost line. Where they need more width than `capacity`, those on the same lines are stacked.
 * Stacks of the previous picture stay together as far as they can.
 */
export function makeBands(
  model: DiagramModel,
  groups: readonly CardGroup[],
  capacity: number,
  { old, higher }: Arrangement,
): readonly Band[] {
  const unders: (string | undefined)[] = [...model.lines.map((line) => line.id), undefined];
  const passing = countPassing(model, groups);
  return unders.map((under, index) => {
    const inside = groups.filter((group) => group.card.legs[0]?.line === under);
    const room = Math.max(capacity / 3, capacity - (passing[index] ?? 0) * 2 * measures.legClear);
    const columns = old.get(under) ?? [];
    const height = Math.max(stackHeight(inside, room) + higher, ...columns.map((column) => column.cards.length));
    return { under, columns: fillColumns(inside, height, columns) };
  });
}

/** For each band the number of legs that only pass through it. */
function countPassing(model: DiagramModel, groups: readonly CardGroup[]): readonly number[] {
  const position = new Map(model.lines.map((line, index) => [line.id, index]));
  const passing = new Array<number>(model.lines.length + 1).fill(0);
  for (const { card } of groups) {
    const [first, ...others] = card.legs.map((leg) => position.get(leg.line) ?? 0);
    for (const line of others) {
      for (let band = (first ?? 0) + 1; band < line; band++) passing[band] = (passing[band] ?? 0) + 1;
    }
  }
  return passing;
}

/** The lowest stacks with which everything fits into the width; 1 when it fits without any. */
function stackHeight(groups: readonly CardGroup[], room: number): number {
  const alike = [...bySignature(groups).values()];
  const width = measures.typicalColumn;
  for (let height = 1; height < measures.stackRows; height++) {
    const columns = alike.reduce((sum, members) => sum + Math.ceil(members.length / height), 0);
    if (columns * width <= room) return height;
  }
  return measures.stackRows;
}

function fillColumns(groups: readonly CardGroup[], height: number, old: readonly OldColumn[]): readonly Column[] {
  const waiting = new Map(groups.map((group) => [group.card.id, group]));
  const stacks: CardGroup[][] = [];
  for (const { cards } of [...old].sort((a, b) => a.x - b.x)) {
    const still = cards.flatMap((id) => waiting.get(id) ?? []);
    const first = still[0];
    if (!first) continue;
    const stack = still.filter((group) => signature(group) === signature(first));
    for (const { card } of stack) waiting.delete(card.id);
    stacks.push(stack);
  }
  for (const [key, members] of bySignature([...waiting.values()])) {
    const open = stacks.filter((stack) => stack[0] && signature(stack[0]) === key);
    const rest = [...members];
    for (const stack of open) while (stack.length < height && rest.length > 0) stack.push(...rest.splice(0, 1));
    const count = Math.ceil(rest.length / height);
    for (let left = count; left > 0; left--) stacks.push(rest.splice(0, Math.ceil(rest.length / left)));
  }
  return stacks.map(makeColumn);
}

function makeColumn(groups: readonly CardGroup[]): Column {
  const stacked = groups.length > 1;
  const make = (leastWidth: number): readonly CardBlock[] =>
    groups.map(({ card, docked, pills }) => makeBlock(card, docked, pills, { stacked, leastWidth }));
  const blocks = make(0);
  const [block] = blocks;
  if (!stacked && block) return singleColumn(block);
  return stackedColumn(make(Math.max(...blocks.map((each) => each.width))));
}

/** Cards with published ports first, since wires come from above. */
function bySignature(groups: readonly CardGroup[]): ReadonlyMap<string, readonly CardGroup[]> {
  const alike = new Map<string, CardGroup[]>();
  for (const group of [...groups].sort((a, b) => Number(b.pills.length > 0) - Number(a.pills.length > 0))) {
    const key = signature(group);
    const list = alike.get(key);
    if (list) list.push(group);
    else alike.set(key, [group]);
  }
  return alike;
}

const signature = ({ card }: CardGroup): string => JSON.stringify(card.legs.map((leg) => leg.line));
