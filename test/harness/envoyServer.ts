import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { EnvoyVerdict } from '../../server/src/runtime/envoy/checkEnvoy.ts';
import type { Envoy } from './envoy.ts';

/** What a file of resources is for. */
export type ResourceKind = 'cluster' | 'listener' | 'routes';

const stub = (name: string): object => ({
  name,
  load_assignment: {
    cluster_name: name,
    endpoints: [
      { lb_endpoints: [{ endpoint: { address: { socket_address: { address: '127.0.0.1', port_value: 1 } } } }] },
    ],
  },
});

/** A configuration that fetches resources of a kind from a file. `routes`: the name under which routes are looked for. */
function bootstrapFor(kind: ResourceKind, folder: string, routes: string, clusters: readonly string[]): object {
  const source = { path_config_source: { path: path.join(folder, 'resources.yaml') } };
  const manager = {
    '@type': 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
    stat_prefix: 'a',
    rds: { route_config_name: routes, config_source: source },
    http_filters: [
      { name: 'r', typed_config: { '@type': 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router' } },
    ],
  };
  const listener = {
    address: { socket_address: { address: '127.0.0.1', port_value: 0 } },
    filter_chains: [{ filters: [{ name: 'm', typed_config: manager }] }],
  };
  return {
    node: { id: 'a', cluster: 'a' },
    admin: { address: { pipe: { path: path.join(folder, 'admin') } } },
    static_resources: {
      clusters: kind === 'cluster' ? [] : clusters.map(stub),
      listeners: kind === 'routes' ? [listener] : [],
    },
    dynamic_resources: kind === 'cluster' ? { cds_config: source } : kind === 'listener' ? { lds_config: source } : {},
  };
}

/**
 * What a running Envoy says of a file of resources: `--mode validate` does not look at those. It listens on ports of the
 * system's choice where the resources say 0, is asked on a socket in a folder of its own, and ended in any case.
 * `clusters` are there without the file.
 */
export async function askRunningEnvoy(
  envoy: Envoy,
  text: string,
  { kind, routes = '', clusters = [] }: { kind: ResourceKind; routes?: string; clusters?: readonly string[] },
  version = '1.40',
): Promise<EnvoyVerdict> {
  const binary = envoy.paths[version];
  if (binary === undefined) throw new Error(`Envoy ${version} is not installed`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-envoy-'));
  writeFileSync(path.join(folder, 'resources.yaml'), text);
  writeFileSync(path.join(folder, 'envoy.yaml'), JSON.stringify(bootstrapFor(kind, folder, routes, clusters)));
  const args = ['--disable-hot-restart', '--concurrency', '1', '-l', 'warn', '-c', 'envoy.yaml'];
  const child = spawn(binary, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  try {
    return await verdictOf(child, path.join(folder, 'admin'), () => said);
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await ended;
    rmSync(folder, { recursive: true });
  }
}

const patience = 15_000;

/** Clusters have counters of the same names for what they resolve. */
const ofSubscriptions = /^(?:cluster_manager\.cds|listener_manager\.lds|http\.a\.rds)\..*?update_(\w+): (\d+)$/gm;

async function verdictOf(child: ChildProcess, socket: string, said: () => string): Promise<EnvoyVerdict> {
  const limit = Date.now() + patience;
  while (Date.now() < limit) {
    if (child.exitCode !== null || child.signalCode !== null) return { accepted: false, error: lastOf(said()) };
    const stats = await statsOf(socket);
    const sum = (name: string): number =>
      [...stats.matchAll(ofSubscriptions)].reduce((all, [, own, times]) => all + (own === name ? Number(times) : 0), 0);
    if (sum('rejected') + sum('failure') > 0) {
      await wait(100); // the log comes by another way
      return { accepted: false, error: lastOf(said()) };
    }
    if (sum('success') > 0) return { accepted: true, error: '' };
    await wait(30);
  }
  throw new Error(`Envoy has not read the resources: ${said().slice(-500)}`);
}

/** The reason in what it logged. */
const lastOf = (log: string): string => {
  const found = /(?:config update (?:failure|rejected)|Filesystem config)[^:]*: ([\s\S]*)/.exec(log)?.[1] ?? log;
  return found.replace(/\s+/g, ' ').slice(0, 700);
};

/** Empty while nothing answers. */
function statsOf(socketPath: string): Promise<string> {
  return new Promise((resolve) => {
    const request = get({ socketPath, path: '/stats?filter=update_(success|rejected|failure)$' }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () => resolve(text));
    });
    request.on('error', () => resolve(''));
  });
}
