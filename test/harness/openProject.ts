import { Documents, type ProjectPlan } from '../../server/src/documents.ts';
import type { Snapshot } from '../../server/src/features/snapshot.ts';
import type { Position } from '../../server/src/text/lineIndex.ts';
import { memoryFiles } from './memoryFiles.ts';

const folder = 'file:///shop/';

export interface OpenProject {
  readonly snapshot: Snapshot;
  /** The place of the `$0`. */
  readonly position: Position;
  /** The text of a file by its path, without the mark. */
  textOf(path: string): string;
  /** `PATH:LINE TEXT` of a place, the line counted from 1. */
  placeOf(uri: string, range: { readonly start: Position; readonly end: Position }): string;
}

/**
 * Opens the file that holds the `$0`, as the server does, in the project of `compose.yaml` and the files in `over`. A
 * text is a list of files, each behind a line `//- PATH`.
 */
export function openProject(text: string, over: readonly string[] = []): OpenProject {
  const marked = Object.fromEntries(
    text
      .split(/^\/\/- /m)
      .filter((part) => part.trim() !== '')
      .map((part) => [part.slice(0, part.indexOf('\n')).trim(), part.slice(part.indexOf('\n') + 1)] as const),
  );
  const entries = Object.entries(marked);
  const [path, withMark] = entries.find(([, each]) => each.includes('$0')) ?? ['compose.yaml', ''];
  const texts = Object.fromEntries(entries.map(([name, each]) => [name, each.replace('$0', '')]));
  const documents = new Documents({ levels: {} }, memoryFiles(texts));
  const uri = folder + path;
  const plan: ProjectPlan = {
    files: [`${folder}compose.yaml`, ...over.map((each) => folder + each)],
    environment: new Map(),
    directoryName: 'shop',
    usedBy: [],
  };
  documents.open(uri, 1, texts[path] ?? '', plan);
  const snapshot = documents.snapshot(uri);
  if (!snapshot) throw new Error(`${path} is not open`);
  return {
    snapshot,
    position: snapshot.lines.positionAt(withMark.indexOf('$0')),
    textOf: (name) => texts[name] ?? '',
    placeOf(other, { start, end }) {
      const file = snapshot.fileOf(other);
      if (!file) return `${other} is no file of the project`;
      const covered = file.text.slice(file.lines.offsetAt(start), file.lines.offsetAt(end));
      return `${other.replace(folder, '')}:${start.line + 1} ${covered}`;
    },
  };
}
