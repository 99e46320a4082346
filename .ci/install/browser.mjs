// Finds a Chromium, or installs Debian's.
//
//   node .ci/install/browser.mjs     prints its path
import fs from 'node:fs';
import { canInstallDebianPackages } from '../lib/debian.mjs';
import { isProgram } from '../lib/isProgram.mjs';
import { capture } from '../lib/run.mjs';

const DEBIAN_PATH = '/usr/bin/chromium';

const USUAL_PATHS = [
  DEBIAN_PATH,
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * @returns {Promise<{ path: string } | { reason: string }>}
 */
export async function findBrowser() {
  const named = process.env.CHROMIUM;
  if (named) {
    return fs.existsSync(named) ? { path: named } : { reason: `CHROMIUM names ${named}, which does not exist` };
  }
  const found = USUAL_PATHS.find((path) => fs.existsSync(path));
  if (found) {
    return { path: found };
  }
  if (!canInstallDebianPackages()) {
    return { reason: 'no Chromium or Chrome found; set CHROMIUM to the path of one' };
  }
  console.error('browser: installing chromium');
  // one font, because without any the page shows boxes
  const output = await aptInstall(['chromium', 'fonts-dejavu-core']);
  return fs.existsSync(DEBIAN_PATH) ? { path: DEBIAN_PATH } : { reason: `chromium could not be installed: ${output}` };
}

/** @param {readonly string[]} packages */
async function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const updated = await capture('apt-get', ['update', '-qq'], { env });
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  const installed = await capture('apt-get', args, { env });
  return (updated.output + installed.output).trim().split('\n').at(-1);
}

if (isProgram(import.meta.url)) {
  const found = await findBrowser();
  if ('reason' in found) {
    console.error(`browser: ${found.reason}`);
    process.exit(1);
  }
  console.log(found.path);
}
