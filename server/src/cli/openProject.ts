import { fileURLToPath } from 'node:url';
import type { Snapshot } from '../features/snapshot.ts';
import { withProfiles } from '../model/profiles.ts';
import { openFiles } from './openFiles.ts';

/** Which project a command is about. */
export interface Selection {
  /** The project that this file belongs to. */
  readonly file?: string;
  /** Exactly these files, in this order: `-f`. */
  readonly files: readonly string[];
  /** Profiles that are switched on; absent: as `COMPOSE_PROFILES` says. */
  readonly profiles?: readonly string[];
}

export interface SelectedProject {
  /** The file that was named, or the first one. */
  readonly snapshot: Snapshot;
  /** Absolute paths of what compose is to read, in the order of `-f`. */
  readonly files: readonly string[];
}

/** Finds and reads the project. Rejects with the system's error when a file that was named cannot be read. */
export async function openProject({ file, files, profiles }: Selection): Promise<SelectedProject> {
  const { documents, uris, failures } = await openFiles(file === undefined ? files : [file], file === undefined);
  if (failures.length > 0) throw failures[0];
  const [uri = ''] = uris.values();
  const snapshot = documents.snapshot(uri);
  if (!snapshot) throw new Error('A project has one file at least.');
  const read = snapshot.project.files.filter(({ role }) => role === 'main' || role === 'override');
  return {
    snapshot: profiles ? { ...snapshot, project: withProfiles(snapshot.project, profiles) } : snapshot,
    files: read.map((each) => fileURLToPath(each.uri)),
  };
}
