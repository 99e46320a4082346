import { resolvePath } from '../../compose/fileUri.ts';
import { folderOfFile } from '../folderOfFile.ts';
import type { Proposal } from './proposal.ts';
import { type Target, written } from './target.ts';

const composeFiles = /^(?:include\[\]|include\[\]\.path(?:\[\])?|services\.\*\.extends\.file)$/;
const environmentFiles =
  /^(?:include\[\]\.env_file(?:\[\])?|services\.\*\.env_file|services\.\*\.env_file\[\](?:\.path)?)$/;

// A list that is longer is no help.
const mostNames = 200;

/** Files, and folders on the way to them, where `include`, `extends` and `env_file` name one. */
export function filePaths(target: Target): readonly Proposal[] {
  const { form, place = '', snapshot, cursor } = target;
  if (form === 'key') return [];
  const wanted = composeFiles.test(place) ? /\.ya?ml$/i : environmentFiles.test(place) ? /env/i : undefined;
  if (!wanted || /^~|[$\\\0]/.test(cursor.typed)) return [];
  const typed = cursor.typed.slice(0, cursor.typed.lastIndexOf('/') + 1);
  const home = folderOfFile(snapshot);
  const folder = resolvePath(home, typed === '' ? '.' : typed);
  if (folder === undefined) return [];
  return snapshot
    .namesIn(folder)
    .filter((name) => (name.endsWith('/') ? !isHidden(name) : wanted.test(name) && !isItself(target, folder, name)))
    .slice(0, mostNames)
    .map((name) => ({
      label: typed + name,
      insert: written(target, typed + name),
      kind: name.endsWith('/') ? 'folder' : 'file',
      asksForMore: name.endsWith('/'),
    }));
}

const isHidden = (name: string): boolean => name.startsWith('.') || name === 'node_modules/';

/** A file that includes itself is refused; it may extend services of its own. */
const isItself = ({ snapshot, place }: Target, folder: string, name: string): boolean =>
  place !== 'services.*.extends.file' && resolvePath(folder, `./${name}`) === snapshot.uri;
