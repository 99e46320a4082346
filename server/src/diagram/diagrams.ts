import type { Snapshot } from '../features/snapshot.ts';
import type { DiagramParams, DiagramSnapshot } from '../protocol.ts';
import { type DrawnDiagram, diagramIn, diagramSnapshot } from './diagramSnapshot.ts';

/** The diagrams of open files. Remembers the last one of each, so that cards stay where they are between edits. */
export interface Diagrams {
  answer(snapshot: Snapshot, params: DiagramParams): DiagramSnapshot;
  /** To be called when a file is closed. */
  forget(uri: string): void;
}

export function createDiagrams(): Diagrams {
  return new LastDiagrams();
}

class LastDiagrams implements Diagrams {
  readonly #last = new Map<string, { readonly snapshot: Snapshot; readonly drawn: DrawnDiagram }>();

  answer(snapshot: Snapshot, { theme = 'variables', anew = false }: DiagramParams): DiagramSnapshot {
    const last = this.#last.get(snapshot.uri);
    const current = last?.snapshot === snapshot && !anew;
    const drawn = current ? last.drawn : diagramSnapshot(snapshot, anew ? undefined : last?.drawn);
    this.#last.set(snapshot.uri, { snapshot, drawn });
    return diagramIn(drawn, theme);
  }

  forget(uri: string): void {
    this.#last.delete(uri);
  }
}
