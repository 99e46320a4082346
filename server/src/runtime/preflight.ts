import { type Docker, runDocker } from './docker.ts';
import { parseJson, textAt } from './json.ts';
import { type Outcome, success } from './outcome.ts';

/** What the machine offers. */
export interface EngineFacts {
  readonly engineVersion: string;
  readonly composeVersion: string;
  /** Compose can report its progress as JSON. */
  readonly jsonProgress: boolean;
}

/** Makes sure that docker, its engine and compose are there; says in the failure what is missing and how to get it. */
export async function preflight(docker: Docker, signal?: AbortSignal): Promise<Outcome<EngineFacts>> {
  const options = { signal };
  const [version, compose] = await Promise.all([
    runDocker(docker, ['version', '--format', 'json'], options),
    runDocker(docker, ['compose', 'version', '--format', 'json'], options),
  ]);
  if (!version.ok) return version;
  if (!compose.ok) return compose;
  const composeVersion = textAt(parseJson(compose.value), 'version').replace(/^v/, '');
  return success({
    engineVersion: textAt(parseJson(version.value), 'Server', 'Version'),
    composeVersion,
    jsonProgress: isAtLeast(composeVersion, [2, 40]),
  });
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [, first = '0', second = '0'] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  return Number(first) > major || (Number(first) === major && Number(second) >= minor);
}
