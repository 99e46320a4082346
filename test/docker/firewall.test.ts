import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { chainName, tableName } from '../../server/src/reach/firewall/chainName.ts';
import { type FirewallRules, firewallRules } from '../../server/src/reach/firewall/firewallRules.ts';
import type { End, Intent, Statement } from '../../server/src/reach/firewall/intent.ts';
import { noStackFacts } from '../../server/src/reach/firewall/stackFacts.ts';
import { type Flow, type Place, placeName } from '../../server/src/reach/verdicts.ts';
import { loadProject } from '../../server/src/runtime/loadProject.ts';
import { readStackFacts } from '../../server/src/runtime/readStackFacts.ts';
import { silentReporter } from '../../server/src/runtime/reporter.ts';
import { verify } from '../../server/src/runtime/verify/verify.ts';
import { runInEngineNamespace, runWithEngine } from '../harness/engine.ts';
import { dockerOf, type Stack, stacksFor } from '../harness/stack.ts';
import { describeWithEngine } from '../harness/suites.ts';

const listens = (...ports: readonly number[]): string =>
  `image: busybox\n    init: true\n    command: [sh, -c, "${ports.map((port) => `nc -ll -p ${port} -e true &`).join(' ')} sleep 600"]`;

/** Three services on one bridge and a database behind; `web` publishes two ports, of which one shall be open. */
const shop = `
services:
  web:
    ${listens(80, 81)}
    networks: [front]
    ports: ["18080:80", "18081:81"]
  api:
    ${listens(8000, 9000)}
    networks: [front, back]
  job:
    ${listens(7000)}
    networks: [front]
  db:
    ${listens(5432)}
    networks: [back]
networks:
  front:
  back: { internal: true }
`;

const end = (name: string): End =>
  name === 'lan' || name === 'internet' || name === 'host' ? { kind: name, name } : { kind: 'service', name };
const says = (from: string, intent: Statement['intent'], to: string, port: number | null = null): Statement => ({
  from: end(from),
  to: end(to),
  port,
  protocol: 'tcp',
  intent,
});
const shopIntent = {
  deniesOthers: true,
  statements: [
    says('internet', 'reach', 'web', 80),
    says('web', 'reach', 'api', 8000),
    says('api', 'reach', 'db', 5432),
    says('job', 'not-reach', 'db'),
  ],
};

