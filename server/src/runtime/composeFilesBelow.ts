import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { composeFilesAmong } from '../compose/fileSet.ts';
import { passedOver } from './findComposeFiles.ts';

/** How much of a workspace is looked at. */
export interface SearchLimits {
  readonly files: number;
  readonly folders: number;
  /** Larger files are passed over. */
  readonly bytes: number;
}

/**
 * The compose files in folders and below, the nearest first and in each folder those that compose takes by itself
 * first; hidden folders and those of packages are left out. What cannot be read is passed over. Never rejects.
 */
export async function composeFilesBelow(roots: readonly string[], limits: SearchLimits): Promise<readonly string[]> {
  const folders = roots.filter((root) => root.startsWith('file:')).map((root) => fileURLToPath(root));
  const files: string[] = [];
  for (let next = 0; next < Math.min(folders.length, limits.folders) && files.length < limits.files; next++) {
    const folder = folders[next] as string;
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    for (const name of composeFilesAmong(names)) {
      const file = path.join(folder, name);
      if ((await sizeOf(file)) <= limits.bytes) files.push(pathToFileURL(file).href);
    }
    for (const entry of entries)
      if (entry.isDirectory() && !entry.name.startsWith('.') && !passedOver.has(entry.name))
        folders.push(path.join(folder, entry.name));
  }
  return files.slice(0, limits.files);
}

const sizeOf = async (file: string): Promise<number> => {
  try {
    return (await stat(file)).size;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
};
