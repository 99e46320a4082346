import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { bindMount } from '../bindMount.ts';
import { classify } from '../classify.ts';
import type { Docker } from '../docker.ts';
import { failed, type Outcome, success } from '../outcome.ts';
import type { Runner, RunResult } from '../runner.ts';

/** Where the user's own Envoy is. */
export type OwnEnvoy =
  /** A binary: a path, or a name on PATH. */
  | { readonly kind: 'program'; readonly command: string; readonly runner: Runner }
  /** `place`: how the service that runs the configuration has it; without one it is mounted alone. */
  | { readonly kind: 'image'; readonly docker: Docker; readonly image: string; readonly place?: ContainerPlace };

/** Where a container has a configuration and the other files that it names. */
export interface ContainerPlace {
  readonly path: string;
  /** Paths on this machine and in the container. */
  readonly mounts: readonly { readonly source: string; readonly target: string }[];
}

/** What Envoy says of a configuration. */
export interface EnvoyVerdict {
  readonly accepted: boolean;
  /** Its error in one line; empty for what it accepts. */
  readonly error: string;
}

/** Envoy takes tens of milliseconds, a container on a slow engine some seconds. */
const timeouts = { program: 20_000, image: 60_000 };

const validate = ['--mode', 'validate', '--disable-hot-restart', '--concurrency', '1', '-l', 'error', '-c'];

/**
 * Has Envoy read a file in its validate mode, in which it listens nowhere. As a program it runs in the file's folder, so
 * that relative paths lead where they do for the user; in a container it sees what the service mounts, read-only, and no
 * network. An image that is not there is not fetched.
 */
export async function checkEnvoy(
  envoy: OwnEnvoy,
  file: string,
  signal?: AbortSignal,
  timeout = timeouts[envoy.kind],
): Promise<Outcome<EnvoyVerdict>> {
  const limit = AbortSignal.timeout(timeout);
  const options = { cwd: path.dirname(file), signal: signal ? AbortSignal.any([signal, limit]) : limit };
  if (envoy.kind === 'program') {
    const result = await envoy.runner.run(envoy.command, [...validate, file], options);
    return verdictOf(result, file, envoy.command);
  }
  const { docker, image, place = aloneInContainer(file) } = envoy;
  const name = `bulkhead-envoy-${randomUUID()}`;
  const mounts = place.mounts
    .filter(({ source }) => existsSync(source))
    .flatMap(({ source, target }) => ['--mount', bindMount(source, target)]);
  const container = ['run', '--rm', '--pull', 'never', '--name', name, '--network', 'none', ...mounts];
  const env = docker.env ? { env: docker.env } : {};
  const command = [...container, '--entrypoint', 'envoy', image, ...validate, place.path];
  const result = await docker.runner.run(docker.command, command, { ...options, ...env });
  // The program that was ended is not the container.
  if (result.kind === 'aborted') await docker.runner.run(docker.command, ['rm', '--force', name], env);
  if (result.kind === 'exited' && /No such image/.test(result.stderr)) return failed(classify(result.stderr));
  return verdictOf(result, place.path, image);
}

function aloneInContainer(file: string): ContainerPlace {
  const inside = `/bulkhead/${path.basename(file)}`;
  return { path: inside, mounts: [{ source: file, target: inside }] };
}

function verdictOf(result: RunResult, file: string, envoy: string): Outcome<EnvoyVerdict> {
  if (result.kind === 'not-started') return unusable(`There is no program ${envoy} that can be run.`, result.message);
  if (result.kind === 'aborted') return unusable(`${envoy} did not answer in time.`, result.stderr);
  const output = `${result.stdout}\n${result.stderr}`;
  // Neither is enough alone: a crash on the way out follows an OK now and then.
  if (result.exitCode === 0 && output.includes(`configuration '${file}' OK`))
    return success({ accepted: true, error: '' });
  const said = /error initializing (?:configuration|config) '[^']*': ([\s\S]*)/.exec(output)?.[1];
  if (said === undefined) return unusable(`${envoy} cannot check configurations.`, output.trim());
  const line = said.trim().replace(/\s+/g, ' ');
  return success({ accepted: false, error: /Proto constraint validation failed.*/.exec(line)?.[0] ?? line });
}

const unusable = (message: string, output: string) =>
  failed({
    kind: 'unexpected',
    message,
    advice: 'Set bulkhead.envoy.path, or have the check done by an image with bulkhead.envoy.check.',
    output,
  });
