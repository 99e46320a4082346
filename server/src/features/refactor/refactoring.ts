import type { TextEdit, YamlPath } from '../../text/edit.ts';
import type { OffsetRange } from '../../text/span.ts';
import type { YamlFileStyle } from '../../text/yamlFileStyle.ts';
import type { Snapshot } from '../snapshot.ts';

/** A change of form or structure that the author may want; nothing is wrong without it. */
export interface Refactoring {
  /** In the imperative, as the editor's menu shows it. */
  readonly title: string;
  /** Kinds of the Language Server Protocol. */
  readonly kind: 'refactor.rewrite' | 'refactor.extract' | 'refactor.move';
  /**
   * All replacements in the snapshot's text; applied together they are one step to undo. Made when it is chosen, as some
   * take a parse of the whole file; none where it turns out to be impossible.
   */
  changes(): readonly TextEdit[];
}

/** Where a refactoring is asked for. */
export interface RefactorPlace {
  readonly snapshot: Snapshot;
  /** The selection; empty for a cursor. */
  readonly range: OffsetRange;
  /** Of the smallest entry or list item whose lines hold the whole selection; empty between the top-level entries. */
  readonly path: YamlPath;
  readonly style: YamlFileStyle;
}
