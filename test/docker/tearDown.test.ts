import { rm, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { deploy } from '../../server/src/runtime/deploy.ts';
import { silentReporter } from '../../server/src/runtime/reporter.ts';
import { describeLeft, releaseNetworks, tearDown } from '../../server/src/runtime/tearDown.ts';
import { assertNothingLeft, runWithEngine } from '../harness/engine.ts';
import { dockerOf, stacksFor } from '../harness/stack.ts';
import { describeWithEngine } from '../harness/suites.ts';

const sleeper = 'image: busybox\n    command: [sleep, "600"]';
const text = `
services:
  web:
    ${sleeper}
    networks: [front]
  db:
    ${sleeper}
    networks: [back]
    volumes: ["data:/data"]
  extra:
    ${sleeper}
    networks: [back]
    profiles: [extra]
networks:
  front:
  back: { internal: true }
volumes:
  data:
`;

await describeWithEngine('tearDown', (engine) => {
  const stackOf = stacksFor(engine);
  const docker = dockerOf(engine);
  const up = (file: string) => deploy(docker, [file], { reporter: silentReporter });
  const down = (file: string, signal?: AbortSignal) =>
    tearDown(docker, [file], { reporter: silentReporter, timeout: 0, signal });

  it('removes containers and networks and keeps volumes', async () => {
    const stack = await stackOf(text);
    await up(stack.file);
    const name = stack.project;
    expect(await down(stack.file)).toEqual({
      ok: true,
      value: {
        project: name,
        containers: [`${name}-db-1`, `${name}-web-1`],
        networks: [`${name}_back`, `${name}_front`],
        volumes: [`${name}_data`],
        left: { containers: [], networks: [], volumes: [`${name}_data`] },
      },
    });
  });

  it('has nothing to do for a stack that does not run', async () => {
    const stack = await stackOf(text);
    expect(await down(stack.file)).toMatchObject({ ok: true, value: { containers: [], networks: [] } });
  });

  it('names the foreign container that keeps a network, and can disconnect it', async () => {
    const stack = await stackOf(text);
    await up(stack.file);
    const foreign = `${stack.project}-foreign`;
    await runWithEngine(engine, 'docker', [
      'run',
      '-d',
      '--rm',
      '--name',
      foreign,
      '--network',
      `${stack.project}_front`,
      'busybox',
      'sleep',
      '600',
    ]);
    try {
      const result = await down(stack.file);
      if (!result.ok) throw new Error(result.failure.message);
      const { left, containers } = result.value;
      expect(containers).toHaveLength(2);
      expect(describeLeft(left)).toBe(`Network ${stack.project}_front is still used by ${foreign}.`);

      expect(await releaseNetworks(docker, left.networks)).toMatchObject({ ok: true });
      expect(await down(stack.file)).toMatchObject({ ok: true, value: { left: { networks: [] } } });
      const { stdout } = await runWithEngine(engine, 'docker', ['inspect', '--format', '{{.State.Status}}', foreign]);
      expect(stdout.trim()).toBe('running');
    } finally {
      await runWithEngine(engine, 'docker', ['rm', '-f', foreign]);
    }
  });

  it('also removes what compose leaves: services of a profile that is off', async () => {
    const stack = await stackOf(text);
    await stack.compose('--profile', 'extra', 'up', '-d');
    const result = await down(stack.file);
    expect(result).toMatchObject({ ok: true, value: { left: { containers: [], networks: [] } } });
    expect(result.ok && result.value.containers).toHaveLength(3);
  });

  it('finds the stack of a file that compose does not accept any more', async () => {
    const stack = await stackOf(text);
    await up(stack.file);
    await writeFile(stack.file, 'services: [');
    const result = await down(stack.file);
    expect(result).toMatchObject({
      ok: true,
      value: { project: stack.project, left: { containers: [], networks: [] } },
    });
    expect(result.ok && result.value.containers).toHaveLength(2);
    await stack.write(text);
  });

  it('says that the file is wrong when nothing was started from it', async () => {
    const stack = await stackOf('services: [');
    expect(await down(stack.file)).toMatchObject({ ok: false, failure: { kind: 'bad-file' } });
    await rm(stack.file);
    expect(await down(stack.file)).toMatchObject({ ok: false, failure: { kind: 'missing-file' } });
    await stack.write('services: {}');
  });

  it('can be cancelled and finished later', async () => {
    const stack = await stackOf(text);
    await up(stack.file);
    const abort = new AbortController();
    const cancelled = await tearDown(docker, [stack.file], {
      reporter: { log: () => {}, progress: () => abort.abort() },
      // the containers do not stop by themselves
      timeout: 30,
      signal: abort.signal,
    });
    expect(cancelled).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
    await down(stack.file);
    await stack.compose('down', '-v');
    await assertNothingLeft(engine, stack.project);
  });
});
