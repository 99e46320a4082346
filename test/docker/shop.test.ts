import path from 'node:path';
import { expect, it } from 'vitest';
import { deploy } from '../../server/src/runtime/deploy.ts';
import { predict } from '../../server/src/runtime/predict.ts';
import { silentReporter } from '../../server/src/runtime/reporter.ts';
import { tearDown } from '../../server/src/runtime/tearDown.ts';
import { verify } from '../../server/src/runtime/verify/verify.ts';
import { courseFileWith, courseIsThere } from '../harness/course.ts';
import { assertNothingLeft, runInEngineNamespace } from '../harness/engine.ts';
import { ROOT } from '../harness/prepared.ts';
import { dockerOf, stacksFor } from '../harness/stack.ts';
import { describeWithEngine } from '../harness/suites.ts';

/** The tiers of the course's exercise as people write them: an obsolete version, a port on all addresses, bridges. */
const exercise = `
version: '3.8'
services:
  nginx:
    image: nginx:alpine
    ports: ["80:80"]
    networks: [dmz, web_tier]
  frontend:
    image: node:16-alpine
    command: ["node", "-e", "require('http').createServer((_, response) => response.end('Frontend')).listen(3000)"]
    networks: [web_tier, api_tier]
  backend:
    image: node:16-alpine
    command: ["node", "-e", "require('http').createServer((_, response) => response.end('Backend')).listen(8000)"]
    networks: [api_tier, data_tier]
  database:
    image: postgres:13-alpine
    environment: { POSTGRES_PASSWORD: password }
    networks: [data_tier]
networks:
  dmz: { driver: bridge }
  web_tier: { driver: bridge, internal: true }
  api_tier: { driver: bridge, internal: true }
  data_tier: { driver: bridge, internal: true }
`;

await describeWithEngine('a shop in four tiers', (engine) => {
  const docker = dockerOf(engine);
  const stackOf = stacksFor(engine);

  const liveThrough = async (file: string) => {
    const deployment = await deploy(docker, [file], { reporter: silentReporter });
    expect(deployment).toMatchObject({ kind: 'deployed', ended: [] });
    const verified = await verify(docker, [file], await predict([file]), {
      image: 'busybox',
      timeout: 500,
      reporter: silentReporter,
    });
    if (!verified.ok) throw new Error(verified.failure.message);
    const { rows } = verified.value;
    expect(rows.filter(({ agrees }) => agrees === false)).toEqual([]);
    return { rows };
  };
  const removed = async (file: string, project: string) => {
    const down = await tearDown(docker, [file], { reporter: silentReporter, timeout: 1 });
    expect(down).toMatchObject({ ok: true, value: { left: { containers: [], networks: [] } } });
    expect(down.ok && [down.value.containers.length, down.value.networks.length]).toEqual([4, 4]);
    await assertNothingLeft(engine, project);
  };

  it('is deployed, verified and torn down: the sample', async () => {
    const file = path.join(ROOT, 'test/projects/shop/compose.yaml');
    const { rows } = await liveThrough(file);
    const pairs = rows.filter(({ flow: { from, to } }) => from.kind === 'service' && to.kind === 'service');
    expect(pairs.every(({ agrees }) => agrees)).toBe(true);
    expect(pairs.filter(({ measured }) => measured === 'open')).toHaveLength(6);
    expect(pairs.filter(({ measured }) => measured === 'blocked')).toHaveLength(6);
    const { stdout } = await runInEngineNamespace(engine, [
      process.execPath,
      '-e',
      "fetch('http://127.0.0.1:8080').then((answer) => console.log(answer.status))",
    ]);
    expect(stdout).toBe('200\n');
    await removed(file, 'shop');
  });

  const exercises = [
    ['written anew', exercise],
    ...(courseIsThere ? [['verbatim', courseFileWith('node:16-alpine', 'postgres:13-alpine')] as const] : []),
  ] as const;

  it.each(exercises)('is deployed, verified and torn down: that of the exercise, %s', async (_, text) => {
    const stack = await stackOf(text);
    const { rows } = await liveThrough(stack.file);
    const pairs = rows.filter(({ flow: { from, to } }) => from.kind === 'service' && to.kind === 'service');
    expect(pairs.map(({ agrees }) => agrees)).toEqual(Array.from({ length: 12 }, () => true));
    await removed(stack.file, stack.project);
  });
});