await describeWithEngine('firewall rules', (engine) => {
  if (engine.env.BULKHEAD_ENGINE_NETNS === undefined) {
    it.skip('the engine has no network namespace of its own, and no other tables are touched');
    return;
  }
  const docker = dockerOf(engine);
  const stackOf = stacksFor(engine);
  const removals: (() => Promise<unknown>)[] = [];
  const inNamespace = (...args: readonly [string, ...string[]]) => runInEngineNamespace(engine, args);

  afterEach(async () => {
    for (const remove of removals.splice(0)) await remove();
  });

  const place = (name: string): Place =>
    name === 'host' || name === 'internet' || name === 'lan' ? { kind: name } : { kind: 'service', name };

  /** `open` or `blocked` by flow, measured from inside the containers. */
  async function measured(stack: Stack, flows: readonly Flow[]): Promise<Record<string, string>> {
    const predicted = flows.map((flow) => ({ flow, verdict: 'unknown', why: '' }) as const);
    const result = await verify(docker, [stack.file], predicted, {
      image: 'busybox',
      timeout: 500,
      reporter: silentReporter,
    });
    if (!result.ok) throw new Error(result.failure.message);
    return Object.fromEntries(
      result.value.rows.map(({ flow: { from, to, port }, measured: verdict }) => [
        `${placeName(from)} -> ${placeName(to)}:${port}`,
        verdict,
      ]),
    );
  }

  const openOnes = (verdicts: Record<string, string>): readonly string[] =>
    Object.keys(verdicts)
      .filter((name) => verdicts[name] === 'open')
      .sort();

  const ports: Readonly<Record<string, readonly number[]>> = {
    web: [80, 81],
    api: [8000, 9000],
    job: [7000],
    db: [5432],
  };
  const everyFlow = Object.entries(ports).flatMap(([to, list]) =>
    Object.keys(ports)
      .filter((from) => from !== to)
      // By name: what comes through a published port may pass the engine's proxy, which no rule for forwarded packets sees.
      .flatMap((from) =>
        list.map(
          (port): Flow => ({
            from: place(from),
            to: place(to),
            port,
            protocol: 'tcp',
            via: { kind: 'name', name: to },
          }),
        ),
      ),
  );

  /** Whether a machine outside reaches a port of the engine's host. */
  async function fromOutside(port: number): Promise<'open' | 'blocked'> {
    const args = [`--net=/run/netns/${engine.env.BULKHEAD_ENGINE_NETNS}-out`, 'timeout', '2', 'bash', '-c'];
    return runWithEngine(engine, 'nsenter', [...args, `exec 3<> /dev/tcp/203.0.113.1/${port}`]).then(
      () => 'open',
      () => 'blocked',
    );
  }

  async function rulesOf(stack: Stack, intent: Intent = shopIntent): Promise<FirewallRules> {
    const { project } = await loadProject([stack.file]);
    const facts = await readStackFacts(docker, [stack.file]);
    if (!facts.ok) throw new Error(facts.failure.message);
    return firewallRules(project, intent, facts.value);
  }

  const program = { iptables: 'sh', ip6tables: 'sh', nftables: 'nft -f' } as const;

  async function run(stack: Stack, format: keyof typeof program, text: string): Promise<void> {
    const file = path.join(path.dirname(stack.file), 'rules');
    await writeFile(file, text);
    await inNamespace('sh', '-c', `${program[format]} ${file}`);
  }

  async function install(stack: Stack, format: keyof typeof program, rules: FirewallRules): Promise<void> {
    removals.push(() => run(stack, format, rules.remove[format]));
    await run(stack, format, rules.install[format]);
  }

  /** What is there of the stack, and what all stacks share; others come and go meanwhile. */
  async function tables(format: keyof typeof program, stack: Stack): Promise<readonly string[]> {
    const { stdout } = await (format === 'nftables'
      ? inNamespace('nft', 'list', 'tables')
      : inNamespace('iptables-save'));
    const [chain, table] = [chainName(stack.project), tableName(stack.project)];
    return stdout
      .replace(/\[\d+:\d+\]/g, '')
      .split('\n')
      .filter((line) => line.includes(chain) || line.includes(table) || /^:DOCKER-USER|-j DOCKER-USER/.test(line));
  }

  it.each(['iptables', 'nftables'] as const)('leave open exactly what is listed, each way: %s', async (format) => {
    const stack = await stackOf(shop);
    const other = await stackOf(
      `services:\n  a:\n    ${listens(7000)}\n    ports: ["18090:7000"]\n  b:\n    ${listens(7000)}\n`,
    );
    await stack.compose('up', '-d');
    await other.compose('up', '-d');
    const bothWays = [
      ['a', 'b'],
      ['b', 'a'],
    ].map(([from = '', to = '']): Flow => ({ from: place(from), to: place(to), port: 7000, protocol: 'tcp' }));
    const before = await tables(format, stack);
    const openBefore = openOnes(await measured(stack, everyFlow));
    expect(openBefore).toContain('job -> api:9000');
    expect(openBefore).not.toContain('web -> db:5432');
    expect([await fromOutside(18080), await fromOutside(18081)]).toEqual(['open', 'open']);

    const rules = await rulesOf(stack);
    expect(rules.missing).toEqual([]);
    await install(stack, format, rules);
    expect(openOnes(await measured(stack, everyFlow))).toEqual(['api -> db:5432', 'web -> api:8000']);
    expect([await fromOutside(18080), await fromOutside(18081)]).toEqual(['open', 'blocked']);
    expect(openOnes(await measured(other, bothWays))).toEqual(['a -> b:7000', 'b -> a:7000']);
    expect(await fromOutside(18090)).toBe('open');
    // the engine's proxy takes what a container sends to a published port, and the rules say so
    const published: Flow = {
      from: place('job'),
      to: place('web'),
      port: 80,
      protocol: 'tcp',
      via: { kind: 'published' },
    };
    expect(openOnes(await measured(stack, [published]))).toEqual(['job -> web:80']);
    expect(rules.explanation.find(({ text }) => text.includes('job -> web'))?.why).toContain(
      "The port that web publishes stays open where the engine's proxy serves it.",
    );

    const once = await tables(format, stack);
    await run(stack, format, rules.install[format]);
    expect(await tables(format, stack)).toEqual(once);
    expect(once).not.toEqual(before);

    await run(stack, format, rules.remove[format]);
    expect(await tables(format, stack)).toEqual(before);
    expect(openOnes(await measured(stack, everyFlow))).toEqual(openBefore);
  });

  it('close one direction and leave the other one and its answers', async () => {
    const stack = await stackOf(shop);
    await stack.compose('up', '-d');
    const before = openOnes(await measured(stack, everyFlow));
    const intent = { deniesOthers: false, statements: [says('job', 'not-reach', 'api')] };
    await install(stack, 'iptables', await rulesOf(stack, intent));
    const closed = ['job -> api:8000', 'job -> api:9000'];
    expect(openOnes(await measured(stack, everyFlow))).toEqual(before.filter((name) => !closed.includes(name)));
    expect(before).toEqual(expect.arrayContaining([...closed, 'api -> job:7000']));
  });

  it('close the way out for one service only', async () => {
    const stack = await stackOf(shop);
    await stack.compose('up', '-d');
    const out = (service: string) =>
      stack.compose('exec', '-T', service, 'nc', '-w', '2', '203.0.113.10', '9').then(
        () => 'connected',
        ({ stderr }: { stderr: string }) => /refused|timed out/.exec(stderr)?.[0] ?? stderr,
      );
    const intent = { deniesOthers: false, statements: [says('web', 'not-reach', 'internet')] };
    expect([await out('web'), await out('job')]).toEqual(['refused', 'refused']);
    await install(stack, 'nftables', await rulesOf(stack, intent));
    expect([await out('web'), await out('job')]).toEqual(['timed out', 'refused']);
  });

  it('open nothing that the engine keeps shut', async () => {
    const stack = await stackOf(shop);
    await stack.compose('up', '-d');
    const intent = {
      deniesOthers: true,
      statements: [says('web', 'reach', 'db', 5432), says('db', 'reach', 'web', 80)],
    };
    const rules = await rulesOf(stack, intent);
    await install(stack, 'iptables', rules);
    expect(rules.explanation.slice(0, 2).map(({ enforcedBy }) => enforcedBy)).toEqual(['closed', 'closed']);
    expect(openOnes(await measured(stack, everyFlow))).toEqual([]);
  });

  it('are the same before the stack runs when the file pins its addresses', async () => {
    const net = `10.213.${process.pid % 250}`;
    const stack = await stackOf(`
services:
  web: { image: busybox, init: true, command: [sleep, "600"], networks: { front: { ipv4_address: ${net}.2 } } }
  api: { image: busybox, init: true, command: [sleep, "600"], networks: { front: { ipv4_address: ${net}.3 } } }
networks:
  front: { ipam: { config: [{ subnet: ${net}.0/24 }] } }
`);
    const intent = {
      deniesOthers: true,
      statements: [says('web', 'reach', 'api', 8000), says('api', 'not-reach', 'web')],
    };
    const { project } = await loadProject([stack.file]);
    const early = firewallRules(project, intent, noStackFacts);
    await stack.compose('up', '-d');
    expect(early.missing).toEqual([]);
    expect((await rulesOf(stack, intent)).install).toEqual(early.install);
  });

  it('tell what the engine writes its rules with', async () => {
    const stack = await stackOf(shop);
    const facts = await readStackFacts(docker, [stack.file]);
    expect(facts).toMatchObject({ ok: true, value: { project: stack.project, backend: 'iptables', networks: [] } });
  });
});
