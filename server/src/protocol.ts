/** Requests and notifications of our own between client and server, beside those of the Language Server Protocol. */

import type { Protocol } from './model/service.ts';
import type { Place } from './reach/verdicts.ts';

/** Zero-based line and UTF-16 column. */
export interface WirePosition {
  readonly line: number;
  readonly character: number;
}

export interface WireRange {
  readonly start: WirePosition;
  readonly end: WirePosition;
}

/**
 * Server to client, after every analysis of an open file: what was shown for it is out of date. A client that shows a
 * diagram then asks for it again.
 */
export const didAnalyzeNotification = 'bulkhead/didAnalyze';

export interface DidAnalyzeParams {
  readonly uri: string;
  readonly version: number;
}

/** Client to server: the diagram of an open compose file. Answers `DiagramSnapshot`, or null for any other file. */
export const diagramRequest = 'bulkhead/diagram';

export interface DiagramParams {
  readonly uri: string;
  /** `variables`, the default, is for the webview; the others are complete files with fixed colours. */
  readonly theme?: DiagramTheme;
  /** Forget where cards stood before and lay out anew. */
  readonly anew?: boolean;
  /** What the picture should fit into; `wide` when absent. */
  readonly shape?: DiagramShape;
}

/** `tall` is for a narrow panel beside an editor. */
export type DiagramShape = 'wide' | 'tall';

export type DiagramTheme = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light' | 'variables';

/** Everything that a view of the diagram shows; complete, never a difference to an earlier one. */
export interface DiagramSnapshot {
  readonly uri: string;
  /** Of the document that was analysed last. */
  readonly version: number;
  readonly title: string;
  /** One SVG document; its elements carry the ids of `nodes` in `data-id`. */
  readonly svg: string;
  /** Why this is not the picture of the file as it stands; absent when it is. */
  readonly stale?: string;
  readonly nodes: readonly DiagramNode[];
  readonly reach: DiagramReach;
  /** The same facts as tables, for those who cannot use the picture. */
  readonly table: readonly DiagramTable[];
}

/** Something in the picture that stands in the file. */
export interface DiagramNode {
  readonly id: string;
  readonly label: string;
  /** The whole entry. A cursor in it is a cursor at this node; where several hold it, the smallest counts. */
  /** The file in which it stands. */
  readonly uri: string;
  readonly range: WireRange;
  /** What to select when someone asks for the source. */
  readonly selection: WireRange;
}

/** Which places can open a connection to which, on any port. */
export interface DiagramReach {
  /** Ids of cards and of `place:host` and `place:internet`; numbers below are indexes of this list. */
  readonly ids: readonly string[];
  /** Sets of places. Many places have the same, so that each is here once. */
  readonly sets: readonly (readonly number[])[];
  /** For each id the indexes of its two sets: what it reaches (itself included), and what the file does not tell. */
  readonly from: readonly { readonly open: number; readonly unknown: number }[];
}

export interface DiagramTable {
  readonly title: string;
  readonly columns: readonly string[];
  /** One cell for each column; the first names the row. */
  readonly rows: readonly { readonly id: string; readonly cells: readonly string[] }[];
}

/** Client to server: whether one place can reach another, and why. Answers `TraceAnswer`, or null for a file that is not open. */
export const traceRequest = 'bulkhead/trace';

export interface TraceParams {
  /** An open file of the project. */
  readonly uri: string;
  readonly from: Place;
  readonly to: Place;
  /** Null: any port. */
  readonly port: number | null;
  readonly protocol: Protocol;
}

/** Client to server: between which places a way can be traced. Answers `TraceEnds`, or null for a file that is not open. */
export const traceEndsRequest = 'bulkhead/traceEnds';

export interface TraceEndsParams {
  readonly uri: string;
  /** The cursor, whose place says what is likely meant. */
  readonly position?: WirePosition;
}

/** Client to server: the statements of `x-reach` in an open file. Answers a list of `StatementAnswer`, or null for a file that is not open. */
export const statementsRequest = 'bulkhead/statements';

export interface StatementsParams {
  readonly uri: string;
}
