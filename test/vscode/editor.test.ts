import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openBrowser, openFile, openWorkbench, pressUntil, runCommand, webviewContent } from '../harness/browser.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithVSCode } from '../harness/suites.ts';
import { startVSCode } from '../harness/vscode.ts';

const shots = path.join(ROOT, 'test/output');
mkdirSync(shots, { recursive: true });

await describeWithVSCode('a compose file in VS Code', (install) => {
  it('shows what is wrong, says why, and is mended by a click', async () => {
    const code = await startVSCode(install, {
      workspace: path.join(ROOT, 'test/projects/mistakes'),
      extensions: [ROOT],
    });
    const { page, close } = await openBrowser();
    const shot = (name: string) => page.screenshot({ path: path.join(shots, `editor-${name}.png`) });
    try {
      await openWorkbench(page, code.url);
      await openFile(page, 'flat.compose.yaml');
      await page.locator('.squiggly-warning').first().waitFor();
      await pressUntil(page, 'Control+Shift+M', page.locator('.markers-panel'));
      const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'published-data-service' });
      await problem.waitFor();
      await shot('problems');

      await page.locator('.view-line', { hasText: '5432:5432' }).locator('span span').last().hover();
      await page
        .locator('.monaco-hover', { hasText: 'Everyone who can route' })
        .or(page.locator('.monaco-hover', { hasText: '5432' }))
        .first()
        .waitFor();
      await shot('hover');
      await page.mouse.move(5, 5);

      await page.locator('.view-line', { hasText: '5432:5432' }).locator('span span').last().click();
      await pressUntil(page, 'Control+.', page.locator('.action-widget .monaco-list-row', { hasText: '127.0.0.1' }));
      await shot('light-bulb');
      await page.keyboard.press('Enter');
      await page.locator('.view-line', { hasText: '127.0.0.1:5432:5432' }).waitFor();
      await problem.waitFor({ state: 'hidden' });
      await page.keyboard.press('Control+S');
      await expect
        .poll(() => readFileSync(path.join(code.workspace, 'flat.compose.yaml'), 'utf8'))
        .toContain('"127.0.0.1:5432:5432"');
    } finally {
      await close();
      await code.stop();
    }
  });

  it('is drawn beside the text, follows it and leads back to it', async () => {
    const code = await startVSCode(install, {
      workspace: path.join(ROOT, 'test/projects/mistakes'),
      extensions: [ROOT],
    });
    const { page, close } = await openBrowser();
    const shot = (name: string) => page.screenshot({ path: path.join(shots, `diagram-${name}.png`) });
    try {
      await openWorkbench(page, code.url);
      await openFile(page, 'segmented.compose.yaml');
      await page.locator('.codelens-decoration', { hasText: 'Show diagram' }).first().waitFor();
      await runCommand(page, 'Bulkhead: Show Diagram');
      const view = webviewContent(page);
      const card = (name: string) => view.locator(`svg [data-id="service:${name}"]`).first();
      await card('payment').waitFor();
      await shot('drawn');

      await card('database').click();
      await expect.poll(() => page.locator('.statusbar-item', { hasText: /Ln 4[0-9]/ }).count()).toBe(1);
      await shot('clicked');
    } finally {
      await close();
      await code.stop();
    }
  });
});
