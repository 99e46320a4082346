import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runProgram } from '../../server/src/cli/program.ts';
import { assertNothingLeft } from '../harness/engine.ts';
import { dockerOf, stacksFor } from '../harness/stack.ts';
import { describeWithEngine } from '../harness/suites.ts';

const sleeper = 'image: busybox\n    command: [sleep, "600"]\n    init: true';

await describeWithEngine('a project of several files', (engine) => {
  const stackOf = stacksFor(engine);

  const run = async (...args: readonly string[]) => {
    const out: string[] = [];
    const err: string[] = [];
    const { signal } = new AbortController();
    const terminal = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text), signal };
    const code = await runProgram(args, { docker: dockerOf(engine), rules: [], version: '' }, terminal);
    return { code, out: out.join(''), err: err.join('') };
  };

  async function shop() {
    const stack = await stackOf(
      `include: [extra/part.yaml]\nservices:\n  web:\n    ${sleeper}\n    networks: [front]\n  debug:\n    ${sleeper}\n    profiles: [debug]\n    networks: [front]\nnetworks:\n  front:\n`,
    );
    const folder = path.dirname(stack.file);
    mkdirSync(path.join(folder, 'extra'));
    const override = path.join(folder, 'compose.override.yaml');
    const part = path.join(folder, 'extra/part.yaml');
    writeFileSync(override, 'services:\n  web:\n    networks: [back]\n');
    writeFileSync(
      part,
      `services:\n  cache:\n    ${sleeper}\n    networks: [back]\nnetworks:\n  back: { internal: true }\n`,
    );
    return { ...stack, override, part };
  }

  it('is deployed, verified and torn down as a whole from any of its files', async () => {
    const { file, project, override, part } = await shop();
    const deployed = await run('deploy', part);
    expect(deployed).toMatchObject({ code: 0, out: `Deployed ${project}: 2 containers, 2 networks.\n` });
    expect(deployed.err).toContain(`-f ${file} -f ${override} --progress`);

    // Only the override lets the two see each other.
    const verified = await run('verify', override, '--format', 'json');
    expect(verified.code).toBe(0);
    const { flows } = JSON.parse(verified.out);
    expect(flows).toContainEqual(
      expect.objectContaining({ from: 'web', to: 'cache', predicted: 'open', measured: 'open', agrees: true }),
    );

    expect(await run('down', part, '--timeout', '0')).toMatchObject({
      code: 0,
      out: `Removed 2 containers and 2 networks of ${project}.\n`,
    });
    await assertNothingLeft(engine, project);
  });

  it('is exactly what -f and --profile say', async () => {
    const { file, project } = await shop();
    const these = ['-f', file, '--profile', 'debug'];
    expect(await run('deploy', ...these)).toMatchObject({
      code: 0,
      out: `Deployed ${project}: 3 containers, 2 networks.\n`,
    });
    const { code, out } = await run('verify', ...these, '--format', 'json');
    expect(code).toBe(0);
    const { flows } = JSON.parse(out);
    expect(flows).toContainEqual(
      expect.objectContaining({ from: 'web', to: 'cache', predicted: 'blocked', measured: 'blocked' }),
    );
    expect(flows).toContainEqual(
      expect.objectContaining({ from: 'debug', to: 'web', predicted: 'open', measured: 'open' }),
    );
    expect((await run('down', ...these, '--timeout', '0')).code).toBe(0);
    await assertNothingLeft(engine, project);
  });
});
