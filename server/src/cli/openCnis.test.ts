import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { check } from './check.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-cni-'));
const netd = path.join(folder, 'net.d');
beforeAll(() => {
  mkdirSync(netd);
  const network = (plugin: string) => `{ "cniVersion": "1.0.0", "name": "web", "plugins": [${plugin}] }\n`;
  writeFileSync(
    path.join(netd, '05-a.conflist'),
    network('{ "type": "bridge", "mtu": "1500", "ipam": { "type": "dhcp" } }'),
  );
  writeFileSync(
    path.join(netd, '10-b.conflist'),
    network('{ "type": "bridge", "bridge": "br1", "ipam": { "type": "dhcp" } }'),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

it('checks the files of a folder of net.d, together', async () => {
  const written: string[] = [];
  const terminal = {
    out: (text: string) => void written.push(text),
    err: (text: string) => void written.push(text),
    signal: new AbortController().signal,
  };
  const code = await check({ paths: [folder] }, 'text', terminal);
  const told = written.join('').replaceAll(`${netd}${path.sep}`, '');
  expect(told.split('\n').map((line) => line.replace(/:.*\[/, ': ['))).toEqual([
    '05-a.conflist: [wrong-cni-type]',
    '10-b.conflist: [duplicate-cni-network]',
    '2 files: 1 error, 1 warning, 0 information, 0 hints',
    '',
  ]);
  expect(code).toBe(1);
});
