// All checks and tests.
//
//   npm test [-- ARGUMENTS OF VITEST]
//
// Installs what the tests need and says what cannot be had here; tests of that part are skipped.
// With CI=true everything must be there. BULKHEAD_KEEP_ENGINE=1 leaves the Docker engine running.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findBrowser } from './install/browser.mjs';
import { installCni } from './install/cni.mjs';
import { startEngine, stopEngine } from './install/engine.mjs';
import { installEnvoy } from './install/envoy.mjs';
import { installVSCode, whyNoVSCode } from './install/vscode.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { interruptionSignal } from './lib/interruption.mjs';
import { ROOT } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { countTests, inWords } from './lib/testReport.mjs';

const STRICT = process.env.CI === 'true';

const signal = interruptionSignal();

let succeeded = false;
try {
  succeeded = await main(process.argv.slice(2));
} catch (error) {
  console.error(signal.aborted ? 'interrupted' : error);
} finally {
  if (!process.env.BULKHEAD_KEEP_ENGINE) {
    await stopEngine();
  }
}
process.exit(succeeded ? 0 : 1);

/** @param {readonly string[]} vitestArguments */
async function main(vitestArguments) {
  if (!(await installDependencies(signal))) {
    return false;
  }
  const { env, skipped } = await prepare();
  signal.throwIfAborted();
  if (STRICT && skipped.length > 0) {
    console.error(`with CI=true everything must be there, but these are not: ${skipped.join(', ')}`);
    return false;
  }
  if (!(await runScript('.ci/build.mjs', ['--tests']))) {
    return false;
  }
  const clean = await runScript('.ci/gates.mjs', []);
  const { passed, counts } = await runTests(vitestArguments, env);
  console.log(clean ? '' : '\nA check before the tests failed, see above.\n');
  console.log(inWords(counts));
  return passed && clean;
}

/** Gets the parts of the environment: variables for the tests, and names of what is not there. */
async function prepare() {
  const engine = startEngine();
  // apt serves one at a time, so the browser waits for the engine
  const others = [engine, engine.then(findBrowser), prepareVSCode(), installEnvoy(), installCni()];
  const [docker, browser, vscode, envoy, cni] = await Promise.all(others);
  const parts = Object.entries({ engine: docker, browser, vscode, envoy, cni });
  const reasons = Object.fromEntries(parts.flatMap(([name, part]) => ('reason' in part ? [[name, part.reason]] : [])));
  for (const [name] of parts) {
    console.log(`${name}: ${name in reasons ? `skipped, ${reasons[name]}` : 'ready'}`);
  }
  const env = {
    ...('env' in docker ? { BULKHEAD_DOCKER_ENV: JSON.stringify(docker.env) } : {}),
    ...('path' in browser ? { CHROMIUM: browser.path } : {}),
    ...('path' in vscode ? { BULKHEAD_VSCODE: vscode.path } : {}),
    ...('paths' in envoy ? { BULKHEAD_ENVOY: JSON.stringify(envoy.paths) } : {}),
    ...('folder' in cni ? { BULKHEAD_CNI: cni.folder } : {}),
    BULKHEAD_SKIPPED: JSON.stringify(reasons),
  };
  return { env, skipped: Object.keys(reasons) };
}

/** @returns {Promise<{ path: string } | { reason: string }>} */
async function prepareVSCode() {
  const reason = whyNoVSCode();
  if (reason !== undefined) {
    return { reason };
  }
  try {
    return { path: await installVSCode() };
  } catch (error) {
    return { reason: String(error) };
  }
}

/**
 * @param {string} script
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 */
async function runScript(script, args, env = {}) {
  const options = { cwd: ROOT, env: { ...process.env, ...env }, signal };
  return (await run(process.execPath, [script, ...args], options)) === 0;
}

/**
 * @param {readonly string[]} vitestArguments
 * @param {Record<string, string>} env
 */
async function runTests(vitestArguments, env) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bulkhead-report-'));
  const report = path.join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const args = ['run', ...reporters, ...vitestArguments];
    const passed = await runScript('node_modules/vitest/vitest.mjs', args, env);
    return { passed, counts: countTests(report) };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
