import { access } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readProject } from '../compose/read.ts';
import type { Project } from '../model/project.ts';
import type { YamlTree } from '../text/yamlTree.ts';
import { loadEnvironment } from './readFiles.ts';
import { SourceStore } from './sourceStore.ts';

/** A project as it is on disk. */
export interface LoadedProject {
  readonly project: Project;
  readonly sources: SourceStore;
}

// Each round reads the files that the ones before it name; more rounds than this are no project.
const roundLimit = 50;

/**
 * Reads a project with everything that it includes and extends. Rejects with the system's error when one of the files
 * given cannot be read.
 */
export async function loadProject(
  files: readonly string[],
  shell: Readonly<Record<string, string | undefined>> = process.env,
): Promise<LoadedProject> {
  await Promise.all(files.map((file) => access(file)));
  const folder = path.dirname(path.resolve(files[0] ?? '.'));
  const environment = await loadEnvironment(folder, shell);
  const sources = new SourceStore();
  const uris = files.map((file) => pathToFileURL(path.resolve(file)).href);
  for (const uri of uris) sources.tree(uri);
  await sources.load();
  const [main, ...overrides] = uris.map((uri): YamlTree => {
    const tree = sources.tree(uri);
    if (typeof tree === 'string') throw new Error(`${uri} is no file that can be read.`);
    return tree;
  });
  if (!main) throw new Error('A project has one file at least.');
  const context = { environment, directoryName: path.basename(folder), overrides, sources };
  let project = readProject(main, context);
  for (let round = 0; round < roundLimit && (await sources.load()); round++) project = readProject(main, context);
  return { project, sources };
}
