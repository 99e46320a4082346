import { cardText, naturalWidth } from './cardText.ts';
import type { DiagramCard, DiagramPill } from './diagramModel.ts';
import type { Box, CardText } from './layoutTypes.ts';
import { measures } from './measures.ts';

/** A card with those docked to it, in a frame where there are any. x and y count from the block's top left corner. */
export interface CardBlock {
  readonly card: DiagramCard;
  readonly width: number;
  readonly height: number;
  readonly framed: boolean;
  readonly boxes: readonly (Box & { readonly card: DiagramCard; readonly text: CardText; readonly docked: boolean })[];
  /** Of the card and of those docked to it. */
  readonly pills: readonly DiagramPill[];
}

const { framePad, cardHeight, dockedHeight, dockedGap } = measures;

/** How a block is made for its place. */
export interface BlockStyle {
  /** Stacked cards name their published ports themselves, since their pills stand together above the stack. */
  readonly stacked: boolean;
  /** Width of the narrowest card to make, so that those of a stack are alike. */
  readonly leastWidth: number;
}

export function makeBlock(
  card: DiagramCard,
  docked: readonly DiagramCard[],
  pills: readonly DiagramPill[],
  { stacked, leastWidth }: BlockStyle,
): CardBlock {
  const columns = docked.length > 12 ? 3 : docked.length > 4 ? 2 : 1;
  const dockedWidth = Math.max(0, ...docked.map((other) => naturalWidth(other, [], true, false)));
  const pad = docked.length > 0 ? framePad : 0;
  const inner = Math.max(
    leastWidth - 2 * pad,
    naturalWidth(card, pills, false, stacked),
    Math.ceil((44 + 16 * card.legs.length) / 10) * 10,
    docked.length > 0 ? columns * (dockedWidth + dockedGap) - dockedGap : 0,
  );
  const width = (inner - dockedGap * (columns - 1)) / columns;
  return {
    card,
    width: inner + 2 * pad,
    height: 2 * pad + cardHeight + Math.ceil(docked.length / columns) * (dockedHeight + dockedGap),
    framed: docked.length > 0,
    boxes: [
      {
        card,
        x: pad,
        y: pad,
        width: inner,
        height: cardHeight,
        docked: false,
        text: cardText(card, pills, inner, false, stacked),
      },
      ...docked.map((other, index) => ({
        card: other,
        x: pad + (index % columns) * (width + dockedGap),
        y: pad + cardHeight + dockedGap + Math.floor(index / columns) * (dockedHeight + dockedGap),
        width,
        height: dockedHeight,
        docked: true,
        text: cardText(other, [], width, true, false),
      })),
    ],
    pills,
  };
}
