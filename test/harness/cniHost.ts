import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Missing, runInstallScript, skipped } from './prepared.ts';

const execute = promisify(execFile);

/** The real tools. */
export interface CniTools {
  /** cnitool and the reference plugins. */
  readonly folder: string;
}

/** What a program in the host's namespace ended with. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A network namespace that plays the host of containers: its own interfaces, and nothing of `/var/lib/cni`, `/run/cni`
 * and `/run/netns` of the machine.
 */
export interface CniHost {
  run(command: string, ...args: readonly string[]): Promise<Ended>;
  /** Calls cnitool; `netns` is the name of a container's namespace. */
  cnitool(action: string, network: string, netns: string, id?: string): Promise<Ended>;
  /** Makes a namespace for a container. */
  container(name: string): Promise<void>;
  /** Writes a file into the folder of networks. */
  configure(name: string, text: string): void;
  /** Ends everything that is in the namespace, which goes with it. */
  stop(): Promise<void>;
}

export async function findCniTools(): Promise<CniTools | Missing> {
  if (process.env.BULKHEAD_CNI) return { folder: process.env.BULKHEAD_CNI };
  const missing = skipped('cni');
  if (missing) return missing;
  const installed = await runInstallScript('cni.mjs');
  return 'reason' in installed ? installed : { folder: installed.output.trim() };
}

const hidden = ['/var/lib/cni', '/run/cni', '/run/netns'];

/** Starts a host with the tools and, first in the path, further folders with plugins. */
export async function startCniHost({ folder }: CniTools, plugins: readonly string[] = []): Promise<CniHost> {
  const networks = mkdtempSync(path.join(tmpdir(), 'bulkhead-net.d-'));
  for (const each of hidden) mkdirSync(each, { recursive: true });
  const script = `for each in ${hidden.join(' ')}; do mount -t tmpfs none $each; done; ip link set lo up; echo ready; exec cat`;
  const holder = spawn('unshare', ['--net', '--mount', '--propagation', 'private', 'sh', '-c', script]);
  const ended = once(holder, 'close');
  const [first] = await Promise.race([
    once(holder.stdout, 'data'),
    ended.then(() => Promise.reject(new Error('no namespace could be made'))),
  ]);
  if (!String(first).startsWith('ready')) throw new Error(`no namespace could be made: ${first}`);
  const run = async (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> => {
    const inside = ['--target', String(holder.pid), '--net', '--mount', '--', command, ...args];
    const options = { env: { ...process.env, ...env }, maxBuffer: 10_000_000 };
    return execute('nsenter', inside, options).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
    );
  };
  return {
    run: (command, ...args) => run(command, args),
    cnitool: (action, network, netns, id) =>
      run(path.join(folder, 'cnitool'), [action, network, `/run/netns/${netns}`], {
        CNI_PATH: [...plugins, folder].join(':'),
        NETCONFPATH: networks,
        ...(id === undefined ? {} : { CNI_CONTAINERID: id }),
      }),
    async container(name) {
      const made = await run('ip', ['netns', 'add', name]);
      if (made.code !== 0) throw new Error(made.stderr);
    },
    configure: (name, text) => writeFileSync(path.join(networks, name), text),
    async stop() {
      holder.stdin.end();
      await ended;
      rmSync(networks, { recursive: true });
    },
  };
}
