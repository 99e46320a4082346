import type { DiagramShape } from '../protocol.ts';
import type { DiagramCard, DiagramLeg, DiagramLine, DiagramModel, DiagramPill } from './diagramModel.ts';
import type { Fitted } from './textWidth.ts';

/** Pixels from the picture's top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Every place on paper. All figures are pixels at 100 % zoom; y grows downwards. */
export interface Layout {
  readonly model: DiagramModel;
  readonly width: number;
  readonly height: number;
  /** Where lines and bands begin and end. */
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly outside: Box;
  readonly outsideText: Fitted;
  readonly lines: readonly PlacedLine[];
  /** In reading order: line by line from the outside in, within one from left to right. */
  readonly cards: readonly PlacedCard[];
  /** Frames around cards that share one network namespace. */
  readonly frames: readonly PlacedFrame[];
  readonly legs: readonly PlacedLeg[];
  readonly pills: readonly PlacedPill[];
  readonly wires: readonly PlacedWire[];
  /** The row of services without a network. */
  readonly apart?: Box;
  readonly strip?: PlacedStrip;
  readonly shape: DiagramShape;
  /** Width that rows of cards aim at; kept between edits so that rows do not re-wrap. */
  readonly capacity: number;
}

export interface PlacedLine {
  readonly line: DiagramLine;
  readonly y: number;
  /** Index of its colour; undefined for the host and for lines that are no network of this file. */
  readonly tone: number | undefined;
  readonly name: Fitted;
  /** Where the icons behind the name begin. */
  readonly iconsX: number;
  /** Width of the name and what is behind it. */
  readonly headWidth: number;
  readonly details: readonly Fitted[];
  /** Width of the whole label. */
  readonly labelWidth: number;
}

export interface PlacedCard extends Box {
  readonly card: DiagramCard;
  readonly text: CardText;
  /** A card in the frame of its owner, drawn smaller. */
  readonly docked: boolean;
  /** The line under which it stands; undefined for those apart. */
  readonly under: string | undefined;
  /** The column that it is a part of, for the next layout. */
  readonly column: { readonly id: string; readonly x: number; readonly width: number };
}

export interface CardText {
  readonly name: Fitted;
  readonly source?: Fitted;
  /** Role and ports, at the right. */
  readonly aside?: string;
  readonly replicas?: string;
  /** The name in large letters, for a picture seen from afar. */
  readonly far: Fitted;
}

export interface PlacedFrame extends Box {
  readonly owner: string;
}

/**
 * A leg: from the card straight up or down, or to the side and then up or down at `x`. `hops` are the y of lines that it
 * crosses and does not join.
 */
export interface PlacedLeg {
  readonly leg: DiagramLeg;
  readonly card: string;
  readonly startX: number;
  readonly startY: number;
  readonly x: number;
  readonly lineY: number;
  readonly hops: readonly number[];
  readonly label?: LegLabel;
}

export interface LegLabel extends Box {
  readonly anchor: 'start' | 'end';
  readonly lines: readonly Fitted[];
}

export interface PlacedPill extends Box {
  readonly id: string;
  readonly card: string;
  readonly text: Fitted;
  /** More than one where the rest of a long list shares a pill. */
  readonly pills: readonly DiagramPill[];
}

/** A wire of the host row: down at `x`, then to the side where `endX` differs. */
export interface PlacedWire {
  readonly card: string;
  /** enter: from the internet to a pill; arrow: from a pill to its card; cut: a stump under a port that does not work */
  readonly kind: 'enter' | 'arrow' | 'cut';
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly endX: number;
  readonly hops: readonly number[];
}

export interface PlacedStrip extends Box {
  readonly lines: readonly Fitted[];
  /** `line 52`, or `line 52 · 4 more`. */
  readonly where: string;
}
