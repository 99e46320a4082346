import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bridge, listOf } from '../../../test/harness/cniSegments.ts';
import { findDocker } from '../runtime/docker.ts';
import { runProgram } from './program.ts';

let folder = '';
beforeAll(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'bulkhead-networks-')), 'net.d');
  await mkdir(folder);
  const firewall = { type: 'firewall', ingressPolicy: 'same-bridge' };
  await writeFile(path.join(folder, '10-shop.conflist'), listOf('shop', bridge('br0', '10.60.0.0/24'), firewall));
  await writeFile(path.join(folder, '20-pay.conflist'), listOf('pay', bridge('br1', '10.61.0.0/24'), firewall));
  await writeFile(path.join(folder, 'notes.json'), '{}');
  await writeFile(
    path.join(path.dirname(folder), 'compose.yaml'),
    'services:\n  web: {image: nginx, networks: [back]}\nnetworks:\n  back:\n    ipam: {config: [{subnet: 10.60.0.0/16}]}\n',
  );
});
afterAll(() => rm(path.dirname(folder), { recursive: true }));

async function run(...args: readonly string[]) {
  let [out, err] = ['', ''];
  const terminal = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    signal: new AbortController().signal,
  };
  const code = await runProgram(args, { docker: findDocker(), rules: [], version: '0' }, terminal);
  return { code, out, err };
}

it.each(['reach', 'matrix'])('%s prints who reaches whom on the networks of a folder', async (command) => {
  const { code, out } = await run(command, `${folder}/`);
  expect(code).toBe(0);
  const lines = out.split('\n');
  expect(lines[0]).toMatch(/^FROM +TO +BY +VERDICT +WHY$/);
  expect(lines).toContainEqual(expect.stringMatching(/^shop\/1 +shop\/2 +address +open /));
  expect(lines).toContainEqual(
    expect.stringMatching(/^shop\/1 +pay\/1 +address +blocked +shop and pay both set ingressPolicy/),
  );
});

it('takes what is known of the machine', async () => {
  const file = path.join(folder, '10-shop.conflist');
  const json = JSON.parse(
    (await run('reach', file, '--format', 'json', '--bridge-netfilter', 'on', '--forward', 'drop')).out,
  );
  expect(json.flows).toContainEqual(expect.objectContaining({ from: 'shop/1', to: 'shop/2', verdict: 'open' }));
});

it('traces one way, line by line', async () => {
  const { code, out } = await run('trace', 'shop/1', 'pay/1', folder);
  expect(code).toBe(1);
  expect(out).toMatch(/^shop\/1 cannot reach pay\/1\.\n/);
  expect(out).toMatch(/=> 10-shop\.conflist:\d+: shop and pay both set ingressPolicy/);
  expect((await run('trace', 'shop/1', 'host', folder)).code).toBe(0);
});

it('draws them', async () => {
  const { code, out } = await run(
    'diagram',
    path.join(folder, '10-shop.conflist'),
    path.join(folder, '20-pay.conflist'),
  );
  expect(code).toBe(0);
  expect(out).toContain('Network pay, 10.61.0.0/24, bridge br1');
});

it('checks them beside the compose project of the same folder', async () => {
  const { out } = await run('check', path.dirname(folder));
  expect(out).toMatch(
    /10-shop\.conflist:\d+:\d+: information: `10\.60\.0\.0\/24` overlaps with .* \[subnet-of-compose-network\]/,
  );
});

it('refuses what it cannot mean', async () => {
  expect((await run('reach', folder, path.join(path.dirname(folder), 'compose.yaml'))).code).toBe(2);
  expect((await run('reach', path.join(folder, '10-shop.conflist'), '--format', 'junit')).code).toBe(2);
});
