// Builds cnitool and the reference CNI plugins into the cache.
//
//   node .ci/install/cni.mjs [RELEASE]     prints the folder; RELEASE is another one of the plugins, 1.1.1 for example
//
// They come as Go modules from the proxy that Go is set up for. BULKHEAD_TEST_CNI names a folder that has them already.
// Safe when two run at once and when killed half way.
import fs from 'node:fs';
import path from 'node:path';
import { isProgram } from '../lib/isProgram.mjs';
import { withLock } from '../lib/lock.mjs';
import { CACHE } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';

const TOOL = { module: 'github.com/containernetworking/cni/cnitool', version: 'v1.3.1' };
const PLUGINS = { module: 'github.com/containernetworking/plugins/plugins', version: 'v1.9.1' };

/** Those that work without further services; the kernel decides which of them can be added. */
const NAMES = [
  ...['main/bridge', 'main/host-device', 'main/ipvlan', 'main/loopback', 'main/macvlan', 'main/ptp', 'main/vlan'],
  ...['ipam/host-local', 'ipam/static'],
  ...['meta/bandwidth', 'meta/firewall', 'meta/portmap', 'meta/sbr', 'meta/tuning', 'meta/vrf'],
];

/**
 * @param {string} [release] of the plugins
 * @returns {Promise<{ folder: string } | { reason: string }>}
 */
export async function installCni(release = PLUGINS.version) {
  if (process.env.BULKHEAD_TEST_CNI && release === PLUGINS.version) {
    return { folder: process.env.BULKHEAD_TEST_CNI };
  }
  if (process.platform !== 'linux') {
    return { reason: 'CNI plugins need Linux' };
  }
  const home = path.join(CACHE, 'cni');
  const folder = path.join(home, `cnitool-${TOOL.version}-plugins-${release}`);
  try {
    if (!fs.existsSync(folder)) {
      await withLock(path.join(home, 'lock'), async () => {
        if (!fs.existsSync(folder)) {
          await build(folder, release);
        }
      });
    }
    return { folder };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * @param {string} folder
 * @param {string} release
 */
async function build(folder, release) {
  const go = await capture('go', ['version']).catch(() => ({ code: 1 }));
  if (go.code !== 0) {
    throw new Error('needs Go, to build cnitool and the plugins');
  }
  console.error('cni: building cnitool and the plugins');
  const work = `${folder}.partial`;
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  const packages = [`${TOOL.module}@${TOOL.version}`, NAMES.map((name) => `${PLUGINS.module}/${name}@${release}`)];
  const env = { ...process.env, GOBIN: work, CGO_ENABLED: '0', GOFLAGS: '-mod=mod' };
  for (const each of packages) {
    const args = ['install', '-trimpath', '-ldflags', '-s -w', ...[each].flat()];
    const { code, output } = await capture('go', args, { env });
    if (code !== 0) {
      throw new Error(`Go could not build the plugins: ${output.trim().split('\n').at(-1)}`);
    }
  }
  fs.renameSync(work, folder);
}

if (isProgram(import.meta.url)) {
  const [release] = process.argv.slice(2);
  const found = await installCni(release && `v${release}`);
  if ('reason' in found) {
    console.error(`cni: ${found.reason}`);
    process.exit(1);
  }
  console.log(found.folder);
}
