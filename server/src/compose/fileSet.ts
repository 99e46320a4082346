import { isComposeFile } from './names.ts';

// In the order in which compose looks for them (compose-go, DefaultFileNames and DefaultOverrideFileNames).
const mainNames = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const overrideNames = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

/**
 * The files that compose reads in a folder when none is named: those of `COMPOSE_FILE`, otherwise the first of the
 * usual names and its override. Empty when there is none. Paths are relative to the folder.
 */
export function defaultFiles(
  names: readonly string[],
  environment: ReadonlyMap<string, string>,
  isWindows = false,
): readonly string[] {
  const listed = environment.get('COMPOSE_FILE');
  if (listed) {
    const separator = environment.get('COMPOSE_PATH_SEPARATOR') || (isWindows ? ';' : ':');
    return listed.split(separator).filter((each) => each !== '' && each !== '-');
  }
  const there = new Set(names);
  const main = mainNames.find((name) => there.has(name));
  if (main === undefined) return [];
  const override = overrideNames.find((name) => there.has(name));
  return override === undefined ? [main] : [main, override];
}

/** The compose files among the names of a folder, those that compose takes by itself first. */
export function composeFilesAmong(names: readonly string[]): readonly string[] {
  const usual = [...mainNames, ...overrideNames];
  const place = (name: string): number => (usual.includes(name) ? usual.indexOf(name) : usual.length);
  return names.filter(isComposeFile).sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}
