import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Envoy } from './envoy.ts';

/** What an Envoy that was really started made of its files. */
export interface StartedEnvoy {
  /** False when it ended by itself. */
  readonly started: boolean;
  /** What it refused: the whole start, or what a file brings. Empty when it took everything. */
  readonly refusals: readonly string[];
  /** Names of the listeners that it listens with, and of its clusters. */
  readonly listeners: readonly string[];
  readonly clusters: readonly string[];
}

/**
 * Starts Envoy with files in a folder of their own, `start.yaml` the first; it listens on loopback alone and is ended as
 * soon as it has read all of them. Its admin interface has to be on port 0.
 */
export async function startEnvoy(envoy: Envoy, files: Readonly<Record<string, string>>): Promise<StartedEnvoy> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-envoy-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  const options = ['--disable-hot-restart', '--concurrency', '1', '-l', 'warning'];
  const child = spawn(envoy.paths['1.40'] ?? '', [...options, '-c', 'start.yaml', '--admin-address-path', 'admin'], {
    cwd: folder,
  });
  let log = '';
  child.stderr.on('data', (data) => {
    log += String(data);
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  try {
    const admin = await adminOf(child, path.join(folder, 'admin'), ended);
    const ask = async (what: string): Promise<readonly string[]> => {
      const lines = admin === undefined ? [] : (await (await fetch(`http://${admin}/${what}`)).text()).split('\n');
      return [...new Set(lines.flatMap((line) => (line.includes('::') ? (line.split('::')[0] ?? []) : [])))];
    };
    const [listeners, clusters] = [await ask('listeners'), await ask('clusters')];
    const refusals = [...log.matchAll(/(?:config rejected|update rejected|update failure|error initializing)[^\n]*/g)];
    const atStart = /error `([^`]*)`/.exec(log)?.[1];
    return {
      started: admin !== undefined,
      refusals: [...(atStart === undefined ? [] : [atStart]), ...refusals.map(([line]) => line)],
      listeners,
      clusters,
    };
  } finally {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true });
  }
}

/** The address of the admin interface once everything is read; undefined when Envoy ends before. */
async function adminOf(child: ChildProcess, file: string, ended: Promise<void>): Promise<string | undefined> {
  const isOver = ended.then(() => 'ended' as const);
  while (child.exitCode === null) {
    const address = await readAddress(file);
    const state =
      address &&
      (await fetch(`http://${address}/ready`)
        .then((answer) => answer.text())
        .catch(() => ''));
    if (state?.startsWith('LIVE')) return address;
    if ((await Promise.race([isOver, pause(50)])) === 'ended') return undefined;
  }
  await ended;
  return undefined;
}

async function readAddress(file: string): Promise<string | undefined> {
  try {
    return readFileSync(file, 'utf8') || undefined;
  } catch {
    return undefined;
  }
}
