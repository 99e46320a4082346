import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { deploy, removeMade } from '../../server/src/runtime/deploy.ts';
import type { Docker } from '../../server/src/runtime/docker.ts';
import { whatIsLeft } from '../../server/src/runtime/inventory.ts';
import { projectState } from '../../server/src/runtime/projectState.ts';
import { type Reporter, silentReporter } from '../../server/src/runtime/reporter.ts';
import { assertNothingLeft, runWithEngine } from '../harness/engine.ts';
import { dockerOf, stacksFor } from '../harness/stack.ts';
import { describeWithEngine } from '../harness/suites.ts';

const sleeper = 'image: busybox\n    command: [sleep, "600"]\n    init: true';
const two = `
services:
  web:
    ${sleeper}
    ports: ["127.0.0.1:18080:80"]
    networks: [front]
  db:
    ${sleeper}
    networks: [back]
networks:
  front:
  back: { internal: true }
`;

await describeWithEngine('deploy', (engine) => {
  const stackOf = stacksFor(engine);
  const docker = dockerOf(engine);
  const start = (file: string, reporter: Reporter = silentReporter, signal?: AbortSignal) =>
    deploy(docker, [file], { reporter, signal });

  it('starts every service and reports each step', async () => {
    const stack = await stackOf(two);
    const steps: string[] = [];
    const log: string[] = [];
    const result = await start(stack.file, {
      log: (line) => log.push(line),
      progress: ({ subject, status, done, total }) => steps.push(`${subject} ${status} ${done}/${total}`),
    });
    expect(result).toMatchObject({ kind: 'deployed', project: stack.project, ended: [] });
    expect(result.kind === 'deployed' && result.containers.map(({ service, state }) => [service, state])).toEqual([
      ['db', 'running'],
      ['web', 'running'],
    ]);
    expect(result.kind === 'deployed' && result.networks.map(({ name, internal }) => [name, internal])).toEqual([
      [`${stack.project}_back`, true],
      [`${stack.project}_front`, false],
    ]);
    expect(steps).toContainEqual(expect.stringMatching(/^Network \S+_front Created [12]\/4$/));
    expect(steps.at(-1)).toMatch(/Started 4\/4$/);
    expect(log[0]).toMatch(/^\$ docker compose -f .* up -d$/);
    expect(await projectState(docker, [stack.file])).toMatchObject({ ok: true, value: { kind: 'running' } });

    await stack.compose('stop', '-t', '0', 'db');
    expect(await projectState(docker, [stack.file])).toMatchObject({
      value: {
        kind: 'partial',
        services: [
          { name: 'db', state: 'exited' },
          { name: 'web', state: 'running' },
        ],
      },
    });
  });

  it('reads the steps of a compose that has no JSON progress', async () => {
    const stack = await stackOf(two);
    const older: Docker = {
      ...docker,
      runner: {
        run: (command, args, options) =>
          args.join(' ').startsWith('compose version')
            ? Promise.resolve({ kind: 'exited', exitCode: 0, stdout: '{"version":"v2.26.1"}', stderr: '' })
            : docker.runner.run(command, args, options),
      },
    };
    const steps: string[] = [];
    await deploy(older, [stack.file], {
      reporter: { log: () => {}, progress: ({ subject, status, done }) => steps.push(`${subject} ${status} ${done}`) },
    });
    expect(steps).toContainEqual(expect.stringMatching(/^Network \S+_front Created [12]$/));
    expect(steps.at(-1)).toMatch(/^Container \S+ Started 4$/);
  });

  it('knows a stack that was never started', async () => {
    const stack = await stackOf(two);
    expect(await projectState(docker, [stack.file])).toEqual({
      ok: true,
      value: {
        kind: 'stopped',
        services: [
          { name: 'db', state: 'none', health: '' },
          { name: 'web', state: 'none', health: '' },
        ],
      },
    });
  });

  it('names the container that has the port, and takes back what it made', async () => {
    const first = await stackOf(two);
    await start(first.file);
    const second = await stackOf(two);
    const result = await start(second.file);
    if (result.kind !== 'unfinished') throw new Error(result.kind);
    expect(result.failure.kind).toBe('port-taken');
    expect(result.failure.message).toBe(
      `Port 18080 of 127.0.0.1, which service web publishes, is taken by container ${first.project}-web-1, service web of project ${first.project}.`,
    );
    expect(result.made.things.containers).toHaveLength(2);
    expect(result.made.things.networks).toHaveLength(2);

    expect(await removeMade(docker, result.made)).toMatchObject({ ok: true, value: { containers: [], networks: [] } });
    await assertNothingLeft(engine, second.project);
    expect(await projectState(docker, [first.file])).toMatchObject({ value: { kind: 'running' } });
  });

  it('says when a program outside the engine has the port', async () => {
    const listen = `require('node:net').createServer().listen(18081, '0.0.0.0', () => console.log('up'))`;
    const namespace = engine.env.BULKHEAD_ENGINE_NETNS;
    const enter = namespace ? ['nsenter', `--net=/run/netns/${namespace}`] : [];
    const [command = '', ...args] = [...enter, process.execPath, '-e', listen];
    const program = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await once(program.stdout, 'data');
      const stack = await stackOf(two.replace('18080', '18081'));
      const result = await start(stack.file);
      expect(result).toMatchObject({
        kind: 'unfinished',
        failure: {
          kind: 'port-taken',
          message: expect.stringMatching(
            /^Port 18081 of 127\.0\.0\.1, which service web publishes, is taken by a program/,
          ),
        },
      });
    } finally {
      program.kill();
    }
  });

  it('leaves what ran before when a change cannot be deployed', async () => {
    const stack = await stackOf(`services:\n  a:\n    ${sleeper}\n`);
    await start(stack.file);
    await stack.write(`services:\n  a:\n    ${sleeper}\n  b:\n    image: busybox\n    command: [no-such-program]\n`);
    const result = await start(stack.file);
    if (result.kind !== 'unfinished') throw new Error(result.kind);
    expect(result.failure).toMatchObject({
      kind: 'bad-command',
      message: expect.stringContaining('"no-such-program"'),
    });
    expect(result.made.things.containers.map(({ service }) => service)).toEqual(['b']);

    await removeMade(docker, result.made);
    const left = await whatIsLeft(docker, stack.project);
    expect(left.ok && left.value.containers.map(({ service, state }) => [service, state])).toEqual([['a', 'running']]);
    expect(left.ok && left.value.networks).toHaveLength(1);
  });

  it('stops in the middle when it is cancelled, and takes back what it made', async () => {
    const abort = new AbortController();
    const stack = await stackOf(`services:
  first:
    ${sleeper}
    healthcheck: { test: ["CMD", "false"], interval: 1s, retries: 100 }
  second:
    ${sleeper}
    depends_on: { first: { condition: service_healthy } }
`);
    const started = performance.now();
    const result = await start(
      stack.file,
      { log: () => {}, progress: ({ status }) => void (status === 'Waiting' && abort.abort()) },
      abort.signal,
    );
    expect(performance.now() - started).toBeLessThan(15_000);
    if (result.kind !== 'unfinished') throw new Error(result.kind);
    expect(result.failure.kind).toBe('cancelled');
    expect(result.made.things.containers.map(({ service }) => service)).toContain('first');
    await removeMade(docker, result.made);
    await assertNothingLeft(engine, stack.project);
  });

  it('makes nothing when it is cancelled before it begins', async () => {
    const stack = await stackOf(two);
    const result = await start(stack.file, silentReporter, AbortSignal.abort());
    expect(result).toMatchObject({ kind: 'not-started', failure: { kind: 'cancelled' } });
    await assertNothingLeft(engine, stack.project);
  });

  it('shows the log of a container that ended at once', async () => {
    const stack = await stackOf(
      'services:\n  a:\n    image: busybox\n    command: [sh, -c, "echo no password >&2; exit 3"]\n',
    );
    expect(await start(stack.file)).toMatchObject({
      kind: 'deployed',
      ended: [{ service: 'a', exitCode: 3, log: 'no password' }],
    });
  });

  it('says that an image is missing', async () => {
    const stack = await stackOf('services:\n  a:\n    image: bulkhead-test.invalid/nothing:1\n');
    const result = await start(stack.file);
    if (result.kind !== 'unfinished') throw new Error(result.kind);
    expect(['image-missing', 'image-unreachable']).toContain(result.failure.kind);
    expect(result.made.things).toEqual({ containers: [], networks: [], volumes: [] });
  });

  it.each([
    ['bad-file', 'services:\n  a:\n    image: busybox\n    netwoks: [x]\n', "'netwoks' not allowed"],
    ['bad-file', 'services:\n  a: [\n', 'Docker says'],
  ])('starts nothing of a %s', async (kind, text, part) => {
    const stack = await stackOf(text);
    expect(await start(stack.file)).toMatchObject({
      kind: 'not-started',
      failure: { kind, message: expect.stringContaining(part) },
    });
    // for the clean-up, which needs a file that compose can read
    await stack.write('services: {}\n');
  });

  it.each([
    [
      'external-network-missing',
      `services:\n  a:\n    ${sleeper}\n    networks: [x]\nnetworks:\n  x: { name: bulkhead-nowhere, external: true }\n`,
      'bulkhead-nowhere',
    ],
    [
      'subnet-overlap',
      `services:\n  a:\n    ${sleeper}\n    networks: [x, y]\nnetworks:\n  x: { ipam: { config: [{ subnet: 10.231.0.0/16 }] } }\n  y: { ipam: { config: [{ subnet: 10.231.4.0/24 }] } }\n`,
      'overlaps',
    ],
    [
      'bad-address',
      `services:\n  a:\n    ${sleeper}\n    networks: { x: { ipv4_address: 10.9.9.9 } }\nnetworks:\n  x:\n`,
      'user configured subnets',
    ],
  ])('explains %s', async (kind, text, part) => {
    const stack = await stackOf(text);
    expect(await start(stack.file)).toMatchObject({
      kind: 'unfinished',
      failure: { kind, message: expect.stringContaining(part) },
    });
  });

  it('names the container that has the container name', async () => {
    const stack = await stackOf(`services:\n  a:\n    ${sleeper}\n    container_name: bulkhead-test-name\n`);
    await runWithEngine(engine, 'docker', ['create', '--name', 'bulkhead-test-name', 'busybox']);
    try {
      expect(await start(stack.file)).toMatchObject({
        failure: { kind: 'name-taken', message: expect.stringContaining('bulkhead-test-name') },
      });
    } finally {
      await runWithEngine(engine, 'docker', ['rm', 'bulkhead-test-name']);
    }
  });

  it('says that the engine does not answer', async () => {
    const stack = await stackOf(two);
    const nowhere = { ...docker, env: { ...engine.env, DOCKER_HOST: 'unix:///nowhere/docker.sock' } };
    expect(await deploy(nowhere, [stack.file], { reporter: silentReporter })).toMatchObject({
      kind: 'not-started',
      failure: { kind: 'daemon-down', message: 'The Docker engine does not answer at unix:///nowhere/docker.sock.' },
    });
  });
});
