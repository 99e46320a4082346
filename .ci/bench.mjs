// Prints what a keystroke costs in files of several sizes, or in hostile ones.
//
//   npm run bench
//   npm run bench -- hostile [full|limit|text] [PART OF A NAME]
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { jsonAlias } from './lib/jsonAlias.mjs';
import { ROOT } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const [bench = 'keystroke', ...rest] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bulkhead-bench-'));
const outfile = path.join(folder, 'bench.cjs');
buildSync({
  absWorkingDir: ROOT,
  entryPoints: [`test/bench/${bench}.ts`],
  bundle: true,
  platform: 'node',
  outfile,
  logLevel: 'error',
  alias: jsonAlias,
});
process.exitCode = await run(process.execPath, [outfile, ...rest]);
fs.rmSync(folder, { recursive: true });
