import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Missing, runInstallScript, skipped } from './prepared.ts';

/** A Docker engine that tests may use. */
export interface Engine {
  /** Variables over this process's that lead `docker` and `docker compose` to the engine. */
  readonly env: Readonly<Record<string, string>>;
}

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

let found: Promise<Engine | Missing> | undefined;

/** The engine of this test run, started when a vitest by hand has none. It keeps running then. */
export function findEngine(): Promise<Engine | Missing> {
  found ??= readEngine();
  return found;
}

/** Runs a program with the engine's variables; rejects when it fails. */
export async function runWithEngine(engine: Engine, command: string, args: readonly string[]): Promise<Output> {
  return promisify(execFile)(command, args, { env: { ...process.env, ...engine.env }, encoding: 'utf8' });
}

/**
 * Runs a program where published ports are reachable: in the network namespace of the engine that
 * the tests started, or simply here when the engine was offered from outside.
 */
export async function runInEngineNamespace(engine: Engine, args: readonly [string, ...string[]]): Promise<Output> {
  const namespace = engine.env.BULKHEAD_ENGINE_NETNS;
  const [command, ...rest] = namespace ? (['nsenter', `--net=/run/netns/${namespace}`, ...args] as const) : args;
  return runWithEngine(engine, command, rest);
}

/** What a compose project left in the engine: `container NAME`, `network NAME`, `volume NAME`. */
async function leftovers(engine: Engine, project: string): Promise<string[]> {
  const filter = ['--filter', `label=com.docker.compose.project=${project}`];
  const lists = [
    ['container', 'ls', '--all', '--format', 'container {{.Names}}'],
    ['network', 'ls', '--format', 'network {{.Name}}'],
    ['volume', 'ls', '--format', 'volume {{.Name}}'],
  ];
  const outputs = await Promise.all(lists.map((list) => runWithEngine(engine, 'docker', [...list, ...filter])));
  return outputs.flatMap(({ stdout }) => stdout.split('\n').filter((line) => line !== ''));
}

/** Fails with the list when a compose project left anything in the engine. */
export async function assertNothingLeft(engine: Engine, project: string): Promise<void> {
  assert.deepEqual(await leftovers(engine, project), [], `left of project ${project}`);
}

async function readEngine(): Promise<Engine | Missing> {
  const handed = process.env.BULKHEAD_DOCKER_ENV;
  if (handed) {
    return { env: JSON.parse(handed) };
  }
  const missing = skipped('engine');
  if (missing) {
    return missing;
  }
  const result = await runInstallScript('engine.mjs');
  return 'reason' in result ? result : JSON.parse(result.output);
}
