import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { hoverUntil, openFile, pressUntil, runCommand, webviewContent } from '../harness/browser.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithVSCode } from '../harness/suites.ts';
import { withWorkbench } from '../harness/workbench.ts';

const mistakes = { workspace: path.join(ROOT, 'test/projects/mistakes'), extensions: [ROOT] };

await describeWithVSCode('a compose file in VS Code', (install) => {
  it('shows what is wrong, says why, and is mended by a click', async () => {
    await withWorkbench(install, 'editor', mistakes, async ({ page, workspace, shot }) => {
      await openFile(page, 'flat.compose.yaml');
      await page.locator('.squiggly-warning').first().waitFor();
      await pressUntil(page, 'Control+Shift+M', page.locator('.markers-panel'));
      const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'published-data-service' });
      await problem.waitFor();
      await shot('problems');

      const port = page.locator('.view-line', { hasText: '5432:5432' }).locator('span span').last();
      const hover = page.locator('.monaco-hover', { hasText: 'Everyone who can route to this machine' });
      await hoverUntil(page, port, hover);
      await shot('hover');
      await page.mouse.move(5, 5);

      await port.click();
      await pressUntil(page, 'Control+.', page.locator('.action-widget .monaco-list-row', { hasText: '127.0.0.1' }));
      await shot('light-bulb');
      await page.keyboard.press('Enter');
      await page.locator('.view-line', { hasText: '127.0.0.1:5432:5432' }).waitFor();
      await problem.waitFor({ state: 'hidden' });
      await page.keyboard.press('Control+S');
      await expect
        .poll(() => readFileSync(path.join(workspace, 'flat.compose.yaml'), 'utf8'))
        .toContain('"127.0.0.1:5432:5432"');
    });
  });

  it('is drawn beside the text, follows it and leads back to it', async () => {
    await withWorkbench(install, 'diagram', mistakes, async ({ page, shot }) => {
      await openFile(page, 'segmented.compose.yaml');
      await page.locator('.codelens-decoration', { hasText: 'Show diagram' }).first().waitFor();
      await runCommand(page, 'Bulkhead: Show Diagram');
      const view = webviewContent(page);
      const node = (id: string) => view.locator(`svg [data-id="${id}"]`).first();
      await node('service:payment').waitFor();
      await shot('drawn');

      // from the picture to the text …
      const inLine = (line: number) => page.locator('.line-numbers.active-line-number', { hasText: `${line}` });
      const lineOf = (text: string) =>
        readFileSync(path.join(mistakes.workspace, 'segmented.compose.yaml'), 'utf8').split('\n').indexOf(text) + 1;
      await node('service:database').click();
      await inLine(lineOf('  database:')).waitFor();
      await shot('clicked');
      // … and from the text to the picture
      await page.locator('.view-line', { hasText: 'STRIPE_SECRET_KEY' }).first().click();
      await view.locator('svg [data-id="service:payment"].at-cursor').first().waitFor();

      // a network that is typed is drawn, one in broken text does not take the picture away
      await page.keyboard.press('Control+End');
      await page.keyboard.type('  spare: {}');
      await node('network:spare').waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.type('broken: [');
      // the editor closes the bracket by itself
      await page.keyboard.press('Delete');
      await view.locator('#stale', { hasText: 'cannot be read' }).waitFor();
      await node('service:payment').waitFor();
      await shot('broken');
    });
  });
});
