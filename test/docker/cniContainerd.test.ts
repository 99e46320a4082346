import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { findCniTools } from '../harness/cniHost.ts';
import { runWithEngine } from '../harness/engine.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithEngine } from '../harness/suites.ts';

const run = promisify(execFile);
const template = path.join(ROOT, 'templates/cni-plugin');
const tools = await findCniTools();

/** Where containerd's client looks; other places cannot be named. */
const fixed = ['/etc/cni', '/opt/cni'] as const;

// containerd's own client takes the network of a container from net.d; everything of it is hidden from this machine.
const script = `
set -e
for each in /var/lib/cni ${fixed.join(' ')}; do mount -t tmpfs none $each; done
mkdir /etc/cni/net.d /opt/cni/bin
cp "$WORK"/net.d/* /etc/cni/net.d
cp "$WORK"/bin/* /opt/cni/bin
ip link set lo up
ctr() { "$CTR" --address "$SOCKET" --namespace bulkhead-cni-test "$@"; }
trap 'ctr image rm --sync docker.io/library/busybox:latest > /dev/null; ctr namespace rm bulkhead-cni-test > /dev/null' EXIT
ctr image import "$WORK/busybox.tar" > /dev/null
ctr run --rm --cni docker.io/library/busybox:latest bulkhead-cni-one sh -c 'ip -o addr show eth0; ip route; ping -c 1 -W 2 10.88.77.1'
find /var/lib/cni -type f
`;

await describeWithEngine('the scaffold of a CNI plugin in containerd', (engine) => {
  const home = path.dirname(path.dirname((engine.env.DOCKER_HOST ?? '').replace(/^unix:\/\//, '')));
  const ctr = path.join(home, 'root/usr/bin/ctr');
  const socket = path.join(home, 'run/exec/containerd/containerd.sock');
  if ('reason' in tools || !existsSync(ctr) || !existsSync(socket)) {
    it.skip('needs the plugins, and an engine whose containerd can be reached');
    return;
  }

  it('connects a container and takes it back', async () => {
    const work = mkdtempSync(path.join(tmpdir(), 'bulkhead-containerd-'));
    const made = fixed.filter((folder) => !existsSync(folder));
    try {
      const plugin = path.join(work, 'bin/my-bridge');
      const options = { bundle: true, platform: 'node', format: 'cjs', banner: { js: '#!/usr/bin/env node' } } as const;
      await build({ ...options, entryPoints: [path.join(template, 'src/main.ts')], outfile: plugin });
      chmodSync(plugin, 0o755);
      copyFileSync(path.join(tools.folder, 'host-local'), path.join(work, 'bin/host-local'));
      cpSync(path.join(template, 'net.d'), path.join(work, 'net.d'), { recursive: true });
      await runWithEngine(engine, 'docker', ['save', 'busybox:latest', '--output', path.join(work, 'busybox.tar')]);
      for (const folder of [...made, '/var/lib/cni']) mkdirSync(folder, { recursive: true });
      const env = { ...process.env, CTR: ctr, SOCKET: socket, WORK: work };
      const inside = ['--net', '--mount', '--propagation', 'private', 'bash', '-c', script];
      const { stdout } = await run('unshare', inside, { env, encoding: 'utf8' });
      expect(stdout).toContain('inet 10.88.77.2/24');
      expect(stdout).toContain('default via 10.88.77.1');
      expect(stdout).toContain('1 packets received');
      expect(stdout).not.toContain('/var/lib/cni/networks/my-net/10.');
    } finally {
      for (const folder of made) rmdirSync(folder);
      rmSync(work, { recursive: true });
    }
  }, 120_000);
});
