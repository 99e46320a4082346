// Stands in for desktop VS Code's executable, for @vscode/test-electron: takes the flags that it
// passes, runs the tests in the extension host of VS Code's server with a headless Chromium as the
// window, and exits with their code.
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { openBrowser } from '../harness/browser.ts';
import { startVSCode } from '../harness/vscode.ts';

const LIMIT = 300_000;

try {
  process.exit(await runTests());
} catch (error) {
  console.error(error);
  process.exit(3);
}

async function runTests(): Promise<number> {
  const workspace = process.argv.slice(2).find((argument) => !argument.startsWith('-'));
  const install = process.env.BULKHEAD_VSCODE;
  if (workspace === undefined || install === undefined) {
    throw new Error('a workspace and BULKHEAD_VSCODE are needed');
  }
  // in a browser only one extension can be under development; the others count as installed
  const [extensionDevelopmentPath, ...extensions] = flags('extensionDevelopmentPath');
  const vscode = await startVSCode(install, {
    workspace,
    extensionDevelopmentPath,
    extensions,
    extensionTestsPath: flags('extensionTestsPath')[0],
  });
  try {
    const { page, close } = await openBrowser();
    return await exitCode(page, vscode.url).finally(close);
  } finally {
    await vscode.stop();
  }
}

/** Opens VS Code, which starts the tests, and waits for their end. */
async function exitCode(page: Page, url: string): Promise<number> {
  const log: string[] = [];
  // VS Code calls a page's codeAutomationLog and codeAutomationExit where they exist
  await page.exposeFunction('codeAutomationLog', (_type: string, values: unknown[]) => log.push(format(...values)));
  const code = await new Promise<number>((resolve, reject) => {
    page.on('crash', () => reject(new Error('the page crashed')));
    setTimeout(() => reject(new Error('the tests did not end in time')), LIMIT).unref();
    const opened = page.exposeFunction('codeAutomationExit', resolve).then(() => page.goto(url));
    opened.catch(reject);
  });
  if (code !== 0) {
    console.log(log.join('\n'));
  }
  return code;
}

function flags(name: string): [string, ...string[]] {
  const prefix = `--${name}=`;
  const [first, ...others] = process.argv
    .filter((argument) => argument.startsWith(prefix))
    .map((argument) => argument.slice(prefix.length).replace(/^file:\/\//, ''));
  if (first === undefined) {
    throw new Error(`${prefix} is missing`);
  }
  return [first, ...others];
}
