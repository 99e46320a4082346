import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Ended, startThrowawayHost } from '../../server/src/runtime/cni/throwawayHost.ts';
import { describeFailure } from '../../server/src/runtime/failure.ts';
import { type Missing, runInstallScript, skipped } from './prepared.ts';

/** The real tools. */
export interface CniTools {
  /** cnitool and the reference plugins. */
  readonly folder: string;
}

/** A host of containers that goes with everything in it. */
export interface CniHost {
  run(command: string, ...args: readonly string[]): Promise<Ended>;
  /** Calls cnitool; `netns` is the name of a container's namespace. */
  cnitool(action: string, network: string, netns: string, id?: string): Promise<Ended>;
  /** Makes a namespace for a container. */
  container(name: string): Promise<void>;
  /** Writes a file into the folder of networks. */
  configure(name: string, text: string): void;
  /** Removes all files of that folder. */
  empty(): void;
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

/** Starts a host with the tools and, first in the path, further folders with plugins. */
export async function startCniHost({ folder }: CniTools, plugins: readonly string[] = []): Promise<CniHost> {
  const networks = mkdtempSync(path.join(tmpdir(), 'bulkhead-net.d-'));
  const host = await startThrowawayHost();
  if (!host.ok) throw new Error(describeFailure(host.failure));
  const { run, stop } = host.value;
  return {
    run: (command, ...args) => run(command, args),
    cnitool: (action, network, netns, id) =>
      run(path.join(folder, 'cnitool'), [action, network, `/run/netns/${netns}`], {
        env: {
          CNI_PATH: [...plugins, folder].join(':'),
          NETCONFPATH: networks,
          ...(id === undefined ? {} : { CNI_CONTAINERID: id }),
        },
      }),
    async container(name) {
      const made = await run('ip', ['netns', 'add', name]);
      if (made.code !== 0) throw new Error(made.stderr);
    },
    configure: (name, text) => writeFileSync(path.join(networks, name), text),
    empty: () => {
      for (const name of readdirSync(networks)) rmSync(path.join(networks, name));
    },
    async stop() {
      await stop();
      rmSync(networks, { recursive: true });
    },
  };
}
