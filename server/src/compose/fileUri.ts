import { URI, Utils } from 'vscode-uri';

/** The folder that holds a file. */
export const folderOf = (uri: string): string => Utils.dirname(URI.parse(uri)).toString();

export const nameOfFolder = (uri: string): string => Utils.basename(URI.parse(uri));

/** One spelling for a URI, whichever way an editor or a platform escapes it. */
export const canonicalUri = (uri: string): string => URI.parse(uri).toString();

/**
 * The file that a path in a compose file means, relative to `folder`; undefined for one that is not in this file
 * system: a git repository, an OCI artifact, a web address.
 */
export function resolvePath(folder: string, path: string): string | undefined {
  if (path === '' || /^(?:[a-z][a-z0-9+.-]+:\/\/|oci:|git@|github\.com\/)/i.test(path) || path.includes('\0'))
    return undefined;
  const base = URI.parse(folder);
  if (/^[A-Za-z]:[\\/]/.test(path)) return base.with({ path: `/${path.replaceAll('\\', '/')}` }).toString();
  // Only on Windows does a backslash part folders.
  const isWindows = /^\/[A-Za-z]:/.test(base.path);
  return Utils.resolvePath(base, isWindows ? path.replaceAll('\\', '/') : path).toString();
}

/** The path of a file as seen from a folder, for people: `../common.yaml`. */
export function relativePath(folder: string, uri: string): string {
  const from = URI.parse(folder).path.split('/').filter(Boolean);
  const to = URI.parse(uri).path.split('/').filter(Boolean);
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}
