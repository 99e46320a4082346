// Checks that are no tests: types, format and lint, layers, unused code, generated files.
//
//   node .ci/gates.mjs
import { ROOT } from './lib/paths.mjs';
import { capture } from './lib/run.mjs';

const TSC = 'node_modules/typescript/bin/tsc';
const DEPCRUISE = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
const BIOME = 'node_modules/@biomejs/biome/bin/biome';

/** @typedef {readonly [name: string, script: string, ...args: string[]]} Gate */

/**
 * Programs for node, the slow ones first.
 * @type {readonly Gate[]}
 */
const GATES = [
  ['types', TSC, '--noEmit'],
  ['unused', 'node_modules/knip/bin/knip.js', '--no-progress'],
  ['layers', DEPCRUISE, 'client', 'server', 'test'],
  ['types of the webview', TSC, '--noEmit', '--project', 'client/src/webview/tsconfig.json'],
  ['format and lint', BIOME, 'ci', '--colors=off', '.'],
  ['generated files', '.ci/generate.mjs', '--check'],
];

const AT_ONCE = 2; // more only take turns on small machines

/** @param {Gate} gate */
async function runGate([name, script, ...args]) {
  const start = performance.now();
  const { code, output } = await capture(process.execPath, [script, ...args], { cwd: ROOT });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  if (code !== 0) {
    console.log(output.trimEnd().replace(/^/gm, '     '));
  }
  return code === 0;
}

/** Runs gates until none is left. */
async function work() {
  for (let gate = waiting.shift(); gate; gate = waiting.shift()) {
    if (!(await runGate(gate))) {
      process.exitCode = 1;
    }
  }
}

const waiting = [...GATES];
await Promise.all(Array.from({ length: AT_ONCE }, work));
