import { canonicalUri, folderOf, resolvePath } from './compose/fileUri.ts';
import type { SourceFiles } from './compose/sourceFiles.ts';
import { followFiles } from './envoy/followFiles.ts';
import { envoyKind, isEnvoyName, mayBeEnvoy } from './envoy/recognize.ts';
import { fileTextOf } from './features/analyze.ts';
import { readEnvoyOnce, type SameProxy } from './features/envoy/envoySnapshot.ts';
import type { EnvoyConfig } from './model/envoyConfig.ts';
import type { EnvoyFiles } from './model/envoyFiles.ts';
import type { YamlTree } from './text/yamlTree.ts';

/** Finds the file for a path that a configuration names; undefined where it is not known which one that is. */
export type FindFile = (path: string) => string | undefined;

/** What is around the Envoy files. */
export interface EnvoyWorkspace {
  /** The texts of files, those that are open as they are on the screen. */
  readonly sources: Pick<SourceFiles, 'tree' | 'names'>;
  /** For each service of a compose project whose Envoy starts with the file: what its container has at a path. */
  startsOf(uri: string): readonly FindFile[];
  /** The files that Envoys of compose projects start with and that lead to this one. */
  startersOf(uri: string): readonly string[];
  /** Folders beyond which no file is read; empty: the folder of the file is one. */
  readonly roots: readonly string[];
}

// A folder with more of them is a collection of examples.
const mostStarters = 20;

/** What the analysis of a file asks about its proxy. `open` gives the files that may start one. */
export const sameProxy = (workspace: () => EnvoyWorkspace, open: () => readonly string[]): SameProxy => ({
  filesOf: (config) => filesAround(config, workspace(), open()),
  textOf(uri) {
    const tree = workspace().sources.tree(uri);
    return typeof tree === 'string' ? undefined : fileTextOf(tree);
  },
  isStart: (uri) => workspace().startsOf(uri).length > 0,
});

/** The configurations of the proxy that a file belongs to. `open`: files of the same kind beside it. */
function filesAround(config: EnvoyConfig, workspace: EnvoyWorkspace, open: readonly string[]): EnvoyFiles {
  if (config.kind === 'bootstrap') return startedWith(config, workspace);
  const own = canonicalUri(config.uri);
  const candidates = new Map(
    [...workspace.startersOf(config.uri), ...open, ...startersBeside(config.uri, workspace)].map((uri) => [
      canonicalUri(uri),
      uri,
    ]),
  );
  candidates.delete(own);
  const groups = [...candidates.values()].slice(0, mostStarters).flatMap((uri) => {
    const starter = configAt(uri, config.version, workspace);
    const files =
      starter?.kind === 'bootstrap' && starter.sources.length > 0 ? startedWith(starter, workspace) : undefined;
    return files?.configs.some((each) => canonicalUri(each.uri) === own) ? [files] : [];
  });
  return groups.length > 0 ? together(groups) : followFiles(config, () => undefined);
}

function startedWith(config: EnvoyConfig, workspace: EnvoyWorkspace): EnvoyFiles {
  if (config.sources.length === 0) return followFiles(config, () => undefined);
  const starts = workspace.startsOf(config.uri);
  const finders = starts.length > 0 ? starts : [onDisk(config.uri, workspace.roots)];
  return together(
    finders.map((find) =>
      followFiles(config, (path) => {
        const uri = find(path);
        return uri === undefined ? undefined : configAt(uri, config.version, workspace);
      }),
    ),
  );
}

/** Proxies that share a file: what one of them does not know is not known. */
function together(groups: readonly EnvoyFiles[]): EnvoyFiles {
  const [only, another] = groups;
  if (only && !another) return only;
  const configs = new Map(groups.flatMap((each) => each.configs.map((config) => [config.uri, config])));
  return {
    configs: [...configs.values()],
    sources: groups.flatMap(({ sources }) => sources),
    knowsClusters: groups.every(({ knowsClusters }) => knowsClusters),
  };
}

function configAt(uri: string, api: number, { sources }: EnvoyWorkspace): EnvoyConfig | undefined {
  const tree: YamlTree | string = sources.tree(uri);
  if (typeof tree === 'string' || !mayBeEnvoy(tree.uri, tree.text) || !envoyKind(tree)) return undefined;
  return readEnvoyOnce(tree, api);
}

/** Without a container a relative path starts where Envoy was started, which is mostly the folder of the file. */
function onDisk(uri: string, roots: readonly string[]): FindFile {
  const folder = folderOf(uri);
  return (path) => {
    const found = resolvePath(folder, path);
    const isInside = (roots.length > 0 ? roots : [folder]).some(
      (root) => found?.startsWith(`${canonicalUri(root).replace(/\/$/, '')}/`) === true,
    );
    return isInside ? found : undefined;
  };
}

/** Files that are called like one to start with, here and in the folder above. */
function startersBeside(uri: string, { sources, roots }: EnvoyWorkspace): readonly string[] {
  const folder = folderOf(uri);
  const isRoot = roots.some((root) => canonicalUri(root) === folder);
  return [folder, ...(isRoot ? [] : [folderOf(folder)])].flatMap((each) => {
    const names = sources.names(each);
    const wanted =
      typeof names === 'string'
        ? []
        : names.filter((name) => isEnvoyName(name) || /^bootstrap\.(?:ya?ml|json)$/i.test(name));
    return wanted.flatMap((name) => resolvePath(each, `./${name}`) ?? []);
  });
}
