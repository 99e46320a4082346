// Bundles the extension into dist/.
//
//   node .ci/build.mjs [--tests] [--watch]
import fs from 'node:fs';
import path from 'node:path';
import { context } from 'esbuild';
import { jsonAlias } from './lib/jsonAlias.mjs';
import { ROOT } from './lib/paths.mjs';

/** @typedef {import('esbuild').BuildOptions} BuildOptions */

const BANNER = { js: '#!/usr/bin/env node' };

/** @satisfies {BuildOptions} */
const NODE = { platform: 'node', format: 'cjs', target: 'node20' };

/** @satisfies {BuildOptions} */
const WEBVIEW = { platform: 'browser', format: 'iife', target: 'es2022' };

/** @type {BuildOptions[]} */
const BUNDLES = [
  { ...NODE, entryPoints: ['client/src/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  { ...NODE, entryPoints: ['server/src/server.ts'], outfile: 'dist/server.js', banner: BANNER },
  { ...NODE, entryPoints: ['server/src/cli.ts'], outfile: 'dist/cli.js', banner: BANNER },
  { ...WEBVIEW, entryPoints: ['client/src/webview/diagram.ts'], outfile: 'dist/webview/diagram.js' },
];

/**
 * What runs inside VS Code for the tests, and what stands in for its executable.
 * The external packages are found in node_modules.
 * @type {BuildOptions[]}
 */
const TEST_BUNDLES = [
  { ...NODE, entryPoints: ['test/vscode/host/index.ts'], outfile: 'dist/test/index.js', external: ['vscode', 'mocha'] },
  { ...NODE, entryPoints: ['test/vscode/host/standIn.ts'], outfile: 'dist/test/standIn.js', external: ['vscode'] },
  {
    ...NODE,
    format: 'esm',
    entryPoints: ['test/vscode/codeShim.ts'],
    outfile: 'dist/test/codeShim.mjs',
    external: ['playwright-core'],
    banner: BANNER,
  },
];

const flags = new Set(process.argv.slice(2));
const bundles = [...BUNDLES, ...(flags.has('--tests') ? TEST_BUNDLES : [])];

const contexts = await Promise.all(bundles.map((bundle) => context({ ...bundle, ...common(bundle) })));

if (flags.has('--watch')) {
  await Promise.all(contexts.map((one) => one.watch()));
} else {
  const builds = await Promise.allSettled(contexts.map((one) => one.rebuild()));
  await Promise.all(contexts.map((one) => one.dispose()));
  process.exitCode = builds.every((build) => build.status === 'fulfilled') ? 0 : 1;
}

/**
 * @param {BuildOptions} bundle
 * @returns {BuildOptions}
 */
function common({ outfile, banner }) {
  return {
    absWorkingDir: ROOT,
    bundle: true,
    sourcemap: true,
    logLevel: 'warning',
    alias: jsonAlias,
    plugins: [largeDataAsText(), ...(outfile && banner ? [executable(path.join(ROOT, outfile))] : [])],
  };
}

/**
 * Large data goes into the bundle as text, which is parsed when it is needed; as an object it would cost every start.
 * @returns {import('esbuild').Plugin}
 */
function largeDataAsText() {
  return {
    name: 'large-data-as-text',
    setup(build) {
      build.onLoad({ filter: /[\\/]schemas[\\/]envoy[\\/][^\\/]+\.json$/ }, async (args) => ({
        contents: await fs.promises.readFile(args.path, 'utf8'),
        loader: 'text',
      }));
    },
  };
}

/**
 * @param {string} file
 * @returns {import('esbuild').Plugin}
 */
function executable(file) {
  return {
    name: 'executable',
    setup(build) {
      build.onEnd(({ errors }) => {
        if (errors.length === 0) {
          fs.chmodSync(file, 0o755);
        }
      });
    },
  };
}
