import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser, openWorkbench } from './browser.ts';
import { ROOT } from './prepared.ts';
import { startVSCode, type VSCodeOptions } from './vscode.ts';

/** Screenshots of a run are kept here. */
const OUTPUT = path.join(ROOT, 'test/output');

export interface Workbench {
  readonly page: Page;
  /** The copy of the workspace that is open. */
  readonly workspace: string;
  /** Keeps a screenshot under this name. */
  shot(name: string): Promise<unknown>;
}

/** A VS Code with the extension, open in a browser, for the time of `use`; a failure leaves a screenshot `failed-NAME`. */
export async function withWorkbench(
  install: string,
  name: string,
  options: VSCodeOptions,
  use: (workbench: Workbench) => Promise<void>,
): Promise<void> {
  mkdirSync(OUTPUT, { recursive: true });
  const code = await startVSCode(install, options);
  const { page, close } = await openBrowser();
  const shot = (part: string) => page.screenshot({ path: path.join(OUTPUT, `${part}.png`) });
  try {
    await openWorkbench(page, code.url);
    await use({ page, workspace: code.workspace, shot: (part) => shot(`${name}-${part}`) });
  } catch (error) {
    await shot(`failed-${name}`);
    throw error;
  } finally {
    await close();
    await code.stop();
  }
}
