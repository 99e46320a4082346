import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Docker, runDocker } from './docker.ts';
import { at, entriesAt, parseJson, textAt } from './json.ts';
import { failed, type Outcome, success } from './outcome.ts';

/** A compose project as compose itself reads its files. */
export interface ResolvedProject {
  /** Name of the project, the value of the label `com.docker.compose.project`. */
  readonly name: string;
  /** Keys of the services that `up` starts. */
  readonly services: readonly string[];
  /** Real names of the networks that `up` makes. */
  readonly networks: readonly string[];
  /** Every network's real name, external ones included, by its key in the file. */
  readonly networkNames: ReadonlyMap<string, string>;
}

/** What a user may say about a call of compose besides its files. */
export interface ComposeOptions {
  readonly signal?: AbortSignal | undefined;
  /** Profiles that are switched on; absent: as `COMPOSE_PROFILES` says. */
  readonly profiles?: readonly string[] | undefined;
}

/** The arguments that lead compose to the files and switch profiles on. */
export function composeArguments(files: readonly string[], profiles?: readonly string[]): string[] {
  // An empty name switches off what COMPOSE_PROFILES switches on.
  const names = profiles?.length === 0 ? [''] : (profiles ?? []);
  return ['compose', ...files.flatMap((file) => ['-f', file]), ...names.flatMap((name) => ['--profile', name])];
}

/** Compose's own working folder: there it looks for `.env`. */
export function projectFolder(files: readonly string[]): string {
  return path.dirname(path.resolve(files[0] ?? '.'));
}

/** Asks compose to read the files. Fails where compose refuses them. */
export async function resolveProject(
  docker: Docker,
  files: readonly string[],
  { signal, profiles }: ComposeOptions = {},
): Promise<Outcome<ResolvedProject>> {
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined) {
    return failed({
      kind: 'missing-file',
      message: `There is no file ${missing}.`,
      advice: 'Save the compose file first, or read the project without this file.',
      output: '',
    });
  }
  const config = await runDocker(docker, [...composeArguments(files, profiles), 'config', '--format', 'json'], {
    cwd: projectFolder(files),
    signal,
  });
  if (!config.ok) return config;
  const json = parseJson(config.value);
  return success({
    name: textAt(json, 'name'),
    services: entriesAt(json, 'services').map(([name]) => name),
    networks: entriesAt(json, 'networks')
      .filter(([, network]) => at(network, 'external') !== true)
      .map(([, network]) => textAt(network, 'name')),
    networkNames: new Map(entriesAt(json, 'networks').map(([key, network]) => [key, textAt(network, 'name')])),
  });
}
