import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { EngineFacts } from '../../server/src/reach/engine.ts';
import { trace } from '../../server/src/reach/trace.ts';
import { deploy } from '../../server/src/runtime/deploy.ts';
import { loadProject } from '../../server/src/runtime/loadProject.ts';
import { situationOf } from '../../server/src/runtime/predict.ts';
import { silentReporter } from '../../server/src/runtime/reporter.ts';
import { type Measurement, verify } from '../../server/src/runtime/verify/verify.ts';
import { assertNothingLeft, type Engine, runInEngineNamespace, runWithEngine } from '../harness/engine.ts';
import { cellText, everyCell } from '../harness/everyCell.ts';
import { type NetworkStack, networkStack } from '../harness/randomNetworks.ts';
import { dockerOf } from '../harness/stack.ts';
import { describeWithEngine } from '../harness/suites.ts';

// BULKHEAD_STACKS says how many stacks, BULKHEAD_SEED where the seeds begin.
const count = Number(process.env.BULKHEAD_STACKS ?? 20);
const firstSeed = Number(process.env.BULKHEAD_SEED ?? 1);

/** Stacks at a time; each has about ten containers and helpers. */
const BATCH = 4;

/** What the engine of the tests is known to be set to; a daemon's default. */
const settings: EngineFacts = { userlandProxy: process.env.BULKHEAD_USERLAND_PROXY !== 'false' };

await describeWithEngine('reachability of random stacks', (engine) => {
  const batches = Array.from({ length: Math.ceil(count / BATCH) }, (_, batch) =>
    Array.from({ length: Math.min(BATCH, count - batch * BATCH) }, (_, i) => firstSeed + batch * BATCH + i),
  );

  it.each(batches.map((seeds) => ({ seeds })))('is as predicted: seeds $seeds', async ({ seeds }) => {
    const settled = await Promise.allSettled(seeds.map((seed) => checkSeed(engine, seed)));
    const failures = settled.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
    expect(failures.join('\n\n')).toBe('');
    const reports = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(reports.flatMap(({ wrong }) => wrong).join('\n\n')).toBe('');
    for (const { agreeing } of reports) expect(agreeing).toBeGreaterThan(20);
  });

  // a macvlan needs an interface of the engine's machine, which is known for the engine that the tests start
  it.runIf(engine.env.BULKHEAD_ENGINE_NETNS)('is as predicted with a macvlan beside bridges', async () => {
    const { stdout } = await runInEngineNamespace(engine, ['ip', '-o', '-4', 'addr', 'show', 'scope', 'global']);
    const parent = stdout
      .split('\n')
      .map((line) => line.split(/\s+/)[1])
      .find((name) => name && !/^(?:docker|br-)/.test(name));
    const project = `bulkhead-reach-${process.pid}-macvlan`;
    const idle = 'image: busybox\n    init: true\n    command: [sleep, "3600"]';
    const text = `services:
  a:
    ${idle}
    networks: [lan]
  b:
    ${idle}
    networks: [lan]
    ports: ["19990:8080"]
  c:
    ${idle}
    networks: [plain]
    ports: ["19991:8080"]
  both:
    ${idle}
    networks: [lan, plain, shut]
  d:
    ${idle}
    networks: [shut]
networks:
  lan: { driver: macvlan, driver_opts: { parent: ${parent} }, ipam: { config: [{ subnet: 10.240.1.0/24 }] } }
  plain: { ipam: { config: [{ subnet: 10.240.2.0/24 }] } }
  shut: { internal: true, ipam: { config: [{ subnet: 10.240.3.0/24 }] } }
`;
    const { wrong } = await checkStack(engine, project, { text, external: [], names: ['a', 'b', 'c', 'd', 'both'] });
    expect(wrong.join('\n')).toBe('');
  });
});

function checkSeed(engine: Engine, seed: number) {
  const project = `bulkhead-reach-${process.pid}-${seed}`;
  const stack = networkStack(seed, {
    prefix: `10.${64 + (process.pid % 128)}`,
    third: ((seed - firstSeed) % 32) * 8,
    port: 20_000 + ((process.pid % 11) * 32 + ((seed - firstSeed) % 32)) * 32,
    project,
  });
  return checkStack(engine, project, stack, `seed ${seed}`);
}

/** Deploys a stack, measures every cell of it, and takes it away. */
async function checkStack(engine: Engine, project: string, stack: NetworkStack, label = project) {
  const docker = dockerOf(engine);
  const folder = await mkdtemp(path.join(tmpdir(), 'bulkhead-reach-'));
  const file = path.join(folder, 'compose.yaml');
  const text = `name: ${project}\n${stack.text}`;
  await writeFile(file, text);
  const made: string[] = [];
  try {
    for (const { name, subnet, internal } of stack.external) {
      await runWithEngine(engine, 'docker', [
        ...['network', 'create', '--subnet', subnet, ...(internal ? ['--internal'] : []), name],
      ]);
      made.push(name);
    }
    const deployment = await deploy(docker, [file], { reporter: silentReporter });
    if (deployment.kind !== 'deployed') throw new Error(`${label}: ${JSON.stringify(deployment)}\n${text}`);
    const situation = await situationOf((await loadProject([file])).project, docker);
    const facts = { ...situation.engine, ...settings };
    const predicted = everyCell(situation.project, stack.names).map((flow) => trace(situation.project, flow, facts));
    const options = { image: 'busybox', timeout: 1500, reporter: silentReporter };
    const verified = await verify(docker, [file], predicted, options);
    if (!verified.ok) throw new Error(`${verified.failure.message}\n${text}`);
    const { rows } = verified.value;
    const wrong = rows.flatMap((row, index) =>
      row.agrees === false ? [explain(row, predicted[index]?.steps ?? [])] : [],
    );
    const unknown = rows.filter((row) => row.predicted === 'unknown').length;
    const agreeing = rows.filter(({ agrees }) => agrees).length;
    console.log(`${label}: ${agreeing} of ${rows.length} cells as predicted, ${wrong.length} not, ${unknown} unknown`);
    return { wrong: wrong.length > 0 ? [`${label}\n${wrong.join('\n')}\n${text}`] : [], agreeing };
  } finally {
    await runWithEngine(engine, 'docker', ['compose', '-p', project, 'down', '-t', '0', '-v', '--remove-orphans']);
    for (const name of made) await runWithEngine(engine, 'docker', ['network', 'rm', name]);
    await assertNothingLeft(engine, project);
    await rm(folder, { recursive: true });
  }
}

/** The predicted steps and what was seen. */
function explain(
  { flow, predicted, measured, detail }: Measurement,
  steps: readonly { text: string; reason: string }[],
): string {
  const path = steps.map(({ text, reason }) => `    ${reason}: ${text}`).join('\n');
  return `  ${cellText(flow)}: predicted ${predicted}, measured ${measured}\n${path}\n    seen: ${detail}`;
}
