import { runCompose } from './composeRun.ts';
import { containersLabelled } from './containers.ts';
import { type Docker, runDocker } from './docker.ts';
import { type Inventory, isDown, whatIsLeft } from './inventory.ts';
import type { EngineNetwork } from './networks.ts';
import { failed, type Outcome, success } from './outcome.ts';
import { preflight } from './preflight.ts';
import { remove } from './remove.ts';
import type { Reporter } from './reporter.ts';
import { type ComposeOptions, resolveProject } from './resolveProject.ts';

export interface TearDownOptions extends ComposeOptions {
  readonly reporter: Reporter;
  /** How long a container may take to stop by itself, in seconds. */
  readonly timeout: number;
}

export interface TearDown {
  readonly project: string;
  /** Names of the containers and networks that are gone. */
  readonly containers: readonly string[];
  readonly networks: readonly string[];
  /** Volumes stay: they hold data. */
  readonly volumes: readonly string[];
  /** What would not go: a network that a container of somebody else uses. */
  readonly left: Inventory;
}

/**
 * Stops and removes every container and network of the project, and looks whether they are gone: `docker compose down`
 * reports success even when it had to leave a network behind.
 */
export async function tearDown(
  docker: Docker,
  files: readonly string[],
  options: TearDownOptions,
): Promise<Outcome<TearDown>> {
  const { reporter, signal, profiles, timeout } = options;
  const facts = await preflight(docker, signal);
  if (!facts.ok) return facts;
  const resolved = await resolveProject(docker, files, options);
  const project = resolved.ok ? success(resolved.value.name) : await runningFrom(docker, files, resolved);
  if (!project.ok) return project;
  const before = await whatIsLeft(docker, project.value, signal);
  if (!before.ok) return before;

  if (resolved.ok) {
    const down = await runCompose(docker, {
      files,
      profiles,
      command: ['down', '--remove-orphans', '--timeout', String(timeout)],
      facts: facts.value,
      reporter,
      signal,
      total: before.value.containers.length + before.value.networks.length,
      isDone: ({ status }) => status === 'Removed',
    });
    if (!down.ok && down.failure.kind !== 'still-in-use') return down;
  }
  const remaining = await whatIsLeft(docker, project.value, signal);
  if (!remaining.ok) return remaining;
  // services of profiles that are off, and everything when compose cannot read the file any more
  if (!isDown(remaining.value)) await remove(docker, { ...remaining.value, volumes: [] }, timeout);
  const left = await whatIsLeft(docker, project.value, signal);
  if (!left.ok) return left;
  const stays = new Set([...left.value.containers, ...left.value.networks].map(({ id }) => id));
  const gone = ({ id }: { readonly id: string }): boolean => !stays.has(id);
  return success({
    project: project.value,
    containers: before.value.containers.filter(gone).map(({ name }) => name),
    networks: before.value.networks.filter(gone).map(({ name }) => name),
    volumes: before.value.volumes,
    left: left.value,
  });
}

/** Disconnects the containers that keep these networks alive and removes the networks. */
export async function releaseNetworks(docker: Docker, networks: readonly EngineNetwork[]): Promise<Outcome<string>> {
  for (const network of networks) {
    for (const member of network.members) {
      const out = await runDocker(docker, ['network', 'disconnect', '--force', network.id, member.id]);
      if (!out.ok) return out;
    }
  }
  return runDocker(docker, ['network', 'rm', ...networks.map(({ id }) => id)]);
}

/** One sentence for every network that is left: who uses it. */
export function describeLeft({ containers, networks }: Inventory): string {
  const users = networks.map(({ name, members }) => {
    const names = members.map((member) => member.name).join(', ');
    return names === '' ? `Network ${name} could not be removed.` : `Network ${name} is still used by ${names}.`;
  });
  return [...containers.map(({ name }) => `Container ${name} could not be removed.`), ...users].join(' ');
}

/** The project whose containers were started from the files, for files that compose refuses by now. */
async function runningFrom(
  docker: Docker,
  files: readonly string[],
  refused: { readonly ok: false } & Outcome<never>,
): Promise<Outcome<string>> {
  const label = 'com.docker.compose.project';
  const containers = await containersLabelled(docker, `${label}.config_files=${files.join(',')}`);
  if (!containers.ok) return containers;
  const project = containers.value[0]?.project;
  return project ? success(project) : failed(refused.failure);
}
