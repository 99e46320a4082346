import { readFile, stat } from 'node:fs/promises';
import { canonicalUri } from '../compose/fileUri.ts';
import type { SourceFiles } from '../compose/sourceFiles.ts';
import { parseYaml, type YamlTree } from '../text/yamlTree.ts';
import { filePathOf } from './filePath.ts';

// No compose file is bigger; what is bigger was named by mistake.
const sizeLimit = 10_000_000;

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
    const loaded = await Promise.all(wanted.map(async ([key, uri]) => [key, { text: await readSource(uri) }] as const));
    for (const [key, stored] of loaded) this.#files.set(key, stored);
    return loaded.length > 0;
  }

  /** The file was changed, made or deleted; false when nobody asked for it. */
  forget(uri: string): boolean {
    return this.#files.delete(canonicalUri(uri));
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
