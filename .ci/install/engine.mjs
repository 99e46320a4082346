// Decides which Docker engine the tests use, and starts it.
//
//   node .ci/install/engine.mjs     prints {"env":{…}} or {"reason":"…"}
//
// The tests create and remove networks, containers and volumes, so an engine that happens to run
// here is never taken without being asked for: BULKHEAD_TEST_DOCKER_HOST names one that may be used.
import path from 'node:path';
import { canInstallDebianPackages } from '../lib/debian.mjs';
import { isProgram } from '../lib/isProgram.mjs';
import { ROOT } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';

const SCRIPT = path.join(ROOT, '.ci/install/engine.sh');
const VARIABLES = ['PATH', 'DOCKER_HOST', 'DOCKER_CONFIG', 'BULKHEAD_ENGINE_NETNS'];

/**
 * @typedef {{ env: Record<string, string> }} Engine variables that lead child processes to the engine
 * @typedef {{ reason: string }} Missing
 */

/**
 * Starts the engine unless it runs.
 * @returns {Promise<Engine | Missing>}
 */
export async function startEngine() {
  const host = process.env.BULKHEAD_TEST_DOCKER_HOST;
  if (host) {
    return offeredEngine(host);
  }
  if (!canInstallDebianPackages()) {
    const how = 'set BULKHEAD_TEST_DOCKER_HOST to the address of one that tests may use';
    return { reason: `an engine of their own needs root on Debian; ${how}` };
  }
  return ownEngine();
}

/** Stops the engine that `startEngine` started; an offered one is left alone. */
export async function stopEngine() {
  if (!process.env.BULKHEAD_TEST_DOCKER_HOST && canInstallDebianPackages()) {
    // detached: a second Ctrl+C in the terminal must not cut it short
    await capture('bash', [SCRIPT, 'down'], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  }
}

/**
 * @param {string} host
 * @returns {Promise<Engine | Missing>}
 */
async function offeredEngine(host) {
  const env = { PATH: process.env.PATH ?? '', DOCKER_HOST: host };
  for (const args of [['info'], ['compose', 'version']]) {
    const answer = await capture('docker', args, { env: { ...process.env, ...env } }).catch(String);
    if (typeof answer === 'string' || answer.code !== 0) {
      return { reason: `\`docker ${args.join(' ')}\` fails with BULKHEAD_TEST_DOCKER_HOST=${host}` };
    }
  }
  return { env };
}

/** @returns {Promise<Engine | Missing>} */
async function ownEngine() {
  // bash itself reads the script's export lines, so nothing here depends on their quoting
  const readBack = 'exports=$(bash "$1" up) || exit; eval "$exports"; exec "$2" -p "JSON.stringify(process.env)"';
  const args = ['-c', readBack, 'bash', SCRIPT, process.execPath];
  const { code, stdout } = await capture('bash', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  if (code !== 0) {
    return { reason: 'the engine did not start, see the lines above' };
  }
  const all = JSON.parse(stdout);
  return { env: Object.fromEntries(VARIABLES.map((name) => [name, all[name]])) };
}

if (isProgram(import.meta.url)) {
  console.log(JSON.stringify(await startEngine()));
}
