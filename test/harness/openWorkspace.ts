import { Documents, type ProjectPlan } from '../../server/src/documents.ts';
import type { Snapshot } from '../../server/src/features/snapshot.ts';
import { otherProjects } from '../../server/src/model/otherProjects.ts';
import type { Position } from '../../server/src/text/lineIndex.ts';
import { memoryFiles } from './memoryFiles.ts';

const root = 'file:///work/';

export interface OpenWorkspace {
  readonly snapshot: Snapshot;
  /** The place of the `$0`. */
  readonly position: Position;
  /** `PATH:LINE TEXT` of a place, the line counted from 1. */
  placeOf(uri: string, range: { readonly start: Position; readonly end: Position }): string;
}

/**
 * Opens the file that holds the `$0` in a workspace of several projects: each file `FOLDER/compose.yaml` is one. A text
 * is a list of files, each behind a line `//- PATH`.
 */
export function openWorkspace(text: string): OpenWorkspace {
  const parts = text.split(/^\/\/- /m).filter((part) => part.trim() !== '');
  const marked = parts.map(
    (part) => [part.slice(0, part.indexOf('\n')).trim(), part.slice(part.indexOf('\n') + 1)] as const,
  );
  const texts = Object.fromEntries(marked.map(([path, each]) => [path, each.replace('$0', '')]));
  const [path, withMark] = marked.find(([, each]) => each.includes('$0')) ?? ['', ''];
  const documents = new Documents({ levels: {} }, memoryFiles(texts, root));
  const environment = new Map<string, string>();
  const planOf = (file: string): ProjectPlan => ({
    files: [root + file],
    environment,
    directoryName: file.split('/')[0] ?? '',
    usedBy: [],
  });
  const plans = Object.keys(texts)
    .filter((each) => each.endsWith('/compose.yaml'))
    .map(planOf);
  documents.others = (project) =>
    otherProjects(
      project,
      plans.flatMap((plan) => documents.analysis(plan)?.project ?? []),
    );
  documents.open(root + path, 1, texts[path] ?? '', planOf(path));
  const snapshot = documents.snapshot(root + path);
  if (!snapshot) throw new Error(`${path} is not open`);
  return {
    snapshot,
    position: snapshot.lines.positionAt(withMark.indexOf('$0')),
    placeOf(other, { start, end }) {
      const file = snapshot.fileOf(other);
      if (!file) return `${other} was not read`;
      const covered = file.text.slice(file.lines.offsetAt(start), file.lines.offsetAt(end));
      return `${other.replace(root, '')}:${start.line + 1} ${covered}`;
    },
  };
}
