/** Requests and notifications of our own between client and server, beside those of the Language Server Protocol. */

import type { Flow, Place } from './reach/verdicts.ts';

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

/** Client to server: what an open file is to Envoy. Answers `EnvoyInfo`, or null for a file of something else. */
export const envoyRequest = 'bulkhead/envoy';

export interface EnvoyParams {
  readonly uri: string;
}

export interface EnvoyInfo {
  /** Of the service that mounts the file, where one does and says it. */
  readonly image?: string;
  /** Where its container has the file, and what it mounts besides: URIs and paths in the container. */
  readonly place?: {
    readonly path: string;
    readonly mounts: readonly { readonly source: string; readonly target: string }[];
  };
}

/** Client to server: the diagram of an open compose or CNI file. Answers `DiagramSnapshot`, or null for any other file. */
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

/** Client to server: the project of a compose file, open or not. Answers `ProjectInfo`. */
export const projectRequest = 'bulkhead/project';

export interface ProjectParams {
  readonly uri: string;
}

/** Which files make up a project, and what a user may choose instead. */
export interface ProjectInfo {
  readonly name: string;
  /** The main file first, then the others in the order in which they are read. */
  readonly files: readonly ProjectInfoFile[];
  /** True when the user chose the files that are read together. */
  readonly isChosen: boolean;
  /** What compose reads in the folder of the main file when no file is named; empty when there is nothing. */
  readonly usual: readonly string[];
  /** True when `COMPOSE_FILE` names them. */
  readonly isNamed: boolean;
  /** The compose files of that folder, those that compose takes by itself first. */
  readonly candidates: readonly string[];
  /** All profiles that services wait for. */
  readonly profiles: readonly string[];
  /** Those that `COMPOSE_PROFILES` switches on. */
  readonly activeProfiles: readonly string[];
}

export interface ProjectInfoFile {
  readonly uri: string;
  readonly role: 'main' | 'override' | 'include' | 'extends';
  /** There is no such file. */
  readonly isMissing?: boolean;
}

/**
 * Client to server: the sets of files that the user reads together, each in the order of `-f`. They replace those of
 * the message before.
 */
export const chooseFilesNotification = 'bulkhead/chooseFiles';

export interface ChooseFilesParams {
  readonly sets: readonly (readonly string[])[];
}

/** Client to server: what compose makes of a project. Answers `EffectiveNetworks`, or null for any other file. */
export const effectiveRequest = 'bulkhead/effectiveNetworks';

export interface EffectiveParams {
  readonly uri: string;
}

/** One compose file that means the same as all files of the project together, networks only. */
export interface EffectiveNetworks {
  /** The main file of the project. */
  readonly uri: string;
  /** Of the document that was asked for; 0 when it is not open. */
  readonly version: number;
  readonly name: string;
  /** All files of the project. */
  readonly files: readonly string[];
  readonly text: string;
  /** In the order of the text. */
  readonly origins: readonly EffectiveOrigin[];
}

/** A place in the text that names where its line comes from. */
export interface EffectiveOrigin {
  readonly range: WireRange;
  readonly uri: string;
  readonly target: WireRange;
}

/**
 * Client to server: what is possible in the stack now, as a statement of intent. Answers the edits of the open file, or why
 * there are none, a sentence; null for a file that is not open.
 */
export const recordIntentRequest = 'bulkhead/recordIntent';

export interface RecordIntentParams {
  readonly uri: string;
  /** `flows`: what the configuration speaks of. `deny`: all that is possible, and nothing else is allowed. */
  readonly baseline: 'flows' | 'deny';
}

export interface RecordedIntent {
  /** Of the document that the edits belong to. */
  readonly version: number;
  readonly edits: readonly { readonly range: WireRange; readonly newText: string }[];
  /** Why there are no edits, a sentence. */
  readonly refused?: string;
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
  readonly protocol: Flow['protocol'];
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
