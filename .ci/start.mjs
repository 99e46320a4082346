// Opens VS Code with the extension, built from this checkout, on a sample project.
//
//   npm start [-- --port N]
//
// Where desktop VS Code is at hand it opens there. Otherwise, or with --port, VS Code is installed
// into the cache and served on 127.0.0.1 for a browser, until Ctrl+C. Docker is found as in any
// terminal: through PATH, DOCKER_HOST and the rest of the environment.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installVSCode } from './install/vscode.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { interruptionSignal } from './lib/interruption.mjs';
import { CACHE, ROOT } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { launchServer, linkExtension } from './lib/vscodeServer.mjs';

const WORKSPACE = path.join(ROOT, 'test/projects/shop');

// For the first start only; later ones keep what the user changed.
const SETTINGS = {
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

const { port } = parseArgs({ options: { port: { type: 'string' } } }).values;
const signal = interruptionSignal();

try {
  process.exitCode = await main();
} catch (error) {
  console.error(signal.aborted ? 'ended' : error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main() {
  if (!(await installDependencies(signal))) {
    return 1;
  }
  const built = await run(process.execPath, [path.join(ROOT, '.ci/build.mjs')], { signal });
  if (built !== 0) {
    return built;
  }
  const desktop = port === undefined ? findDesktop() : undefined;
  return desktop === undefined ? serve(Number(port ?? 0)) : openDesktop(desktop);
}

/** The `code` command, where it can open a window. */
function findDesktop() {
  const { PATH = '', DISPLAY, WAYLAND_DISPLAY } = process.env;
  // on Linux it needs a display, and refuses to run as root
  if (process.platform === 'linux' && (!(DISPLAY || WAYLAND_DISPLAY) || process.getuid?.() === 0)) {
    return undefined;
  }
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  return PATH.split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => fs.existsSync(file));
}

/** @param {string} code */
function openDesktop(code) {
  const args = [`--extensionDevelopmentPath=${ROOT}`, WORKSPACE];
  // Windows starts a .cmd through its shell only, which wants spaces quoted
  return process.platform === 'win32'
    ? run(
        `"${code}"`,
        args.map((argument) => `"${argument}"`),
        { shell: true },
      )
    : run(code, args);
}

/** @param {number} port */
async function serve(port) {
  const install = await installVSCode();
  const data = path.join(CACHE, 'start');
  const extensions = path.join(data, 'extensions');
  fs.rmSync(extensions, { recursive: true, force: true });
  linkExtension(extensions, ROOT);
  writeFirstSettings(path.join(data, 'User'));

  // Without it every page in the user's browser could reach the server's terminal.
  const token = randomBytes(16).toString('hex');
  const tokenFile = path.join(data, 'token');
  fs.writeFileSync(tokenFile, token, { mode: 0o600 });
  const args = ['--connection-token-file', tokenFile, '--disable-workspace-trust'];

  signal.throwIfAborted();
  const server = await launchServer({ install, data, extensions, args, port });
  signal.addEventListener('abort', server.stop);
  const query = new URLSearchParams({ tkn: token, folder: WORKSPACE });
  console.log(`Open http://127.0.0.1:${server.port}/?${query}`);
  console.log('Ctrl+C ends it.');
  await server.ended;
  return signal.aborted ? 0 : 1;
}

/** @param {string} folder */
function writeFirstSettings(folder) {
  const file = path.join(folder, 'settings.json');
  fs.mkdirSync(folder, { recursive: true });
  if (!fs.existsSync(file)) {
    fs.writeFileSync(file, `${JSON.stringify(SETTINGS, undefined, 2)}\n`);
  }
}
