import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';
import { run } from './run.mjs';

/**
 * Runs `npm ci` when node_modules is missing or older than package-lock.json.
 * @param {AbortSignal} signal
 * @returns {Promise<boolean>} whether the dependencies are there
 */
export async function installDependencies(signal) {
  // npm writes this file at the end of each install
  if (modified('node_modules/.package-lock.json') >= modified('package-lock.json')) {
    return true;
  }
  console.error('installing the npm packages');
  const options = { cwd: ROOT, signal, shell: process.platform === 'win32' };
  return (await run('npm', ['ci', '--no-audit', '--no-fund'], options)) === 0;
}

/**
 * @param {string} name
 * @returns {number} when it was written, 0 when it does not exist
 */
function modified(name) {
  return fs.statSync(path.join(ROOT, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
