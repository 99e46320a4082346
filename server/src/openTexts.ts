import type { DocumentChange } from './documents.ts';
import type { TextEdit } from './text/edit.ts';
import { indexLines, type LineIndex } from './text/lineIndex.ts';

/** The newest version of a file that an editor shows. */
export interface OpenText {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  /** Made when somebody asks for it first; edits keep it. */
  readonly lines: LineIndex;
}

/** The texts of open files, as their changes make them. */
export class OpenTexts {
  readonly #open = new Map<string, OpenText>();

  get uris(): readonly string[] {
    return [...this.#open.keys()];
  }

  get(uri: string): OpenText | undefined {
    return this.#open.get(uri);
  }

  has(uri: string): boolean {
    return this.#open.has(uri);
  }

  open(uri: string, version: number, text: string): void {
    this.#open.set(uri, openText(uri, version, text));
  }

  close(uri: string): void {
    this.#open.delete(uri);
  }

  /** Gives the edits that were made, each of the text that the ones before left. */
  change(uri: string, version: number, changes: readonly DocumentChange[]): readonly TextEdit[] {
    const file = this.#open.get(uri);
    if (!file) return [];
    let { text, lines } = file;
    const edits = changes.map(({ range, text: newText }): TextEdit => {
      const start = range ? lines.offsetAt(range.start) : 0;
      const end = range ? lines.offsetAt(range.end) : text.length;
      const edit = { start, end, newText };
      text = text.slice(0, start) + newText + text.slice(end);
      lines = lines.edit(edit, text);
      return edit;
    });
    this.#open.set(uri, openText(uri, version, text, lines));
    return edits;
  }
}

const openText = (uri: string, version: number, text: string, known?: LineIndex): OpenText => {
  let index = known;
  return {
    uri,
    version,
    text,
    get lines() {
      index ??= indexLines(text);
      return index;
    },
  };
};
