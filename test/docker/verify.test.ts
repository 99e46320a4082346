import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { verifySummary } from '../../server/src/cli/verifyText.ts';
import { type Flow, type Place, placeName, type Trace, type Via } from '../../server/src/reach/verdicts.ts';
import { predict } from '../../server/src/runtime/predict.ts';
import { silentReporter } from '../../server/src/runtime/reporter.ts';
import { type Measurement, type Prediction, verify } from '../../server/src/runtime/verify/verify.ts';
import { runWithEngine } from '../harness/engine.ts';
import { dockerOf, stacksFor } from '../harness/stack.ts';
import { describeWithEngine } from '../harness/suites.ts';

const sleeper = 'image: busybox\n    command: [sleep, "600"]\n    init: true';
const twoTiers = `
services:
  web:
    ${sleeper}
    networks: [front]
  api:
    ${sleeper}
    networks: [front, back]
  db:
    ${sleeper}
    networks: [back]
networks:
  front:
  back: { internal: true }
`;

const place = (name: string): Place =>
  name === 'host' || name === 'internet' ? { kind: name } : { kind: 'service', name };
const flow = (from: string, to: string, port: number | null = null): Flow => ({
  from: place(from),
  to: place(to),
  port,
  protocol: 'tcp',
});
const expectOpen = (from: string, to: string, port?: number): Prediction => ({
  flow: flow(from, to, port),
  verdict: 'open',
  why: '',
});
const inShort = ({ flow: { from, to }, measured }: Measurement): string =>
  `${placeName(from)} -> ${placeName(to)}: ${measured}`;

