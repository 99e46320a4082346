import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isComposeFile } from '../compose/names.ts';

/** Folders in which nobody keeps compose files of their own. */
export const passedOver: ReadonlySet<string> = new Set(['node_modules', 'vendor', '__pycache__']);

/**
 * The files that are meant by paths: a file as it is, whatever its name; of a folder every file in it and below
 * whose name is wanted, hidden folders excepted. Sorted, none twice. Rejects with the system's error when a path does not exist.
 */
export async function findComposeFiles(
  paths: readonly string[],
  isWanted: (name: string) => boolean = isComposeFile,
): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map(async (given) => ((await stat(given)).isDirectory() ? filesBelow(given, isWanted) : [given])),
  );
  return [...new Set(found.flat().map((file) => path.normalize(file)))].sort();
}

async function filesBelow(folder: string, isWanted: (name: string) => boolean): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries.map((entry): string[] | Promise<string[]> => {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory())
      return passedOver.has(entry.name) || entry.name.startsWith('.') ? [] : filesBelow(place, isWanted);
    return entry.isFile() && isWanted(entry.name) ? [place] : [];
  });
  return (await Promise.all(found)).flat();
}
