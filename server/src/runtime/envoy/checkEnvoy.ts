import path from 'node:path';
import type { Docker } from '../docker.ts';
import { failed, type Outcome, success } from '../outcome.ts';
import type { Runner, RunResult } from '../runner.ts';

/** Where the user's own Envoy is. */
export type OwnEnvoy =
  /** A binary: a path, or a name on PATH. */
  | { readonly kind: 'program'; readonly command: string; readonly runner: Runner }
  | { readonly kind: 'image'; readonly docker: Docker; readonly image: string };

/** What Envoy says of a configuration. */
export interface EnvoyVerdict {
  readonly accepted: boolean;
  /** Its error in one line; empty for what it accepts. */
  readonly error: string;
}

/** Envoy takes tens of milliseconds; an image may have to be fetched first. */
const timeouts = { program: 20_000, image: 300_000 };

const validate = ['--mode', 'validate', '--disable-hot-restart', '--concurrency', '1', '-l', 'error', '-c'];

/**
 * Has Envoy read a file in its validate mode, in which it listens nowhere. As a program it runs in the file's folder, so
 * that relative paths lead where they do for the user; in a container it sees this file alone and no network.
 */
export async function checkEnvoy(envoy: OwnEnvoy, file: string, signal?: AbortSignal): Promise<Outcome<EnvoyVerdict>> {
  const limit = AbortSignal.timeout(timeouts[envoy.kind]);
  const options = { cwd: path.dirname(file), signal: signal ? AbortSignal.any([signal, limit]) : limit };
  if (envoy.kind === 'program') {
    const result = await envoy.runner.run(envoy.command, [...validate, file], options);
    return verdictOf(result, file, envoy.command);
  }
  const inside = `/bulkhead/${path.basename(file)}`;
  const mount = `type=bind,source=${file},target=${inside},readonly`;
  const container = ['run', '--rm', '--network', 'none', '--mount', mount, '--entrypoint', 'envoy', envoy.image];
  const { docker, image } = envoy;
  const env = docker.env ? { env: docker.env } : {};
  return verdictOf(
    await docker.runner.run(docker.command, [...container, ...validate, inside], { ...options, ...env }),
    inside,
    image,
  );
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
