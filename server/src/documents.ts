import { analyze } from './features/analyze.ts';
import type { RuleSettings } from './features/ruleSettings.ts';
import type { Snapshot } from './features/snapshot.ts';
import { indexLines, type LineIndex, type Position } from './text/lineIndex.ts';
import { parseYaml, type YamlTree } from './text/yamlTree.ts';

/** One change of a document, as the Language Server Protocol sends it; without a range the whole text is new. */
export interface DocumentChange {
  readonly range?: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/** What the project around a file adds to its meaning. */
export interface Surroundings {
  readonly environment: ReadonlyMap<string, string>;
  readonly directoryName: string;
}

interface OpenDocument {
  readonly uri: string;
  version: number;
  tree: YamlTree;
  lines: LineIndex;
  surroundings: Surroundings;
  /** Absent while changes wait to be analysed. */
  snapshot: Snapshot | undefined;
}

/**
 * The open compose files. A change is put into the tree at once and costs about the size of the edited entry; the
 * analysis is made when it is asked for, so that several changes in a row cost one.
 */
export class Documents {
  readonly #open = new Map<string, OpenDocument>();
  #settings: RuleSettings;

  constructor(settings: RuleSettings) {
    this.#settings = settings;
  }

  get uris(): readonly string[] {
    return [...this.#open.keys()];
  }

  open(uri: string, version: number, text: string, surroundings: Surroundings): void {
    this.#open.set(uri, {
      uri,
      version,
      tree: parseYaml(uri, text),
      lines: indexLines(text),
      surroundings,
      snapshot: undefined,
    });
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  change(uri: string, version: number, changes: readonly DocumentChange[]): void {
    const document = this.#open.get(uri);
    if (!document) return;
    for (const { range, text } of changes) {
      const start = range ? document.lines.offsetAt(range.start) : 0;
      const end = range ? document.lines.offsetAt(range.end) : document.tree.text.length;
      const edit = { start, end, newText: text };
      document.tree = document.tree.edit(edit);
      document.lines = document.lines.edit(edit, document.tree.text);
    }
    document.version = version;
    document.snapshot = undefined;
  }

  setSurroundings(uri: string, surroundings: Surroundings): void {
    const document = this.#open.get(uri);
    if (!document) return;
    document.surroundings = surroundings;
    document.snapshot = undefined;
  }

  setSettings(settings: RuleSettings): void {
    this.#settings = settings;
    for (const document of this.#open.values()) document.snapshot = undefined;
  }

  /** The newest version of a file with everything known about it; undefined for a file that is not open. */
  snapshot(uri: string): Snapshot | undefined {
    const document = this.#open.get(uri);
    if (!document) return undefined;
    const { version, tree, lines, surroundings } = document;
    document.snapshot ??= analyze({ uri, version, text: tree.text, ...surroundings }, this.#settings, { tree, lines });
    return document.snapshot;
  }
}
