import { type Docker, runDocker } from './docker.ts';
import { parseJsonLines, textAt } from './json.ts';
import { type Outcome, success } from './outcome.ts';
import { type ComposeOptions, composeArguments, projectFolder } from './resolveProject.ts';

/** Whether the stack of a compose file runs. */
export interface ProjectState {
  /** `partial`: some of its services run. */
  readonly kind: 'running' | 'partial' | 'stopped';
  readonly services: readonly ServiceState[];
}

export interface ServiceState {
  readonly name: string;
  /** The engine's word: `running`, `exited`, `restarting` …; `none` without a container. */
  readonly state: string;
  /** `healthy`, `unhealthy`, `starting`, or empty without a health check. */
  readonly health: string;
}

/** Asks compose which services of the files run. */
export async function projectState(
  docker: Docker,
  files: readonly string[],
  { signal, profiles }: ComposeOptions = {},
): Promise<Outcome<ProjectState>> {
  const compose = composeArguments(files, profiles);
  const options = { cwd: projectFolder(files), signal };
  const [names, containers] = await Promise.all([
    runDocker(docker, [...compose, 'config', '--services'], options),
    runDocker(docker, [...compose, 'ps', '-a', '--format', 'json'], options),
  ]);
  if (!names.ok) return names;
  if (!containers.ok) return containers;
  const rows = parseJsonLines(containers.value);
  const services = names.value
    .split(/\s+/)
    .filter((name) => name !== '')
    .sort()
    .map((name) => stateOf(name, rows));
  const running = services.filter(({ state }) => state === 'running').length;
  const kind = running === 0 ? 'stopped' : running === services.length ? 'running' : 'partial';
  return success({ kind, services });
}

/** A service with several containers is in the state of the worst one. */
function stateOf(name: string, rows: readonly unknown[]): ServiceState {
  const own = rows.filter((row) => textAt(row, 'Service') === name);
  const shown = own.find((row) => textAt(row, 'State') !== 'running') ?? own[0];
  return { name, state: textAt(shown, 'State') || 'none', health: textAt(shown, 'Health') };
}
