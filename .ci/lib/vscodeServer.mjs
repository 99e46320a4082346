// Runs the VS Code that .ci/install/vscode.mjs installs. Types: vscodeServer.d.mts
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { capture } from './run.mjs';

const START_LIMIT = 30_000;
const STOP_LIMIT = 3_000;

// Variables of a VS Code, an Electron or an npm around this process, which would confuse the new one.
const FOREIGN = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$|npm_)/;

/** @type {typeof import('./vscodeServer.mjs').launchServer} */
export async function launchServer(options) {
  fs.mkdirSync(options.extensions, { recursive: true });
  const log = path.join(options.data, 'server.log');
  const output = fs.openSync(log, 'w');
  const child = spawn(path.join(options.install, 'node'), [...serverArguments(options), ...address(options)], {
    env: environment(options),
    stdio: ['ignore', output, output],
    detached: true, // a process group of its own, which `stop` ends as a whole
  });
  fs.closeSync(output);
  const ended = once(child, 'exit').then(() => {});
  const endGroup = (/** @type {NodeJS.Signals} */ signal) => signalGroup(child.pid, signal);
  const endAtExit = () => endGroup('SIGKILL');
  process.once('exit', endAtExit);

  const stop = async () => {
    endGroup('SIGTERM');
    await Promise.race([ended, sleep(STOP_LIMIT, undefined, { ref: false })]);
    endGroup('SIGKILL'); // what outlived the server: terminals, language servers
    process.off('exit', endAtExit);
  };
  try {
    return { port: await portFrom(log, child), ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @type {typeof import('./vscodeServer.mjs').installExtension} */
export async function installExtension(options, vsix) {
  const args = [...serverArguments(options), '--install-extension', vsix];
  const { code, output } = await capture(path.join(options.install, 'node'), args, { env: environment(options) });
  if (code !== 0) {
    throw new Error(`${vsix} could not be installed:\n${output}`);
  }
}

/** @type {typeof import('./vscodeServer.mjs').linkExtension} */
export function linkExtension(extensions, source) {
  const { publisher, name, version } = JSON.parse(fs.readFileSync(path.join(source, 'package.json'), 'utf8'));
  fs.mkdirSync(extensions, { recursive: true });
  fs.symlinkSync(source, path.join(extensions, `${publisher}.${name}-${version}`), 'dir');
}

/** @param {import('./vscodeServer.mjs').ServerOptions} options */
function serverArguments({ install, data, extensions, args = [] }) {
  const folders = ['--server-data-dir', data, '--user-data-dir', data, '--extensions-dir', extensions];
  const quiet = ['--accept-server-license-terms', '--telemetry-level', 'off'];
  return [path.join(install, 'out/server-main.js'), ...folders, ...quiet, ...args];
}

/** @param {import('./vscodeServer.mjs').ServerOptions} options */
function address({ port = 0 }) {
  return ['--host', '127.0.0.1', '--port', String(port)];
}

/** @param {import('./vscodeServer.mjs').ServerOptions} options */
function environment({ env = {} }) {
  const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  // no marketplace: nothing is looked up there
  return { ...Object.fromEntries(own), EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...env };
}

/**
 * Waits for the server to print its port.
 * @param {string} log
 * @param {import('node:child_process').ChildProcess} child
 */
async function portFrom(log, child) {
  const end = Date.now() + START_LIMIT;
  for (;;) {
    const text = fs.readFileSync(log, 'utf8');
    const port = text.includes('Web UI available') && text.match(/listening on (\d+)/)?.[1];
    if (port) {
      return Number(port);
    }
    if (text.includes('EADDRINUSE')) {
      throw new Error('VS Code did not start: the port is taken');
    }
    if (child.exitCode !== null || Date.now() > end) {
      throw new Error(`VS Code did not start:\n${text.slice(-2000)}`);
    }
    await sleep(50);
  }
}

/**
 * @param {number | undefined} leader
 * @param {NodeJS.Signals} signal
 */
function signalGroup(leader, signal) {
  try {
    process.kill(-Number(leader), signal);
  } catch {
    // the group is gone already
  }
}
