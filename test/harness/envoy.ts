import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Missing, runInstallScript, skipped } from './prepared.ts';

/** The real Envoy, in the versions that are installed. */
export interface Envoy {
  /** Binaries by minor version: `1.40`. */
  readonly paths: Readonly<Record<string, string>>;
}

/** What Envoy says of a configuration. */
export interface Verdict {
  readonly accepted: boolean;
  /** Its error in one line; what it varies from run to run is taken out. */
  readonly error: string;
}

let found: Promise<Envoy | Missing> | undefined;

/** The binaries of this test run, installed when a vitest by hand has none. */
export function findEnvoy(): Promise<Envoy | Missing> {
  found ??= readEnvoyPaths();
  return found;
}

/**
 * What `--mode validate` says of a text. Nothing listens then; each call has a folder of its own, so that logs and
 * sockets with relative names stay in it.
 */
export async function askEnvoy(envoy: Envoy, text: string, version = '1.40', extension = 'yaml'): Promise<Verdict> {
  const binary = envoy.paths[version];
  if (binary === undefined) throw new Error(`Envoy ${version} is not installed`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-envoy-'));
  const file = path.join(folder, `envoy.${extension}`);
  writeFileSync(file, text);
  const args = ['--mode', 'validate', '--disable-hot-restart', '--concurrency', '1', '-l', 'error', '-c', file];
  try {
    return await new Promise((resolve) => {
      execFile(binary, args, { cwd: folder, timeout: 60_000, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
        // the exit code alone is not enough: a crash on the way out follows an OK now and then
        const accepted = stdout.includes(`configuration '${file}' OK`) && !error;
        resolve({ accepted, error: accepted ? '' : errorLine(`${stdout}\n${stderr}`, error) });
      });
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs several pieces of work, two at a time: more only take turns on small machines. */
export async function twoAtATime<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items].reverse();
  const take = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await work(next);
  };
  await Promise.all([take(), take()]);
}

function errorLine(output: string, error: Error | null): string {
  const said = /error initializing (?:configuration|config) '[^']*': ([\s\S]*)/.exec(output)?.[1] ?? output;
  const line = said.trim().replace(/\s+/g, ' ');
  const reason = /Proto constraint validation failed.*/.exec(line)?.[0] ?? line;
  return reason.slice(0, 700) || String(error);
}

async function readEnvoyPaths(): Promise<Envoy | Missing> {
  const handed = process.env.BULKHEAD_ENVOY;
  if (handed) return { paths: JSON.parse(handed) };
  const missing = skipped('envoy');
  if (missing) return missing;
  const result = await runInstallScript('envoy.mjs');
  return 'reason' in result ? result : { paths: JSON.parse(result.output) };
}
