import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { it } from 'vitest';
import { findEngine } from '../harness/engine.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithVSCode } from '../harness/suites.ts';
import type { HostResult } from './host/index.ts';

const engine = await findEngine();

// The tests run before this file's are known, so that each of them is a test here.
await describeWithVSCode('in the extension host', (install) => {
  for (const { title, error } of runInHost(install)) {
    it(title, () => {
      if (error !== undefined) {
        throw new Error(error);
      }
    });
  }
});

function runInHost(install: string): HostResult[] {
  const results = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'bulkhead-results-')), 'results.json');
  const env = {
    ...process.env,
    BULKHEAD_VSCODE: install,
    BULKHEAD_HOST_RESULTS: results,
    ...('reason' in engine ? {} : { BULKHEAD_DOCKER_ENV: JSON.stringify(engine.env) }),
  };
  const args = [path.join(import.meta.dirname, 'runInHost.mjs')];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8' });
  if (!fs.existsSync(results)) {
    throw new Error(`the extension host brought no results:\n${stdout}${stderr}`);
  }
  const parsed: HostResult[] = JSON.parse(fs.readFileSync(results, 'utf8'));
  fs.rmSync(path.dirname(results), { recursive: true });
  return parsed;
}
