import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Documents } from '../documents.ts';
import { ProjectPlans, planAlone } from '../projectPlans.ts';
import { SourceStore } from '../runtime/sourceStore.ts';
import { defaultSettings } from '../settings.ts';

/** Files that were opened as an editor would have opened them, each in its project. */
export interface OpenedFiles {
  readonly documents: Documents;
  /** The URI of each file that could be read, by the path that was given. */
  readonly uris: ReadonlyMap<string, string>;
  /** The system's errors for the others. */
  readonly failures: readonly unknown[];
}

/**
 * Opens files and finds the projects that they belong to in the way of the language server. With `together` they are one
 * project, in the order of `-f`.
 */
export async function openFiles(files: readonly string[], together: boolean): Promise<OpenedFiles> {
  const store = new SourceStore();
  const documents = new Documents(defaultSettings.rules, store);
  const plans = new ProjectPlans(documents, store);
  const uris = new Map<string, string>();
  const failures: unknown[] = [];
  for (const file of files) {
    try {
      const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
      const uri = pathToFileURL(path.resolve(file)).href;
      documents.open(uri, 0, text, planAlone(uri));
      uris.set(file, uri);
    } catch (error) {
      failures.push(error);
    }
  }
  if (together) plans.choose([[...uris.values()]]);
  for (const uri of uris.values()) documents.setPlan(uri, await plans.planOf(uri));
  await plans.load();
  return { documents, uris, failures };
}
