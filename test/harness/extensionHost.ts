import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { HostResult } from '../vscode/host/index.ts';
import { ROOT } from './prepared.ts';

export interface HostRun {
  /** One of those in test/vscode/host/index.ts. */
  readonly suites: string;
  /** The folder that opens, as a copy. */
  readonly workspace: string;
  /** Folders of extensions that are there beside ours. */
  readonly extensions?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs tests in an extension host; they end before this returns, so that each can be made a test of the caller. */
export function runInHost(install: string, { suites, workspace, extensions = [], env = {} }: HostRun): HostResult[] {
  const results = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'bulkhead-results-')), 'results.json');
  const script = path.join(ROOT, 'test/vscode/runInHost.mjs');
  const { stdout, stderr } = spawnSync(process.execPath, [script, workspace, ...extensions], {
    cwd: ROOT,
    env: { ...process.env, ...env, BULKHEAD_VSCODE: install, BULKHEAD_HOST_RESULTS: results, BULKHEAD_SUITES: suites },
    encoding: 'utf8',
  });
  if (!fs.existsSync(results)) {
    throw new Error(`the extension host brought no results:\n${stdout}${stderr}`);
  }
  const parsed: HostResult[] = JSON.parse(fs.readFileSync(results, 'utf8'));
  fs.rmSync(path.dirname(results), { recursive: true });
  return parsed;
}