await describeWithEngine('verify', (engine) => {
  const stackOf = stacksFor(engine);
  const docker = dockerOf(engine);
  const measure = async (file: string, predicted: readonly Prediction[], options = {}) => {
    const result = await verify(docker, [file], predicted, {
      image: 'busybox',
      timeout: 500,
      reporter: silentReporter,
      ...options,
    });
    if (!result.ok) throw new Error(`${result.failure.kind}: ${result.failure.message}`);
    return result.value;
  };
  const helpers = async () =>
    (await runWithEngine(engine, 'docker', ['ps', '-aq', '--filter', 'label=bulkhead.helper'])).stdout;

  it('finds a stack as predicted and leaves no helper', async () => {
    const stack = await stackOf(twoTiers);
    await stack.compose('up', '-d');
    const verification = await measure(stack.file, await predict([stack.file]));
    expect(verification.rows.filter(({ agrees }) => agrees === false)).toEqual([]);
    expect(verifySummary(verification)).toBe(`${stack.project}: 12 of 12 as predicted. 6 could not be compared.`);
    expect(verification.rows.filter(({ flow }) => flow.from.kind === 'service').map(inShort)).toEqual([
      'api -> web: open',
      'db -> web: blocked',
      'web -> api: open',
      'db -> api: open',
      'web -> db: blocked',
      'api -> db: open',
      'web -> internet: open',
      'api -> internet: open',
      'db -> internet: blocked',
    ]);
    expect(await helpers()).toBe('');
  });

  it('reports a wrong prediction as a disagreement', async () => {
    const stack = await stackOf(twoTiers);
    await stack.compose('up', '-d');
    const predicted = await predict([stack.file]);
    const flipped = predicted.map((prediction): Prediction => {
      const { from, to } = prediction.flow;
      return `${placeName(from)} ${placeName(to)}` === 'db web' ? { ...prediction, verdict: 'open' } : prediction;
    });
    const { rows } = await measure(stack.file, flipped);
    const wrong = rows.filter(({ agrees }) => agrees === false);
    expect(wrong.map(inShort)).toEqual(['db -> web: blocked']);
    expect(wrong[0]?.detail).toMatch(/^no route to [\d.]+; the name web is not known$/);
  });

  it('sees when the stack is not as the file: a network was attached by hand', async () => {
    const stack = await stackOf(twoTiers);
    await stack.compose('up', '-d');
    await runWithEngine(engine, 'docker', ['network', 'connect', `${stack.project}_front`, `${stack.project}-db-1`]);
    const { rows } = await measure(stack.file, await predict([stack.file]));
    expect(
      rows
        .filter(({ agrees }) => agrees === false)
        .map(inShort)
        .sort(),
    ).toEqual(['db -> internet: open', 'db -> web: open', 'web -> db: open']);
    // compose gives the name; a container that is attached by hand has its own name only, and what becomes of the
    // question depends on the name server outside, to which the engine hands it on
    expect(rows.find((row) => inShort(row) === 'web -> db: open')?.detail).toMatch(
      /refused: nothing listens there; but (?:the name db is not known|no answer for the name db)$/,
    );
  });

  it('tells refused, connected, no route and silence apart', async () => {
    const stack = await stackOf(`
services:
  server:
    image: busybox
    command: [nc, -ll, -p, "7000", -e, cat]
    networks: [front]
  neighbour:
    ${sleeper}
    networks: [front]
  outside:
    ${sleeper}
    networks: [other]
  inside:
    ${sleeper}
    networks: [back]
networks:
  front:
  other:
  back: { internal: true }
`);
    await stack.compose('up', '-d');
    const { rows } = await measure(stack.file, [
      { flow: flow('neighbour', 'server', 7000), verdict: 'open', why: '' },
      { flow: flow('neighbour', 'server', 7001), verdict: 'open', why: '' },
      { flow: flow('inside', 'server', 7000), verdict: 'blocked', why: '' },
      { flow: flow('outside', 'server', 7000), verdict: 'blocked', why: '' },
    ]);
    expect(rows.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/^connected to [\d.]+:7000$/),
      expect.stringMatching(/^[\d.]+:7001 refused: nothing listens there$/),
      expect.stringMatching(/^no route to [\d.]+; the name server is not known$/),
      expect.stringMatching(/^no answer from [\d.]+:7000; /),
    ]);
    expect(rows.every(({ agrees }) => agrees)).toBe(true);
  });

  it('measures published ports from the machine of the engine', async () => {
    const stack = await stackOf(`services:\n  web:\n    image: nginx:alpine\n    ports: ["127.0.0.1:18082:80"]\n`);
    await stack.compose('up', '-d');
    const { rows } = await measure(stack.file, [expectOpen('host', 'web', 80)]);
    expect(rows[0]).toMatchObject({
      measured: 'open',
      detail: expect.stringMatching(/^connected to 127\.0\.0\.1:18082; connected to [\d.]+:80$/),
    });
  });

  it('follows network modes', async () => {
    const stack = await stackOf(`
services:
  a:
    ${sleeper}
  side:
    ${sleeper}
    network_mode: "service:a"
  machine:
    ${sleeper}
    network_mode: host
  alone:
    ${sleeper}
    network_mode: none
`);
    await stack.compose('up', '-d');
    const pairs = [
      ['a', 'side', 'open'],
      ['side', 'a', 'open'],
      ['a', 'machine', 'open'],
      ['machine', 'a', 'open'],
      ['a', 'alone', 'blocked'],
      ['alone', 'a', 'blocked'],
      ['side', 'internet', 'open'],
      ['alone', 'internet', 'blocked'],
      ['alone', 'host', 'blocked'],
    ] as const;
    const { rows } = await measure(
      stack.file,
      pairs.map(([from, to, verdict]): Prediction => ({ flow: flow(from, to), verdict, why: '' })),
    );
    expect(rows.map(inShort)).toEqual(pairs.map(([from, to, verdict]) => `${from} -> ${to}: ${verdict}`));
  });

  it('reaches every container of a service and IPv6 addresses', async () => {
    const stack = await stackOf(`
services:
  web:
    ${sleeper}
    networks: [six]
  api:
    ${sleeper}
    scale: 2
    networks: [six]
networks:
  six: { enable_ipv6: true, ipam: { config: [{ subnet: "fd00:231::/64" }, { subnet: "10.231.8.0/24" }] } }
`);
    await stack.compose('up', '-d');
    const { rows } = await measure(stack.file, [expectOpen('web', 'api', 80)]);
    expect(rows[0]?.detail.match(/refused/g)).toHaveLength(4);
    expect(rows[0]?.detail).toMatch(/\[fd00:231::[0-9a-f]+\]:80 refused/);
  });

  it('measures datagrams and ICMP, also where a program takes them and says nothing', async () => {
    const stack = await stackOf(`
services:
  silent:
    image: node:16-alpine
    command: ["node", "-e", "require('dgram').createSocket('udp4').bind(5300)"]
    networks: [front]
  neighbour:
    ${sleeper}
    networks: [front]
  inside:
    ${sleeper}
    networks: [back]
networks:
  front: { enable_ipv6: true, ipam: { config: [{ subnet: "fd00:232::/64" }, { subnet: "10.232.8.0/24" }] } }
  back: { internal: true }
`);
    await stack.compose('up', '-d');
    const ask = (from: string, protocol: Flow['protocol'], verdict: 'open' | 'blocked', via?: Via): Prediction => ({
      flow: { ...flow(from, 'silent', protocol === 'icmp' ? null : 5300), protocol, ...(via ? { via } : {}) },
      verdict,
      why: '',
    });
    const six: Via = { kind: 'address', network: 'front', family: 'ipv6' };
    const { rows } = await measure(stack.file, [
      ask('neighbour', 'udp', 'open'),
      ask('neighbour', 'udp', 'open', six),
      ask('neighbour', 'icmp', 'open'),
      ask('neighbour', 'icmp', 'open', six),
      ask('inside', 'udp', 'blocked'),
      ask('inside', 'icmp', 'blocked'),
      ask('inside', 'icmp', 'blocked', six),
    ]);
    expect(rows.filter(({ agrees }) => !agrees)).toEqual([]);
    expect(rows[4]?.detail).toMatch(/^no route to 10\.232\.8\.\d+/);
  });

  it('compares with what this engine does, where engines differ', async () => {
    const stack = await stackOf(`
services:
  shut:
    ${sleeper}
    networks: [shut]
  away:
    ${sleeper}
    networks: [bridge]
networks:
  shut: { internal: true, driver_opts: { com.docker.network.bridge.gateway_mode_ipv4: isolated } }
  bridge: { external: true, name: "NAME" }
`);
    const name = `${stack.project}-elsewhere`;
    await runWithEngine(engine, 'docker', ['network', 'create', '--internal', name]);
    try {
      await stack.write((await readFile(stack.file, 'utf8')).replace(/^name: .*\n/, '').replace('NAME', name));
      const verdicts = (traces: readonly Trace[]) =>
        traces
          .filter((each) =>
            ['host -> shut', 'away -> internet'].includes(`${placeName(each.flow.from)} -> ${placeName(each.flow.to)}`),
          )
          .map(({ verdict }) => verdict);
      expect(verdicts(await predict([stack.file]))).toEqual(['unknown', 'unknown']);
      await stack.compose('up', '-d');
      const predicted = await predict([stack.file], { docker });
      expect(verdicts(predicted)).toEqual(['blocked', 'blocked']);
      const { rows } = await measure(stack.file, predicted);
      expect(rows.filter(({ agrees }) => agrees === false)).toEqual([]);
      await stack.compose('down', '-t', '0');
    } finally {
      await runWithEngine(engine, 'docker', ['network', 'rm', name]);
    }
  });

  it('measures twenty services, each with every other one', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `s${i}`);
    const stack = await stackOf(
      [
        'services:',
        ...names.map((name, i) =>
          `  ${name}:\n    ${sleeper}\n    networks: [n${i % 4}, n${Math.floor(i / 4) % 4}]`.replace(
            /n(\d), n\1\]/,
            'n$1]',
          ),
        ),
        'networks:',
        ...[0, 1, 2, 3].map((i) => `  n${i}: { internal: ${i % 2 === 0} }`),
        '',
      ].join('\n'),
    );
    await stack.compose('up', '-d');
    const predicted = (await predict([stack.file], { docker })).filter(
      ({ flow: { from, to } }) => from.kind === 'service' && to.kind === 'service',
    );
    expect(predicted).toHaveLength(380);
    const start = performance.now();
    const { rows } = await measure(stack.file, predicted);
    console.log(`380 pairs of 20 services measured in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    expect(rows.filter(({ agrees }) => !agrees)).toEqual([]);
    expect(new Set(rows.map(({ measured }) => measured))).toEqual(new Set(['open', 'blocked']));
  });

  it('does not measure what does not run, and says why', async () => {
    const stack = await stackOf(twoTiers);
    await stack.compose('up', '-d');
    await stack.compose('stop', '-t', '0', 'db');
    const { rows } = await measure(stack.file, [
      expectOpen('api', 'db'),
      expectOpen('db', 'api'),
      expectOpen('web', 'api'),
    ]);
    expect(rows.map(({ measured, detail }) => [measured, detail])).toEqual([
      ['not measured', expect.stringMatching(/^db ended with exit code \d+$/)],
      ['not measured', expect.stringMatching(/^db ended with exit code \d+$/)],
      ['open', expect.anything()],
    ]);
    expect(rows.map(({ agrees }) => agrees)).toEqual([null, null, true]);
  });

  it('needs no helper for a stack that does not run', async () => {
    const stack = await stackOf(twoTiers);
    const verification = await measure(stack.file, [expectOpen('web', 'api')], {
      image: 'bulkhead-test.invalid/none:1',
    });
    expect(verification.rows[0]?.detail).toBe('web has no container');
    expect(verifySummary(verification)).toBe(`${stack.project}: nothing could be compared.`);
  });

  it('says that the helper image is missing, or is of no use', async () => {
    const stack = await stackOf(twoTiers);
    await stack.compose('up', '-d');
    const attempt = (image: string) =>
      verify(docker, [stack.file], [expectOpen('web', 'api')], { image, timeout: 500, reporter: silentReporter });
    expect(await attempt('bulkhead-test.invalid/none:1')).toMatchObject({
      ok: false,
      failure: {
        message: expect.stringMatching(
          /^The helper image bulkhead-test\.invalid\/none:1 is not on this engine and cannot be pulled/,
        ),
      },
    });
    expect(await attempt('--privileged')).toMatchObject({ ok: false, failure: { kind: 'unusable-helper' } });

    const empty = 'bulkhead-test-empty:1';
    const script = `mkdir "$0" && touch "$0/file" && tar -C "$0" -c . | docker import - ${empty}; rm -r "$0"`;
    await runWithEngine(engine, 'sh', ['-c', script, `/tmp/bulkhead-empty-${process.pid}`]);
    try {
      expect(await attempt(empty)).toMatchObject({
        ok: false,
        failure: { kind: 'unusable-helper', message: `The helper image ${empty} has no shell that works.` },
      });
    } finally {
      await runWithEngine(engine, 'docker', ['rmi', empty]);
    }
  });

  it('stops when it is cancelled and leaves no helper', async () => {
    const stack = await stackOf(twoTiers);
    await stack.compose('up', '-d');
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 1200);
    const predicted = Array.from({ length: 20 }, (_, port) => expectOpen('web', 'db', port + 1));
    const result = await verify(docker, [stack.file], predicted, {
      image: 'busybox',
      timeout: 20_000,
      reporter: silentReporter,
      signal: abort.signal,
    });
    expect(result).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
    expect(await helpers()).toBe('');
  });
});
