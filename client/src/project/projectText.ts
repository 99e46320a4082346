import type { ProjectInfo } from '../../../server/src/protocol.ts';

/** What is shown of a project; `active` are the profiles that are switched on. */
export interface ShownProject {
  readonly info: ProjectInfo;
  readonly active: readonly string[];
}

/** The text of the status bar item, in VS Code's notation for icons: `shop: compose.yaml + override · debug`. */
export function projectStatus({ info, active }: ShownProject): string {
  const missing = missingFiles(info);
  const icon = missing.length > 0 ? '$(warning)' : '$(layers)';
  const [main = '', ...others] = readTogether(info).map(baseName);
  const files = [main, ...others.map((name) => shortName(main, name))].join(' + ');
  const profiles = active.length > 0 ? ` · ${active.join(', ')}` : '';
  const fault = missing.length > 0 ? ` · ${missing.map(baseName).join(', ')} missing` : '';
  return `${icon} ${info.name}: ${files}${profiles}${fault}`;
}

/** The files that are read together, in the order of `-f`. */
export const readTogether = ({ files }: ProjectInfo): readonly string[] =>
  files.flatMap(({ uri, role }) => (role === 'main' || role === 'override' ? [uri] : []));

export const missingFiles = ({ files }: ProjectInfo): readonly string[] =>
  files.flatMap(({ uri, isMissing }) => (isMissing ? [uri] : []));

/** Why these files are read together. */
export function reasonOf({ isChosen, isNamed, usual, files }: ProjectInfo): string {
  if (isChosen) return 'chosen by you';
  if (!files.some(({ uri }) => usual.includes(uri))) return 'found from this file';
  return isNamed ? 'named by COMPOSE_FILE' : 'as compose does it';
}

/** The file's name, for people. */
export function baseName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** `compose.override.yaml` beside `compose.yaml` is `override`; any other name stays. */
function shortName(main: string, name: string): string {
  const stem = main.replace(/\.ya?ml$/i, '');
  const own = name.replace(/\.ya?ml$/i, '');
  return own.startsWith(`${stem}.`) ? own.slice(stem.length + 1) : name;
}
