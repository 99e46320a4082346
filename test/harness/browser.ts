import { chromium, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { type Missing, runInstallScript, skipped } from './prepared.ts';

/** How long an attempt to open something by key waits before the key is pressed again. */
const ATTEMPT = 4_000;
const ATTEMPTS = 6;

export interface Browser {
  readonly page: Page;
  close(): Promise<void>;
}

/** Opens a page in a headless Chromium that reaches this machine only. */
export async function openBrowser(): Promise<Browser> {
  const found = await findBrowser();
  if ('reason' in found) {
    throw new Error(`no browser: ${found.reason}`);
  }
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
  const browser = await chromium.launch({ executablePath: found.path, args });
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  // requests to anywhere else fail at once instead of after a time-out
  await context.route(isElsewhere, (route) => route.abort());
  return { page: await context.newPage(), close: () => browser.close() };
}

/** The Chromium of this test run, looked for when a vitest by hand has none. */
export async function findBrowser(): Promise<{ readonly path: string } | Missing> {
  const missing = skipped('browser');
  if (missing) {
    return missing;
  }
  if (process.env.CHROMIUM) {
    return { path: process.env.CHROMIUM };
  }
  const result = await runInstallScript('browser.mjs');
  return 'reason' in result ? result : { path: result.output };
}

/** Opens VS Code and waits until it can be used. */
export async function openWorkbench(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('.monaco-workbench').waitFor();
}

/**
 * Presses keys until what they open is there: VS Code swallows keys while it is busy.
 * For keys that would close it again, `opened` has to appear within the time of one attempt.
 */
export const pressUntil = (page: Page, keys: string, opened: Locator): Promise<void> =>
  actUntil(() => page.keyboard.press(keys), opened);

/** Points at something until its hover is there: while the page is laid out anew, what was pointed at moves away. */
export const hoverUntil = (page: Page, target: Locator, shown: Locator): Promise<void> =>
  actUntil(async () => {
    await page.mouse.move(5, 5);
    await target.hover();
  }, shown);

async function actUntil(act: () => Promise<void>, opened: Locator): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await act();
    try {
      await opened.first().waitFor({ timeout: ATTEMPT });
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) {
        throw error;
      }
    }
  }
}

/** Runs a command by the title that the palette shows. */
export async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[type=text]');
  const palette = page.locator('.quick-input-widget input[placeholder*="command"]');
  await pressUntil(page, 'F1', input);
  await input.fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
  await page.keyboard.press('Enter');
  // Not hidden: the command may ask something in the same place.
  await palette.waitFor({ state: 'hidden' });
}

/** Opens a file at the top of the workspace from the explorer. */
export async function openFile(page: Page, name: string): Promise<void> {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first().dblclick();
  await page.locator(`.tab[data-resource-name="${name}"].active`).waitFor();
  await page.locator('.monaco-editor .view-lines').first().waitFor();
}

/** The document inside the webview that is open. */
export function webviewContent(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}

function isElsewhere(url: URL): boolean {
  const local = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname.endsWith('.localhost');
  return !local && /^https?:$/.test(url.protocol);
}
