import { describe, expect, it } from 'vitest';
import { findDocker } from './docker.ts';
import { preflight } from './preflight.ts';
import type { RunResult } from './runner.ts';

const exited = (exitCode: number, stdout: string, stderr = ''): RunResult => ({
  kind: 'exited',
  exitCode,
  stdout,
  stderr,
});

/** A docker that answers like one that cannot be had here: another version, or one without compose. */
const answering = (version: RunResult, compose: RunResult) => ({
  command: 'docker',
  runner: { run: async (_: string, args: readonly string[]) => (args[0] === 'compose' ? compose : version) },
});
const engine = exited(0, '{"Client":{"Version":"26.1.5"},"Server":{"Version":"26.1.5"}}\n');

describe('preflight', () => {
  it.each([
    ['{"version":"2.40.3-3"}', '2.40.3-3', true],
    ['{"version":"v5.6.0"}', '5.6.0', true],
    ['{"version":"v2.26.1"}', '2.26.1', false],
  ])('reads %s', async (answer, composeVersion, jsonProgress) => {
    expect(await preflight(answering(engine, exited(0, answer)))).toEqual({
      ok: true,
      value: { engineVersion: '26.1.5', composeVersion, jsonProgress },
    });
  });

  it('says that compose is missing', async () => {
    const compose = exited(
      1,
      '',
      "docker: unknown command: docker compose\n\nRun 'docker --help' for more information\n",
    );
    expect(await preflight(answering(engine, compose))).toMatchObject({ ok: false, failure: { kind: 'no-compose' } });
  });

  it('says that the engine is missing, whatever compose says', async () => {
    const version = exited(
      1,
      '{"Client":{},"Server":null}',
      'Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?',
    );
    const compose = exited(0, '{"version":"2.40.3"}');
    expect(await preflight(answering(version, compose))).toMatchObject({ ok: false, failure: { kind: 'daemon-down' } });
  });

  it('says that docker is missing and where it may be named', async () => {
    expect(await preflight(findDocker('/nowhere/docker'))).toMatchObject({
      ok: false,
      failure: {
        kind: 'no-docker',
        message: 'There is no program /nowhere/docker.',
        advice: expect.stringContaining('bulkhead.docker.path'),
      },
    });
  });
});
