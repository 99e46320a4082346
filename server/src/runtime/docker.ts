import { classify } from './classify.ts';
import type { Failure, FailureKind } from './failure.ts';
import { failed, type Outcome, success } from './outcome.ts';
import { processRunner } from './processRunner.ts';
import { readableLine } from './progress.ts';
import type { Runner, RunOptions } from './runner.ts';

/**
 * The docker command line program. Everything goes through it, never through the engine's socket, because then
 * contexts, SSH, Docker Desktop and rootless engines work here as they do in the user's shell.
 */
export interface Docker {
  /** Its path, or a name to be looked up on PATH. */
  readonly command: string;
  readonly runner: Runner;
  /** Variables over those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** `command` is `docker` unless the user says where it is. */
export function findDocker(command = 'docker'): Docker {
  return { command, runner: processRunner() };
}

/** Runs `docker ARGS…`; gives what it printed on stdout, or the failure that its messages mean. */
export async function runDocker(
  docker: Docker,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome<string>> {
  const env = { ...docker.env, ...options.env };
  const result = await docker.runner.run(docker.command, args, { ...options, env });
  switch (result.kind) {
    case 'aborted':
      return failed({ ...cancelled, output: readable(result.stderr) });
    case 'not-started':
      return failed(notStarted(docker.command, result.code, result.message));
    case 'exited':
      return result.exitCode === 0
        ? success(result.stdout)
        : failed(classify(readable(result.stderr || result.stdout)));
  }
}

const cancelled: Failure = { kind: 'cancelled', message: 'Cancelled.', advice: '', output: '' };

function readable(output: string): string {
  return output.split('\n').map(readableLine).join('\n');
}

function notStarted(command: string, code: string, message: string): Failure {
  const kind: FailureKind = code === 'ENOENT' || code === 'EACCES' ? 'no-docker' : 'unexpected';
  return kind === 'no-docker'
    ? {
        kind,
        message: code === 'ENOENT' ? `There is no program ${command}.` : `The program ${command} may not be run.`,
        advice: 'Install Docker, or put it on PATH; in VS Code, the setting bulkhead.docker.path can say where it is.',
        output: message,
      }
    : { kind, message: `The program ${command} did not start: ${message}.`, advice: '', output: message };
}
