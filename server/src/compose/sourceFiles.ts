import type { YamlTree } from '../text/yamlTree.ts';

/**
 * The files around a compose file, in a file system that the reader knows nothing about. `missing`: there is no such
 * file. `unread`: nobody can say, because it was not loaded yet, is too big, or is not in this file system.
 */
export interface SourceFiles {
  tree(uri: string): YamlTree | 'missing' | 'unread';
  text(uri: string): string | 'missing' | 'unread';
  /** What a folder holds, by name; names of folders end with a slash. */
  names(folder: string): readonly string[] | 'missing' | 'unread';
}

/** Knows no file: whatever another file says is then unknown. */
export const noSourceFiles: SourceFiles = { tree: () => 'unread', text: () => 'unread', names: () => 'unread' };
