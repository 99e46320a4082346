import { URI, Utils } from 'vscode-uri';

/** Half a surrogate pair, which a path can hold while it is typed, has no form in a URI. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** What no client should send, a URI without a scheme and the like, is taken for a name. */
function parsed(uri: string): URI {
  try {
    return URI.parse(wellFormed(uri));
  } catch {
    return URI.from({ scheme: 'untitled', path: `/${encodeURIComponent(wellFormed(uri))}` });
  }
}

/** The folder that holds a file. */
export const folderOf = (uri: string): string => Utils.dirname(parsed(uri)).toString();

/** The last part of a path, as people read it. */
export const baseName = (uri: string): string => Utils.basename(parsed(uri));

/** One spelling for a URI, whichever way an editor or a platform escapes it. */
export const canonicalUri = (uri: string): string => parsed(uri).toString();

/**
 * The file that a path in a compose file means, relative to `folder`; undefined for one that is not in this file
 * system: a git repository, an OCI artifact, a web address.
 */
export function resolvePath(folder: string, path: string): string | undefined {
  if (path === '' || /^(?:[a-z][a-z0-9+.-]+:\/\/|oci:|git@|github\.com\/)/i.test(path) || path.includes('\0'))
    return undefined;
  const base = parsed(folder);
  const text = wellFormed(path);
  if (/^[A-Za-z]:[\\/]/.test(text)) return base.with({ path: `/${text.replaceAll('\\', '/')}` }).toString();
  // Only on Windows does a backslash part folders.
  const isWindows = /^\/[A-Za-z]:/.test(base.path);
  return Utils.resolvePath(base, isWindows ? text.replaceAll('\\', '/') : text).toString();
}

/** The path of a file as seen from a folder, for people: `../common.yaml`. */
export function relativePath(folder: string, uri: string): string {
  const from = parsed(folder).path.split('/').filter(Boolean);
  const to = parsed(uri).path.split('/').filter(Boolean);
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}
