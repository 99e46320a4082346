import type { CardBlock } from './cardBlock.ts';
import type { DiagramLeg } from './diagramModel.ts';
import { measures } from './measures.ts';
import { type PillStack, stackPills } from './pillStacks.ts';
import { type Fitted, fitText, textWidth } from './textWidth.ts';

/**
 * What is placed as one piece: a card, or a stack of cards that are on the same networks and share the way to them.
 * x and y count from the column's top left corner.
 */
export interface Column {
  readonly id: string;
  readonly members: readonly { readonly block: CardBlock; readonly x: number; readonly y: number }[];
  readonly width: number;
  readonly height: number;
  readonly legs: readonly ColumnLeg[];
  readonly stacks: readonly PillStack[];
  /** Where wires end at the cards. */
  readonly wires: readonly {
    readonly card: string;
    readonly stack: number;
    readonly endX: number;
    readonly endY: number;
  }[];
}

export interface ColumnLeg {
  readonly leg: DiagramLeg;
  readonly card: string;
  /** To the line above; the others lead down. */
  readonly up: boolean;
  /** Where it leaves the card: straight up or down, or to the side. */
  readonly startX: number;
  readonly startY: number;
  /** Where it runs up or down. */
  readonly x: number;
  /** `line`: where the leg meets its line; `card`: over the card. */
  readonly label?: {
    readonly at: 'line-left' | 'line-right' | 'card';
    readonly texts: readonly Fitted[];
    readonly width: number;
  };
}

/** A column on paper. */
export interface PlacedColumn {
  readonly column: Column;
  readonly x: number;
  readonly y: number;
  readonly under: string | undefined;
}

const { laneGap } = measures;

/** One card with straight legs: the one to the line above at the left, those to lines below at the right. */
export function singleColumn(block: CardBlock): Column {
  const { card, width, height } = block;
  const [up, ...down] = card.legs;
  const stacks = stackPills(block.pills, width);
  const besideWires = stacks.length > 0;
  const legs: ColumnLeg[] = [];
  if (up) {
    const label = lineLabel(up, besideWires ? 'line-left' : 'line-right');
    const x = besideWires ? 22 : Math.round(width / 3);
    legs.push({ leg: up, card: card.id, up: true, startX: x, startY: 0, x, ...(label && { label }) });
  }
  // The leg to the farthest line stands left, so that no other one runs through the labels at its end.
  [...down].reverse().forEach((leg, index) => {
    const x = Math.round(down.length === 1 ? (width * 2) / 3 : 30 + ((width - 54) * index) / (down.length - 1));
    const label = lineLabel(leg, 'line-right');
    legs.push({ leg, card: card.id, up: false, startX: x, startY: height, x, ...(label && { label }) });
  });
  return {
    id: card.id,
    members: [{ block, x: 0, y: 0 }],
    width,
    height,
    legs,
    stacks,
    wires: stacks.map((stack, index) => ({ card: card.id, stack: index, endX: stack.wireX, endY: 0 })),
  };
}

/**
 * Cards under each other, all on the same lines: one riser at the left to the line above, one lane at the right for
 * each line below, and one for wires from published ports.
 */
export function stackedColumn(blocks: readonly CardBlock[]): Column {
  const widest = Math.max(...blocks.map((block) => block.width));
  const left = laneGap;
  const members: Column['members'][number][] = [];
  let y = 0;
  for (const block of blocks) {
    if (members.length > 0) y += block.card.legs.some(isLabelled) ? measures.labelledRowGap : measures.rowGap;
    members.push({ block, x: left, y });
    y += block.height;
  }
  const edge = left + widest;
  const pills = blocks.flatMap((block) => block.pills);
  const wired = pills.length > 0;
  const firstLane = edge + (wired ? 2 : 1) * laneGap;
  const legs = members.flatMap((member) => memberLegs(member, firstLane));
  const lanes = Math.max(0, ...blocks.map((block) => block.card.legs.length - 1));
  const stacks = wired ? stackPills(pills, 2 * (edge + laneGap), 1) : [];
  return {
    id: blocks[0]?.card.id ?? '',
    members,
    width: lanes > 0 ? firstLane + (lanes - 1) * laneGap : wired ? edge + laneGap : edge,
    height: y,
    legs,
    stacks,
    wires: members.flatMap(({ block, x, y: top }) =>
      block.pills.length > 0
        ? [{ card: block.card.id, stack: 0, endX: x + block.width, endY: top + measures.cardHeight / 2 - 8 }]
        : [],
    ),
  };
}

function memberLegs({ block, x, y }: Column['members'][number], firstLane: number): readonly ColumnLeg[] {
  const middle = y + measures.cardHeight / 2;
  return block.card.legs.map((leg, index): ColumnLeg => {
    const up = index === 0;
    const label = up ? stackLabel(block) : undefined;
    return {
      leg,
      card: block.card.id,
      up,
      startX: up ? x : x + block.width,
      startY: up ? middle : middle + 8,
      x: up ? 0 : firstLane + (index - 1) * laneGap,
      ...(label && { label }),
    };
  });
}

const isLabelled = (leg: DiagramLeg): boolean => leg.addresses.length > 0 || leg.aliases.length > 0;

const legTexts = (leg: DiagramLeg): readonly string[] => [
  ...leg.addresses.slice(0, 1),
  ...(leg.aliases.length > 0 ? [leg.aliases.join(', ')] : []),
];

function lineLabel(leg: DiagramLeg, at: 'line-left' | 'line-right'): ColumnLeg['label'] {
  if (!isLabelled(leg)) return undefined;
  const texts = legTexts(leg).map((text) => fitText(text, 'mono', measures.smallSize, measures.legLabelWidth));
  return { at, texts, width: widthOf(texts) };
}

/** All addresses and aliases of a stacked card in one row over it. */
function stackLabel(block: CardBlock): ColumnLeg['label'] {
  if (!block.card.legs.some(isLabelled)) return undefined;
  const text = block.card.legs.flatMap(legTexts).join(' · ');
  const texts = [fitText(text, 'mono', measures.smallSize, block.width - 8)];
  return { at: 'card', texts, width: widthOf(texts) };
}

const widthOf = (texts: readonly Fitted[]): number =>
  Math.max(0, ...texts.map(({ text }) => Math.ceil(textWidth(text, 'mono', measures.smallSize))));
