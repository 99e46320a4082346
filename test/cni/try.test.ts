import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runProgram } from '../../server/src/cli/program.ts';
import { type Trial, tryNetworks } from '../../server/src/runtime/cni/tryNetwork.ts';
import { findDocker } from '../../server/src/runtime/docker.ts';
import { describeWithCni } from '../harness/suites.ts';

const bridge = (subnet: string, more: object = {}) => ({
  type: 'bridge',
  bridge: 'try0',
  isGateway: true,
  ipam: { type: 'host-local', ranges: [[{ subnet }]], routes: [{ dst: '0.0.0.0/0' }] },
  ...more,
});
const network = (plugins: readonly object[], more: object = {}): string =>
  JSON.stringify({ cniVersion: '1.0.0', name: 'shop', plugins, ...more });

await describeWithCni('trying a network', ({ folder }) => {
  let files = '';
  beforeAll(async () => {
    files = await mkdtemp(path.join(tmpdir(), 'bulkhead-try-'));
  });
  afterAll(() => rm(files, { recursive: true }));

  const tried = async (...texts: readonly string[]): Promise<Trial> => {
    const trial = await tryNetworks(texts, { folders: [folder] });
    if (!trial.ok) throw new Error(JSON.stringify(trial.failure));
    return trial.value;
  };

  it('shows what a chain makes, that two containers meet, and what DEL leaves', async () => {
    const trial = await tried(network([bridge('10.90.1.0/24', { ipMasq: true }), { type: 'firewall' }]));
    expect(trial.attachments.map(({ add, check, del }) => [add.failure, check?.failure, del.failure])).toEqual([
      [undefined, undefined, undefined],
      [undefined, undefined, undefined],
    ]);
    expect(trial.attachments[0]?.addresses.join()).toContain('10.90.1.2/24');
    expect(trial.attachments[0]?.routes.join()).toContain('default via 10.90.1.1');
    expect(trial.meetings).toEqual([
      { from: 'one', to: 'two', address: '10.90.1.3', reaches: true },
      { from: 'two', to: 'one', address: '10.90.1.2', reaches: true },
    ]);
    expect(trial.made.links).toContain('try0');
    expect(trial.made.rules.join('\n')).toContain('10.90.1.2');
    expect(trial.made.files).toHaveLength(2);
    expect(trial.left.links).toEqual(['try0']);
    expect(trial.left.files).toEqual([]);
  });

  it('tells which of two networks meet: two bridges do, unless the firewall keeps to its own', async () => {
    const one = (policy: object): string =>
      network([bridge('10.90.1.0/24'), { type: 'firewall', backend: 'iptables', ...policy }]);
    const two = (policy: object): string =>
      network([bridge('10.90.2.0/24', { bridge: 'try1' }), { type: 'firewall', backend: 'iptables', ...policy }], {
        name: 'pay',
      });
    const across = ({ meetings }: Trial): readonly boolean[] =>
      meetings.filter(({ from, to }) => from === 'one' && to === 'three').map(({ reaches }) => reaches);
    expect(across(await tried(one({}), two({})))).toEqual([true]);
    const own = { ingressPolicy: 'same-bridge' };
    expect(across(await tried(one(own), two(own)))).toEqual([false]);
    // One alone shuts nothing.
    const between = async (a: object, b: object): Promise<readonly boolean[]> =>
      (await tried(one(a), two(b))).meetings
        .filter(({ from, to }) => (from === 'three') !== (to === 'three'))
        .map(({ reaches }) => reaches);
    const sides = [await between(own, {}), await between({}, own)];
    expect(sides).toEqual([
      [true, true, true, true],
      [true, true, true, true],
    ]);
  });

  it('says which plugin failed and why, and takes back what it can', async () => {
    const trial = await tried(network([bridge('10.90.1.0/24', { ipam: { type: 'host-local', subnet: '10.90.1' } })]));
    expect(trial.attachments[0]?.add.failure).toEqual({
      plugin: 'bridge',
      message: expect.stringContaining('invalid CIDR address'),
    });
    expect(trial.left.files).toEqual([]);
  });

  it('names a plugin that is not there, and a file that is no network', async () => {
    const trial = await tried(network([{ type: 'none-such' }]));
    expect(trial.attachments[0]?.add.failure?.message).toBe(`There is no plugin none-such in ${folder}.`);
    expect(await tryNetworks(['{"name": "a b", "plugins": []}'], { folders: [folder] })).toMatchObject({ ok: false });
  });

  it('is a command, whose code says whether all went well', async () => {
    const run = async (text: string, ...args: readonly string[]) => {
      const file = path.join(files, 'shop.conflist');
      await writeFile(file, text);
      let out = '';
      const terminal = {
        out: (part: string) => {
          out += part;
        },
        err: () => undefined,
        signal: new AbortController().signal,
      };
      const tools = { docker: findDocker(), rules: [], version: '0' };
      const code = await runProgram(['cni', 'try', file, '--plugins', folder, ...args], tools, terminal);
      return { code, out };
    };
    const good = await run(network([bridge('10.90.1.0/24')]));
    expect(good.code).toBe(0);
    expect(good.out).toContain('  one -> two 10.90.1.3: yes\n');
    expect(good.out).toContain('Left after DEL\n  try0\n');
    const bad = await run(network([bridge('10.90.1.0/33')]), '--format', 'json');
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.out).attachments[0].add.failure.plugin).toBe('bridge');
    expect((await run('{')).code).toBe(2);
  });
});
