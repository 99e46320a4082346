import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readCni } from '../cni/readCni.ts';
import { isNetworkFolder } from '../cni/recognize.ts';
import { isComposeFile } from '../compose/names.ts';
import { analyzeCni, type CniSnapshot } from '../features/cni/cniSnapshot.ts';
import type { CniFile } from '../model/cniConfig.ts';
import type { Project } from '../model/project.ts';
import { defaultSettings } from '../settings.ts';
import { indexLines } from '../text/lineIndex.ts';

/**
 * Those of the files that hold configurations of CNI networks, by the path that was given. `projects` are asked for when
 * findings are: those that may be for the same machine.
 */
export async function openCnis(
  files: readonly string[],
  projects: () => readonly Project[] = () => [],
): Promise<ReadonlyMap<string, CniSnapshot>> {
  const texts = new Map<string, { readonly file: string; readonly text: string }>();
  for (const file of files) {
    if (isComposeFile(file)) continue;
    const text = await readFile(file, 'utf8').catch(() => '');
    texts.set(pathToFileURL(path.resolve(file)).href, { file, text });
  }
  const found = new Map<string, CniSnapshot>();
  const read = new Map<string, CniFile>();
  const fileAt = (uri: string, text: string): CniFile => {
    const file = read.get(uri) ?? readCni(uri, text);
    read.set(uri, file);
    return file;
  };
  for (const [uri, { file, text }] of texts) {
    const beside = (): readonly CniFile[] =>
      [...texts]
        .filter(([each]) => each !== uri && isNetworkFolder(uri, each))
        .map(([each, content]) => fileAt(each, content.text));
    const snapshot = analyzeCni(
      {
        ...{ uri, text, version: 0 },
        lines: indexLines(text),
        fileOf(other) {
          const beside = texts.get(other);
          return beside && { lines: indexLines(beside.text) };
        },
        projects,
        folder: (own) => [own, ...beside()].sort((a, b) => (a.uri < b.uri ? -1 : 1)),
      },
      defaultSettings.rules,
    );
    if (snapshot) found.set(file, snapshot);
  }
  return found;
}
