import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isComposeFile } from '../compose/names.ts';
import { mayBeEnvoy } from '../envoy/recognize.ts';
import { type EnvoyWorkspace, sameProxy } from '../envoyProxies.ts';
import { analyzeEnvoy, type EnvoyFile, type EnvoySnapshot } from '../features/envoy/envoySnapshot.ts';
import { SourceStore } from '../runtime/sourceStore.ts';
import { defaultSettings } from '../settings.ts';
import { indexLines } from '../text/lineIndex.ts';
import { parseYaml } from '../text/yamlTree.ts';

/**
 * Those of the files that are for Envoy, by the path that was given, judged with the files that they watch as far as
 * these are below the working folder. One that cannot be read is none of them.
 */
export async function openEnvoys(files: readonly string[]): Promise<ReadonlyMap<string, EnvoySnapshot>> {
  const opened = new Map<string, EnvoyFile>();
  for (const file of files) {
    if (isComposeFile(file)) continue;
    const text = await readFile(file, 'utf8').catch(() => '');
    const uri = pathToFileURL(path.resolve(file)).href;
    if (mayBeEnvoy(uri, text)) opened.set(file, { tree: parseYaml(uri, text), lines: indexLines(text), version: 0 });
  }
  const store = new SourceStore();
  let found = analyzed(opened, store);
  while (await store.load()) found = analyzed(opened, store);
  return found;
}

function analyzed(opened: ReadonlyMap<string, EnvoyFile>, store: SourceStore): ReadonlyMap<string, EnvoySnapshot> {
  const { rules, envoyVersion } = defaultSettings;
  const given = new Map([...opened.values()].map(({ tree }) => [tree.uri, tree]));
  const sources: EnvoyWorkspace['sources'] = {
    tree: (uri) => given.get(uri) ?? store.tree(uri),
    names: (folder) => store.names(folder),
  };
  const roots = [pathToFileURL(process.cwd()).href];
  const workspace: EnvoyWorkspace = { sources, roots, startsOf: () => [], startersOf: () => [] };
  const proxy = sameProxy(
    () => workspace,
    () => [...given.keys()],
  );
  return new Map(
    [...opened].flatMap(([file, each]) => {
      const snapshot = analyzeEnvoy(each, rules, envoyVersion, proxy);
      return snapshot ? [[file, snapshot] as const] : [];
    }),
  );
}
