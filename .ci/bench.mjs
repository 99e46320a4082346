// Prints what a keystroke costs in files of several sizes.
//
//   npm run bench
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { ROOT } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bulkhead-bench-'));
const outfile = path.join(folder, 'bench.cjs');
buildSync({
  absWorkingDir: ROOT,
  entryPoints: ['test/bench/keystroke.ts'],
  bundle: true,
  platform: 'node',
  outfile,
  logLevel: 'error',
});
process.exitCode = await run(process.execPath, [outfile]);
fs.rmSync(folder, { recursive: true });
