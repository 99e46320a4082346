import { expect, it } from 'vitest';
import { placeName } from '../../server/src/reach/verdicts.ts';
import { deploy } from '../../server/src/runtime/deploy.ts';
import { predict } from '../../server/src/runtime/predict.ts';
import { silentReporter } from '../../server/src/runtime/reporter.ts';
import { verify } from '../../server/src/runtime/verify/verify.ts';
import { randomNumbers } from '../harness/mutants.ts';
import { dockerOf, stacksFor } from '../harness/stack.ts';
import { describeWithEngine } from '../harness/suites.ts';

// BULKHEAD_STACKS says how many stacks, BULKHEAD_SEED where the seeds begin.
const count = Number(process.env.BULKHEAD_STACKS ?? 4);
const firstSeed = Number(process.env.BULKHEAD_SEED ?? 1);

/** A stack of idle services on random networks; some share a namespace, some have the host's or none. */
function randomStack(seed: number): string {
  const random = randomNumbers(seed);
  const chance = (likely: number): boolean => random() < likely;
  const upTo = (limit: number): number => Math.floor(random() * limit);
  const networks = Array.from({ length: 2 + upTo(3) }, (_, i) => `n${i}`);
  const networkLines = networks.flatMap((name) => [
    `  ${name}:`,
    ...(chance(0.5) ? ['    internal: true'] : ['    internal: false']),
    ...(chance(0.2) ? ['    driver_opts: { com.docker.network.bridge.enable_icc: "false" }'] : []),
  ]);
  const services = Array.from({ length: 4 + upTo(2) }, (_, i) => `s${i}`);
  const serviceLines = services.flatMap((name, i) => {
    const kind = random();
    const owner = `s${upTo(Math.max(1, i))}`;
    const own = ['    networks:', ...networks.filter(() => chance(0.45)).map((network) => `      - ${network}`)];
    const mode =
      kind < 0.1
        ? ['    network_mode: none']
        : kind < 0.2
          ? ['    network_mode: host']
          : kind < 0.35 && i > 0
            ? [`    network_mode: "service:${owner}"`]
            : own.length > 1
              ? own
              : [];
    const publishes = !mode[0]?.includes('network_mode') && chance(0.4);
    return [
      `  ${name}:`,
      '    image: busybox',
      '    init: true',
      '    command: [sleep, "3600"]',
      ...mode,
      ...(publishes ? [`    ports: ["${chance(0.5) ? '127.0.0.1:' : ''}${20_000 + i}:8080"]`] : []),
    ];
  });
  return ['services:', ...serviceLines, 'networks:', ...networkLines, ''].join('\n');
}

await describeWithEngine('reachability of random stacks', (engine) => {
  const docker = dockerOf(engine);
  const stackOf = stacksFor(engine);

  it.each(Array.from({ length: count }, (_, i) => firstSeed + i))('is as predicted: seed %i', async (seed) => {
    const text = randomStack(seed);
    const stack = await stackOf(text);
    const deployment = await deploy(docker, [stack.file], { reporter: silentReporter });
    expect(deployment, text).toMatchObject({ kind: 'deployed' });
    const predicted = await predict([stack.file]);
    const options = { image: 'busybox', timeout: 500, reporter: silentReporter };
    const verified = await verify(docker, [stack.file], predicted, options);
    if (!verified.ok) throw new Error(verified.failure.message);
    const wrong = verified.value.rows
      .filter(({ agrees }) => agrees === false)
      .map(({ flow, predicted: expected, why, measured, detail }) => {
        const name = `${placeName(flow.from)} -> ${placeName(flow.to)}:${flow.port}`;
        return `${name} was predicted ${expected} (${why}) and is ${measured} (${detail})`;
      });
    expect(wrong, text).toEqual([]);
    expect(verified.value.rows.filter(({ agrees }) => agrees).length).toBeGreaterThan(5);
  });
});
