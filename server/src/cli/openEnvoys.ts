import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isComposeFile } from '../compose/names.ts';
import { mayBeEnvoy } from '../envoy/recognize.ts';
import { analyzeEnvoy, type EnvoySnapshot } from '../features/envoy/envoySnapshot.ts';
import { defaultSettings } from '../settings.ts';
import { indexLines } from '../text/lineIndex.ts';
import { parseYaml } from '../text/yamlTree.ts';

/** Those of the files that are for Envoy, by the path that was given. One that cannot be read is none of them. */
export async function openEnvoys(files: readonly string[]): Promise<ReadonlyMap<string, EnvoySnapshot>> {
  const found = new Map<string, EnvoySnapshot>();
  const { rules, envoyVersion } = defaultSettings;
  for (const file of files) {
    if (isComposeFile(file)) continue;
    const text = await readFile(file, 'utf8').catch(() => '');
    const uri = pathToFileURL(path.resolve(file)).href;
    if (!mayBeEnvoy(uri, text)) continue;
    const opened = { tree: parseYaml(uri, text), lines: indexLines(text), version: 0 };
    const snapshot = analyzeEnvoy(opened, rules, envoyVersion);
    if (snapshot) found.set(file, snapshot);
  }
  return found;
}
