import { expect, it } from 'vitest';
import { runProgram } from '../../server/src/cli/program.ts';
import { assertNothingLeft, runWithEngine } from '../harness/engine.ts';
import { dockerOf, stacksFor } from '../harness/stack.ts';
import { describeWithEngine } from '../harness/suites.ts';

const sleeper = 'image: busybox\n    command: [sleep, "600"]\n    init: true';
const good = `services:\n  web:\n    ${sleeper}\n    networks: [front]\n  db:\n    ${sleeper}\n    networks: [back]\nnetworks:\n  front:\n  back: { internal: true }\n`;
const taken = `services:\n  a:\n    ${sleeper}\n    ports: ["127.0.0.1:18083:80"]\n  b:\n    ${sleeper}\n    ports: ["127.0.0.1:18083:81"]\n`;

await describeWithEngine('the command line program', (engine) => {
  const stackOf = stacksFor(engine);

  const run = async (args: readonly string[], signal = new AbortController().signal) => {
    const out: string[] = [];
    const err: string[] = [];
    const terminal = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text), signal };
    const code = await runProgram(args, { docker: dockerOf(engine), rules: [], version: '' }, terminal);
    return { code, out: out.join(''), err: err.join('') };
  };

  it('deploys, verifies and tears down', async () => {
    const { file, project } = await stackOf(good);
    expect(await run(['deploy', file])).toMatchObject({
      code: 0,
      out: `Deployed ${project}: 2 containers, 2 networks.\n`,
      err: expect.stringContaining(`Container ${project}-web-1 Started`),
    });

    const text = await run(['verify', file]);
    expect(text.code).toBe(0);
    expect(text.out).toContain(`${project}: 6 of 6 as predicted.`);
    expect(text.out).toMatch(/^✓ +db +web +any +blocked +blocked +no route to [\d.]+; the name web is not known$/m);

    const json = JSON.parse((await run(['verify', file, '--format', 'json', '--timeout', '300'])).out);
    expect(json.project).toBe(project);
    expect(json.flows).toContainEqual({
      from: 'db',
      to: 'internet',
      port: null,
      protocol: 'tcp',
      predicted: 'blocked',
      measured: 'blocked',
      agrees: true,
      why: expect.stringContaining('internal'),
      detail: 'no default route',
    });

    expect(await run(['down', file, '--timeout', '0'])).toMatchObject({
      code: 0,
      out: `Removed 2 containers and 2 networks of ${project}.\n`,
    });
    await assertNothingLeft(engine, project);
    expect(await run(['verify', file])).toMatchObject({
      code: 1,
      out: expect.stringContaining('nothing could be compared'),
    });
  });

  it('gives 1 when the stack is not as the file says', async () => {
    const { file, project, compose } = await stackOf(good);
    await compose('up', '-d');
    await runWithEngine(engine, 'docker', ['network', 'connect', `${project}_front`, `${project}-db-1`]);
    const { code, out } = await run(['verify', file]);
    expect(code).toBe(1);
    // disagreements come first
    expect(out.split('\n')[3]).toMatch(/^✗ +\S+ +\S+ +any +blocked +open /);
  });

  it('measures the statements of x-reach, and gives 1 when one does not hold', async () => {
    const stated = `${good}x-reach:\n  - web -x-> db:5432\n  - web -> internet\n  - db -> web\n  - internet -x-> db\n`;
    const { file, project, compose } = await stackOf(stated);
    await compose('up', '-d');
    const text = await run(['verify', file]);
    expect(text.code).toBe(1);
    expect(text.out).toContain(`${project}: 2 hold, 1 do not, 1 not known\n`);
    const { out } = await run(['verify', file, '--format', 'junit']);
    expect(out).toMatch(/<testcase [^>]*name="web -x-&gt; db:5432"[^>]*\/>/);
    expect(out).toMatch(/name="db -&gt; web"[^>]*>\n\s*<failure message="db -&gt; web is blocked/);
    expect(out).toMatch(/name="internet -x-&gt; db"[^>]*>\n\s*<skipped /);
  });

  it('says what a failed deploy left, and removes it when asked to', async () => {
    const { file, project } = await stackOf(taken);
    const kept = await run(['deploy', file]);
    expect(kept.code).toBe(1);
    expect(kept.err).toMatch(
      /Port 18083 of 127\.0\.0\.1, which service [ab] publishes, is taken by container \S+-[ab]-1, service [ab] of project/,
    );
    expect(kept.err).toContain('Give one of the two services another host port.');
    expect(kept.err).toContain(`It left 2 containers, 1 network; \`bulkhead down ${file}\` removes them.`);
    expect((await run(['down', file, '--timeout', '0'])).code).toBe(0);

    const cleaned = await run(['deploy', file, '--clean-up']);
    expect(cleaned).toMatchObject({ code: 1, err: expect.stringContaining('Removed 2 containers, 1 network.') });
    await assertNothingLeft(engine, project);
  });

  it('names what keeps a network and gives 1', async () => {
    const { file, project, compose } = await stackOf(good);
    await compose('up', '-d');
    const foreign = `${project}-foreign`;
    await runWithEngine(engine, 'docker', [
      'run',
      '-d',
      '--name',
      foreign,
      '--network',
      `${project}_front`,
      'busybox',
      'sleep',
      '600',
    ]);
    try {
      expect(await run(['down', file, '--timeout', '0'])).toMatchObject({
        code: 1,
        err: expect.stringContaining(`Network ${project}_front is still used by ${foreign}.`),
      });
    } finally {
      await runWithEngine(engine, 'docker', ['rm', '-f', foreign]);
    }
  });

  it('stops at Ctrl+C', async () => {
    const { file } = await stackOf(good);
    expect(await run(['deploy', file], AbortSignal.abort())).toMatchObject({
      code: 2,
      err: expect.stringContaining('Cancelled.'),
    });
  });
});
