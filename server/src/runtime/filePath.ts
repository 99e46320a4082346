import { fileURLToPath } from 'node:url';

/** Undefined for what is no file of this machine: another scheme, another host, an escaped slash in a name. */
export function filePathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
