import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkEnvoy, type EnvoyVerdict } from '../../server/src/runtime/envoy/checkEnvoy.ts';
import { processRunner } from '../../server/src/runtime/processRunner.ts';
import { type Missing, runInstallScript, skipped } from './prepared.ts';

/** The real Envoy, in the versions that are installed. */
export interface Envoy {
  /** Binaries by minor version: `1.40`. */
  readonly paths: Readonly<Record<string, string>>;
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
export async function askEnvoy(
  envoy: Envoy,
  text: string,
  version = '1.40',
  extension = 'yaml',
): Promise<EnvoyVerdict> {
  const binary = envoy.paths[version];
  if (binary === undefined) throw new Error(`Envoy ${version} is not installed`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-envoy-'));
  const file = path.join(folder, `envoy.${extension}`);
  writeFileSync(file, text);
  try {
    const verdict = await checkEnvoy({ kind: 'program', command: binary, runner }, file);
    if (verdict.ok) return { ...verdict.value, error: verdict.value.error.slice(0, longestError) };
    // a crash says nothing of the configuration in the usual way
    const { output, message } = verdict.failure;
    return { accepted: false, error: (output || message).replace(/\s+/g, ' ').slice(0, longestError) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const runner = processRunner();
const longestError = 700;

/** Runs several pieces of work, two at a time: more only take turns on small machines. */
export async function twoAtATime<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items].reverse();
  const take = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await work(next);
  };
  await Promise.all([take(), take()]);
}

async function readEnvoyPaths(): Promise<Envoy | Missing> {
  const handed = process.env.BULKHEAD_ENVOY;
  if (handed) return { paths: JSON.parse(handed) };
  const missing = skipped('envoy');
  if (missing) return missing;
  const result = await runInstallScript('envoy.mjs');
  return 'reason' in result ? result : { paths: JSON.parse(result.output) };
}
