import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { baseName } from '../compose/fileUri.ts';
import { filePathOf } from './filePath.ts';
import { loadEnvironment } from './readFiles.ts';

/** Names of the files in a folder; none when it cannot be read. */
export async function fileNamesIn(folderUri: string): Promise<readonly string[]> {
  const folder = filePathOf(folderUri);
  if (folder === undefined) return [];
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() ? [] : [entry.name]));
  } catch {
    return [];
  }
}

/**
 * The variables of projects by their folder. Gives the same map again as long as the values are the same, since facts
 * are kept by it.
 */
export class Environments {
  readonly #known = new Map<string, ReadonlyMap<string, string>>();
  readonly #fresh = new Set<string>();

  /** Of a folder that is not on disk: none. */
  async of(folderUri: string): Promise<ReadonlyMap<string, string>> {
    const known = this.#known.get(folderUri);
    if (known && this.#fresh.has(folderUri)) return known;
    const folder = filePathOf(folderUri);
    const read = folder === undefined ? new Map<string, string>() : await loadEnvironment(folder);
    const environment = known && sameEntries(known, read) ? known : read;
    this.#known.set(folderUri, environment);
    this.#fresh.add(folderUri);
    return environment;
  }

  /** Files have changed: the next question reads them again. */
  refresh(): void {
    this.#fresh.clear();
  }
}

function sameEntries(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  if (a.size !== b.size) return false;
  for (const [name, value] of a) if (b.get(name) !== value) return false;
  return true;
}

/** What a folder is called, from which compose makes the project's name. */
export function folderName(folderUri: string): string {
  const folder = filePathOf(folderUri);
  return folder === undefined ? baseName(folderUri) : path.basename(folder);
}
