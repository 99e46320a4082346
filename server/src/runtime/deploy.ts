import { setTimeout as sleep } from 'node:timers/promises';
import { runCompose } from './composeRun.ts';
import type { Container } from './containers.ts';
import { type Docker, runDocker } from './docker.ts';
import type { Failure } from './failure.ts';
import { type Inventory, newIn, nothing, whatIsLeft } from './inventory.ts';
import type { EngineNetwork } from './networks.ts';
import { type Outcome, success } from './outcome.ts';
import { nameTheHolder } from './portHolder.ts';
import { preflight } from './preflight.ts';
import { remove } from './remove.ts';
import type { Reporter } from './reporter.ts';
import { type ComposeOptions, resolveProject } from './resolveProject.ts';

export interface DeployOptions extends ComposeOptions {
  readonly reporter: Reporter;
}

/** A container that ended right after its start, and the end of its log. */
export interface Ended {
  readonly service: string;
  readonly exitCode: number;
  readonly log: string;
}

export type Deployment =
  | {
      readonly kind: 'deployed';
      readonly project: string;
      readonly containers: readonly Container[];
      readonly networks: readonly EngineNetwork[];
      /** What does not run although `up` was content. */
      readonly ended: readonly Ended[];
    }
  /** Compose failed or was cancelled half-way. `made` is what it left; `removeMade` removes that. */
  | { readonly kind: 'unfinished'; readonly failure: Failure; readonly made: Made }
  /** Nothing was started: an engine or a good file is missing. */
  | { readonly kind: 'not-started'; readonly failure: Failure };

/** What one deploy added to what the project had before. */
export interface Made {
  readonly project: string;
  readonly before: Inventory;
  readonly things: Inventory;
}

/** How long a container may take to fail after its start before `up` counts as done, in milliseconds. */
const SETTLE = 600;

/** Starts the stack with `docker compose up -d`; missing images are pulled. Never rejects. */
export async function deploy(docker: Docker, files: readonly string[], options: DeployOptions): Promise<Deployment> {
  const { reporter, signal, profiles } = options;
  const facts = await preflight(docker, signal);
  if (!facts.ok) return { kind: 'not-started', failure: facts.failure };
  const project = await resolveProject(docker, files, options);
  if (!project.ok) return { kind: 'not-started', failure: project.failure };
  const { name, services, networks } = project.value;
  const before = await whatIsLeft(docker, name, signal);
  if (!before.ok) return { kind: 'not-started', failure: before.failure };

  const up = await runCompose(docker, {
    files,
    profiles,
    command: ['up', '-d'],
    facts: facts.value,
    reporter,
    signal,
    total: services.length + networks.length,
    isDone: ({ subject, status }) =>
      subject.startsWith('Network ') ? status === 'Created' : /^(?:Started|Running|Healthy|Exited)$/.test(status),
  });
  if (!up.ok) return unfinished(docker, await nameTheHolder(docker, up.failure, name), name, before.value);
  await sleep(SETTLE);
  const after = await whatIsLeft(docker, name);
  if (!after.ok) return unfinished(docker, after.failure, name, before.value);
  const { containers, networks: made } = after.value;
  return { kind: 'deployed', project: name, containers, networks: made, ended: await endedOf(docker, containers) };
}

/**
 * Removes what an unfinished deploy made, also what appeared after it was looked at, and leaves what the project had
 * before. Gives what could not be removed.
 */
export async function removeMade(docker: Docker, { project, before }: Made): Promise<Outcome<Inventory>> {
  const now = await whatIsLeft(docker, project);
  if (!now.ok) return now;
  await remove(docker, newIn(now.value, before), 0);
  const left = await whatIsLeft(docker, project);
  return left.ok ? success(newIn(left.value, before)) : left;
}

async function unfinished(docker: Docker, failure: Failure, project: string, before: Inventory): Promise<Deployment> {
  const left = await whatIsLeft(docker, project);
  const things = left.ok ? newIn(left.value, before) : nothing;
  return { kind: 'unfinished', failure, made: { project, before, things } };
}

async function endedOf(docker: Docker, containers: readonly Container[]): Promise<Ended[]> {
  const ended = containers.filter(
    ({ state, exitCode }) => state === 'restarting' || (state === 'exited' && exitCode !== 0),
  );
  return Promise.all(
    ended.map(async ({ id, service, exitCode }) => ({ service, exitCode, log: await endOfLog(docker, id) })),
  );
}

async function endOfLog(docker: Docker, id: string): Promise<string> {
  const lines: string[] = [];
  await runDocker(docker, ['logs', '--tail', '5', id], { onLine: (line) => lines.push(line) });
  return lines.join('\n');
}
