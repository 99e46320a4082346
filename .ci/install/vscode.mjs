// Installs a real VS Code into the cache from the npm registry alone.
//
//   node .ci/install/vscode.mjs     prints its folder; start it with DIR/node DIR/out/server-main.js
//
// The npm package code-server holds VS Code's server and workbench, MIT-licensed. Its desktop build
// comes from another site and needs a display; this one has the same extension host and is shown by
// any browser. Safe when two run at once and when killed half way.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isProgram } from '../lib/isProgram.mjs';
import { withLock } from '../lib/lock.mjs';
import { CACHE } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';
import { replaceNativeModules } from './vscodeNative.mjs';

const CODE_SERVER = '4.139.1'; // VS Code 1.139.1
const NODE = '24'; // its engines.node

// Parts that no extension of ours needs, 230 MB.
const UNNEEDED = ['extensions/copilot', 'node_modules/@github', 'node_modules/@microsoft/mxc-sdk'];

// Folders with one subfolder a platform.
const PLATFORM_FOLDERS = ['node_modules/@vscode/ripgrep-universal/bin', 'node_modules/node-pty/prebuilds'];

const QUIET = { npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false' };

/**
 * @returns {string | undefined} why this machine cannot run it
 */
export function whyNoVSCode() {
  const supported = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
  return supported ? undefined : `VS Code's server is installed on Linux x64 and arm64 only, not on ${platform()}`;
}

/**
 * Installs VS Code unless it is there.
 * @returns {Promise<string>} its folder
 */
export async function installVSCode() {
  const reason = whyNoVSCode();
  if (reason) {
    throw new Error(reason);
  }
  const home = path.join(CACHE, 'vscode');
  // `complete` is written last: a folder without it was left by a run that was killed
  const target = path.join(home, `${CODE_SERVER}-${platform()}`);
  const complete = path.join(target, '.complete');
  if (!fs.existsSync(complete)) {
    await withLock(path.join(home, 'lock'), async () => {
      if (!fs.existsSync(complete)) {
        await install(target);
        fs.writeFileSync(complete, '');
      }
    });
  }
  return target;
}

/** @param {string} target */
async function install(target) {
  const work = `${target}.partial`;
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  await unpack(`code-server@${CODE_SERVER}`, work, ['package/lib/vscode']);
  const vscode = path.join(work, 'package/lib/vscode');

  const nodeFolder = path.join(work, 'node');
  await unpack(`node-${platform()}@${NODE}`, nodeFolder, ['package/bin/node']);
  fs.renameSync(path.join(nodeFolder, 'package/bin/node'), path.join(vscode, 'node'));

  for (const folder of [vscode, path.join(vscode, 'extensions')]) {
    progress(`installing the dependencies of ${path.basename(folder)}`);
    await npm(['install', '--omit=dev', '--ignore-scripts', '--loglevel=error'], folder);
    // where VS Code looks for them outside of a development checkout
    fs.symlinkSync('node_modules', path.join(folder, 'node_modules.asar'));
  }
  removeUnneeded(vscode);
  replaceNativeModules(path.join(vscode, 'node_modules'));
  fs.rmSync(target, { recursive: true, force: true });
  fs.renameSync(vscode, target);
  fs.rmSync(work, { recursive: true });
  progress('ready');
}

/**
 * @param {string} spec name and version of an npm package
 * @param {string} folder
 * @param {readonly string[]} members
 */
async function unpack(spec, folder, members) {
  progress(`fetching ${spec}`);
  fs.mkdirSync(folder, { recursive: true });
  const packed = await npm(['pack', spec, '--silent'], folder);
  const archive = packed.trim().split('\n').at(-1) ?? '';
  await check(capture('tar', ['-xzf', archive, ...members], { cwd: folder }));
  fs.rmSync(path.join(folder, archive));
}

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 */
function npm(args, cwd) {
  return check(capture('npm', args, { cwd, env: { ...process.env, ...QUIET } }));
}

/** @param {ReturnType<typeof capture>} running */
async function check(running) {
  const { code, stdout, output } = await running;
  if (code !== 0) {
    throw new Error(`VS Code could not be installed:\n${output.slice(-2000)}`);
  }
  return stdout;
}

/** @param {string} vscode */
function removeUnneeded(vscode) {
  for (const name of UNNEEDED) {
    fs.rmSync(path.join(vscode, name), { recursive: true, force: true });
  }
  for (const name of PLATFORM_FOLDERS) {
    const folder = path.join(vscode, name);
    for (const other of fs.readdirSync(folder).filter((entry) => entry !== platform())) {
      fs.rmSync(path.join(folder, other), { recursive: true });
    }
  }
}

function platform() {
  return `${os.platform()}-${os.arch()}`;
}

/** @param {string} message */
function progress(message) {
  console.error(`vscode: ${message}`);
}

if (isProgram(import.meta.url)) {
  console.log(await installVSCode());
}
