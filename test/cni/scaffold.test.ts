import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type CniHost, startCniHost } from '../harness/cniHost.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithCni } from '../harness/suites.ts';

const template = path.join(ROOT, 'templates/cni-plugin');
const network = JSON.parse(readFileSync(path.join(template, 'net.d/10-my-bridge.conflist'), 'utf8'));

await describeWithCni('the scaffold of a CNI plugin', (tools) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bulkhead-plugin-'));
  let host: CniHost;

  beforeAll(async () => {
    const outfile = path.join(folder, 'my-bridge');
    await build({
      entryPoints: [path.join(template, 'src/main.ts')],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      banner: { js: '#!/usr/bin/env node' },
      outfile,
    });
    chmodSync(outfile, 0o755);
    cpSync(outfile, path.join(folder, 'copy'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(async () => {
    host = await startCniHost(tools, [folder]);
    for (const name of ['one', 'two']) await host.container(name);
  });
  afterEach(() => host.stop());

  const configure = (changes: object = {}, list: object = {}): void =>
    host.configure(
      '10-my-bridge.conflist',
      JSON.stringify({ ...network, ...list, plugins: [{ ...network.plugins[0], ...changes }] }),
    );
  const links = async (): Promise<readonly string[]> =>
    JSON.parse((await host.run('ip', '-json', 'link')).stdout).map(({ ifname }: { ifname: string }) => ifname);
  const leases = async (): Promise<readonly string[]> =>
    (await host.run('sh', '-c', 'ls /var/lib/cni/networks/my-net')).stdout
      .split('\n')
      .filter((name) => /^\d/.test(name));
  const add = async (name: string) => {
    const added = await host.cnitool('add', 'my-net', name, name);
    if (added.code !== 0) throw new Error(added.stdout + added.stderr);
    return JSON.parse(added.stdout);
  };

  it('is sound to the compiler', async () => {
    const compiler = path.join(ROOT, 'node_modules/typescript/bin/tsc');
    await promisify(execFile)(process.execPath, [compiler, '-p', template]);
  });

  it('gives each container an address of its own, and they reach each other and the bridge', async () => {
    configure();
    const [one, two] = [await add('one'), await add('two')];
    expect([one, two].map(({ ips }) => ips)).toEqual([
      [{ interface: 2, address: '10.88.77.2/24', gateway: '10.88.77.1' }],
      [{ interface: 2, address: '10.88.77.3/24', gateway: '10.88.77.1' }],
    ]);
    expect(one.interfaces.map(({ name, sandbox }: { name: string; sandbox?: string }) => [name, sandbox])).toEqual([
      ['my-br0', undefined],
      [expect.stringMatching(/^mb[0-9a-f]{13}$/), undefined],
      ['eth0', '/run/netns/one'],
    ]);
    // a kernel that is reached refuses; where there is no way the connection times out
    const answers = async (address: string): Promise<boolean> => {
      const connect = `exec 3<> /dev/tcp/${address}/9`;
      const { stderr } = await host.run('ip', 'netns', 'exec', 'one', 'timeout', '2', 'bash', '-c', connect);
      return stderr.includes('refused');
    };
    expect(await answers('10.88.77.3')).toBe(true);
    expect(await answers('10.88.77.1')).toBe(true);
    expect(await answers('10.88.77.9')).toBe(false);
    const route = await host.run('ip', 'netns', 'exec', 'one', 'ip', 'route', 'show', 'default');
    expect(route.stdout).toContain('default via 10.88.77.1 dev eth0');
  });

  it('takes everything back but the bridge, twice and without the namespace too', async () => {
    configure();
    await add('one');
    await add('two');
    expect((await host.cnitool('del', 'my-net', 'one', 'one')).code).toBe(0);
    expect((await host.cnitool('del', 'my-net', 'one', 'one')).code).toBe(0);
    await host.run('ip', 'netns', 'delete', 'two');
    expect((await host.cnitool('del', 'my-net', 'two', 'two')).code).toBe(0);
    expect(await links()).toEqual(['lo', 'my-br0']);
    expect(await leases()).toEqual([]);
  });

  it('leaves nothing after an ADD that fails', async () => {
    configure();
    await host.run('ip', 'link', 'add', 'my-br0', 'type', 'veth', 'peer', 'name', 'other');
    const failed = await host.cnitool('add', 'my-net', 'one', 'one');
    expect(failed.code).not.toBe(0);
    expect((await links()).filter((name) => name.startsWith('mb'))).toEqual([]);
    expect(await leases()).toEqual([]);
  });

  it('sees in CHECK what is no longer as it was', async () => {
    configure();
    await add('one');
    const check = () => host.cnitool('check', 'my-net', 'one', 'one');
    expect((await check()).code).toBe(0);
    await host.run('ip', 'netns', 'exec', 'one', 'ip', 'addr', 'flush', 'dev', 'eth0');
    expect((await check()).stderr).toContain('eth0 does not have 10.88.77.2/24');
  });

  it('says in STATUS when its IPAM plugin is missing', async () => {
    configure();
    expect(await host.cnitool('status', 'my-net', 'one')).toMatchObject({ code: 0 });
    configure({ ipam: { type: 'none-such' } });
    expect((await host.cnitool('status', 'my-net', 'one')).stderr).toContain('the IPAM plugin none-such is not in');
  });

  it('removes in GC what the runtime no longer knows', async () => {
    configure();
    await add('one');
    // cnitool takes no attachment for valid
    expect((await host.cnitool('gc', 'my-net', 'one')).code).toBe(0);
    expect(await links()).toEqual(['lo', 'my-br0']);
    expect(await leases()).toEqual([]);
  });

  it.each(['0.4.0', '1.0.0', '1.1.0'])('speaks version %s', async (cniVersion) => {
    configure({}, { cniVersion });
    const { cniVersion: answered, ips } = await add('one');
    expect(answered).toBe(cniVersion);
    expect(ips[0].version).toBe(cniVersion === '0.4.0' ? '4' : undefined);
    expect((await host.cnitool('check', 'my-net', 'one', 'one')).stderr).toBe('');
  });

  it.each([
    [{ mtu: '1500' }, {}, 'mtu must be a number from 68 to 65535'],
    [{ bridge: 'much-too-long-a-name' }, {}, 'bridge must have 1 to 15 characters'],
    [{ subnet: '10.88.77.0' }, {}, 'subnet must be a block of addresses'],
    [{ gateway: 'fd00::1' }, {}, 'gateway must be an address of the subnet'],
    [{}, { cniVersion: '0.3.1' }, 'version 0.3.1 is not among 0.4.0, 1.0.0, 1.1.0'],
  ])('refuses %j %j', async (changes, list, message) => {
    configure(changes, list);
    const failed = await host.cnitool('add', 'my-net', 'one', 'one');
    expect(failed.stdout + failed.stderr).toContain(message);
  });

  it('has the MTU that it is told', async () => {
    configure({ mtu: 1400 });
    const { interfaces } = await add('one');
    expect(interfaces.map(({ mtu }: { mtu: number }) => mtu)).toEqual([1400, 1400, 1400]);
  });
});
