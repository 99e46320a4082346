import type { Problem } from '../model/problem.ts';
import type { FileRole, ProjectFile } from '../model/project.ts';
import type { Text } from '../model/scalar.ts';
import type { Span } from '../text/span.ts';
import type { YamlNode } from '../text/yamlNode.ts';
import type { YamlTree } from '../text/yamlTree.ts';
import { includedEnvironment } from './environment.ts';
import { readTexts } from './facts.ts';
import { canonicalUri, folderOf, relativePath, resolvePath } from './fileUri.ts';
import { createResolver, pairNamed, type Resolver } from './resolver.ts';
import { entriesBySection } from './sections.ts';
import type { SourceFiles } from './sourceFiles.ts';

/** One file of a project, and the projects that it includes. A later layer overrides the ones before it. */
export interface Layer {
  readonly tree: YamlTree;
  readonly role: FileRole;
  /** Values of the variables in this file. */
  readonly environment: ReadonlyMap<string, string>;
  /** The folder that its paths are relative to. */
  readonly folder: string;
  /** One list of layers for each item of `include`. */
  readonly imports: readonly (readonly Layer[])[];
}

/** What reading several files finds out beside their layers. */
export interface Discovery {
  readonly files: ProjectFile[];
  readonly problems: Problem[];
  /** Places that name what could not be read. */
  readonly unread: Span[];
}

interface Reading {
  readonly sources: SourceFiles;
  readonly found: Discovery;
}

// A project of more files than this is a mistake or an attack.
const fileLimit = 500;

/** The layers of the files that `-f` would name, the first one's tree given. */
export function readLayers(
  trees: readonly YamlTree[],
  environment: ReadonlyMap<string, string>,
  sources: SourceFiles,
  found: Discovery,
): readonly Layer[] {
  const folder = folderOf(trees[0]?.uri ?? '');
  return trees.map((tree, index) => {
    const role = index === 0 ? 'main' : 'override';
    return readLayer({ sources, found }, tree, { role, environment, folder }, []);
  });
}

function readLayer(
  reading: Reading,
  tree: YamlTree,
  place: Omit<Layer, 'tree' | 'imports'>,
  chain: readonly string[],
  by?: Span,
): Layer {
  reading.found.files.push({ uri: tree.uri, role: place.role, folder: place.folder, ...(by ? { by } : {}) });
  const header = entriesBySection(tree).findLast((section) => section.header.key.value === 'include');
  if (!header?.value) return { tree, ...place, imports: [] };
  const resolver = createResolver(tree, place.environment);
  const items = resolver.items(header.value) ?? [];
  const including = [...chain, canonicalUri(tree.uri)];
  const imports = items.map((item) => readInclude(reading, resolver, item, { tree, ...place, imports: [] }, including));
  return { tree, ...place, imports };
}

/** One item of `include`: a path, or a map with `path`, `project_directory` and `env_file`. */
function readInclude(
  reading: Reading,
  resolver: Resolver,
  item: YamlNode,
  from: Layer,
  chain: readonly string[],
): readonly Layer[] {
  const pairs = resolver.pairs(item);
  const paths = pairs ? readTexts(resolver, pairNamed(pairs, 'path')?.value) : readTexts(resolver, item);
  const directory = resolver.text(pairNamed(pairs, 'project_directory')?.value);
  const envFiles = readTexts(resolver, pairNamed(pairs, 'env_file')?.value);
  const { found, sources } = reading;
  const trees = paths.flatMap((path) => readTree(reading, from, path, 'include') ?? []);
  const first = trees[0];
  if (!first || trees.length < paths.length) return [];
  const folder = directory ? directory.known && resolvePath(from.folder, directory.value) : folderOf(first.uri);
  const environment = folder && readEnvironment(reading, from, folder, envFiles);
  if (!folder || !environment) {
    found.unread.push(item.span);
    return [];
  }
  return trees.flatMap((tree, index) => {
    const uri = canonicalUri(tree.uri);
    const by = paths[index]?.span ?? item.span;
    if (chain.includes(uri)) {
      const names = [...chain.slice(chain.indexOf(uri)), uri].map((each) => relativePath(from.folder, each));
      found.problems.push({ kind: 'source-cycle', use: 'include', names, span: by });
      return [];
    }
    if (found.files.length >= fileLimit) {
      found.unread.push(by);
      return [];
    }
    return [readLayer({ sources, found }, tree, { role: 'include', environment, folder }, chain, by)];
  });
}

/** The tree of a file that another one names, which it tells in `found` when it cannot be had. */
export function readTree(
  { sources, found }: Reading,
  from: Layer,
  path: Text,
  use: 'include' | 'extends',
): YamlTree | undefined {
  const uri = path.known ? resolvePath(from.folder, path.value) : undefined;
  const tree = uri === undefined ? 'unread' : sources.tree(uri);
  if (typeof tree !== 'string') return tree;
  if (tree === 'missing') found.problems.push({ kind: 'missing-file', file: path.value, use, span: path.span });
  // What is missing makes compose refuse the project; nothing else can be said about it then.
  found.unread.push(path.span);
  return undefined;
}

/** Undefined when a file with values could not be read. */
function readEnvironment(
  { sources, found }: Reading,
  from: Layer,
  folder: string,
  envFiles: readonly Text[],
): ReadonlyMap<string, string> | undefined {
  const texts: string[] = [];
  for (const file of envFiles) {
    if (file.value === '/dev/null') continue;
    const uri = file.known ? resolvePath(from.folder, file.value) : undefined;
    const text = uri === undefined ? 'unread' : sources.text(uri);
    if (text === 'missing') {
      found.problems.push({ kind: 'missing-file', file: file.value, use: 'env-file', span: file.span });
    }
    if (text === 'missing' || text === 'unread') return undefined;
    texts.push(text);
  }
  if (envFiles.length === 0) {
    const uri = resolvePath(folder, '.env');
    const text = uri === undefined ? 'missing' : sources.text(uri);
    if (text === 'unread') return undefined;
    if (text !== 'missing') texts.push(text);
  }
  return includedEnvironment(from.environment, texts);
}
