import { readdir, readFile, stat } from 'node:fs/promises';
import { canonicalUri, folderOf } from '../compose/fileUri.ts';
import type { SourceFiles } from '../compose/sourceFiles.ts';
import { parseYaml, type YamlTree } from '../text/yamlTree.ts';
import { filePathOf } from './filePath.ts';

// No compose file is bigger; what is bigger was named by mistake.
const sizeLimit = 10_000_000;

// A folder with more entries holds data.
const namesLimit = 5_000;

interface Stored {
  readonly text: string | 'missing' | 'unread';
  tree?: YamlTree;
}

/**
 * The files on disk that compose files name. What was not asked for before is `unread` at first; `load` reads it, after
 * which the reader is asked again. Only regular files of a sensible size are read.
 */
export class SourceStore implements SourceFiles {
  readonly #files = new Map<string, Stored>();
  readonly #wanted = new Map<string, string>();
  readonly #folders = new Map<string, readonly string[] | 'missing' | 'unread'>();
  readonly #wantedFolders = new Map<string, string>();
  /** Grows with each change on disk: what was being read meanwhile may be of before. */
  #changes = 0;

  text(uri: string): string | 'missing' | 'unread' {
    return this.#stored(uri)?.text ?? 'unread';
  }

  tree(uri: string): YamlTree | 'missing' | 'unread' {
    const stored = this.#stored(uri);
    if (!stored) return 'unread';
    if (stored.text === 'missing' || stored.text === 'unread') return stored.text;
    stored.tree ??= parseYaml(uri, stored.text);
    return stored.tree;
  }

  names(folder: string): readonly string[] | 'missing' | 'unread' {
    const key = canonicalUri(folder);
    const names = this.#folders.get(key);
    if (!names) this.#wantedFolders.set(key, folder);
    return names ?? 'unread';
  }

  #stored(uri: string): Stored | undefined {
    const key = canonicalUri(uri);
    const stored = this.#files.get(key);
    if (!stored) this.#wanted.set(key, uri);
    return stored;
  }

  /** Reads what was asked for since the last time; false when that was nothing. Never rejects. */
  async load(): Promise<boolean> {
    const wanted = [...this.#wanted];
    this.#wanted.clear();
    const changes = this.#changes;
    const loaded = await Promise.all(wanted.map(async ([key, uri]) => [key, { text: await readSource(uri) }] as const));
    if (changes === this.#changes) for (const [key, stored] of loaded) this.#files.set(key, stored);
    else for (const [key, uri] of wanted) this.#wanted.set(key, uri);
    return (await this.loadFolders()) || loaded.length > 0;
  }

  /** The same for folders alone. */
  async loadFolders(): Promise<boolean> {
    const wanted = [...this.#wantedFolders];
    this.#wantedFolders.clear();
    const changes = this.#changes;
    const listed = await Promise.all(wanted.map(async ([key, uri]) => [key, await readNames(uri)] as const));
    if (changes === this.#changes) for (const [key, names] of listed) this.#folders.set(key, names);
    else for (const [key, uri] of wanted) this.#wantedFolders.set(key, uri);
    return listed.length > 0;
  }

  /** Reads a file that will be asked for. Never rejects. */
  async preload(uri: string): Promise<void> {
    const key = canonicalUri(uri);
    if (this.#files.has(key)) return;
    const changes = this.#changes;
    const text = await readSource(uri);
    if (changes === this.#changes && !this.#files.has(key)) this.#files.set(key, { text });
  }

  /** The file was changed, made or deleted; false when nobody asked for it. */
  forget(uri: string): boolean {
    this.#changes++;
    const isListed = this.#folders.delete(canonicalUri(folderOf(uri)));
    return this.#files.delete(canonicalUri(uri)) || isListed;
  }
}

async function readSource(uri: string): Promise<string | 'missing' | 'unread'> {
  const file = filePathOf(uri);
  if (file === undefined) return 'unread';
  try {
    const found = await stat(file);
    if (found.isDirectory()) return 'missing';
    if (!found.isFile() || found.size > sizeLimit) return 'unread';
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unread';
  }
}

async function readNames(folder: string): Promise<readonly string[] | 'missing' | 'unread'> {
  if (!folder.startsWith('file:')) return 'unread';
  try {
    const entries = await readdir(filePathOf(folder) ?? '', { withFileTypes: true });
    if (entries.length > namesLimit) return 'unread';
    return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unread';
  }
}
