import { folderOf } from '../compose/fileUri.ts';
import type { Snapshot } from './snapshot.ts';

/** What paths in the file are relative to: the folder of its project, which need not be its own. */
export function folderOfFile({ project, uri }: Snapshot): string {
  return project.files.find((file) => file.uri === uri)?.folder ?? folderOf(uri);
}
