import path from 'node:path';
import { expect, it } from 'vitest';
import { openFile, pressUntil, runCommand } from '../harness/browser.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithVSCode } from '../harness/suites.ts';
import { withWorkbench } from '../harness/workbench.ts';

const several = { workspace: path.join(ROOT, 'test/projects/several'), extensions: [ROOT] };

await describeWithVSCode('a project of several files in VS Code', (install) => {
  // Choosing starts nothing, so that it works without trust.
  it('says which files it is read with, and reads it with others by choice', async () => {
    await withWorkbench(install, 'project', { ...several, untrusted: true }, async ({ page, shot }) => {
      const status = (text: string) => page.locator('.statusbar-item', { hasText: text });
      const row = (text: string) => page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
      const problem = (text: string) => page.locator('.markers-panel .monaco-list-row', { hasText: text }).first();
      await openFile(page, 'compose.yaml');
      await status('shop: compose.yaml + override').waitFor();
      await pressUntil(page, 'Control+Shift+M', page.locator('.markers-panel'));
      // The file with the fault is not open.
      await problem('staging').waitFor();
      await status('shop: compose.yaml').hover();
      await page.locator('.monaco-hover', { hasText: '1 included file' }).waitFor();
      await shot('status');

      const open = async (...choices: readonly string[]): Promise<void> => {
        await runCommand(page, 'Bulkhead: Choose Files and Profiles');
        for (const choice of choices) {
          await row(choice).waitFor();
          await page.keyboard.type(choice);
          await page.keyboard.press('Enter');
        }
      };
      await open('Files read together', 'Choose files');
      await row('compose.prod.yaml').waitFor();
      await shot('files');
      for (const file of ['compose.override.yaml', 'compose.prod.yaml']) await row(file).click();
      await page.keyboard.press('Enter');
      await status('shop: compose.yaml + prod').waitFor();
      await problem('production').waitFor();
      await problem('staging').waitFor({ state: 'hidden' });

      await open('Active profiles');
      await row('debug').click();
      await page.keyboard.press('Enter');
      await status('shop: compose.yaml + prod · debug').waitFor();
      await shot('chosen');

      await open('Files read together', 'As compose does it');
      await status('shop: compose.yaml + override · debug').waitFor();
      await problem('staging').waitFor();
    });
  });

  it('is shown as one text that leads back to its files and follows them', async () => {
    await withWorkbench(install, 'effective', several, async ({ page, shot }) => {
      await openFile(page, 'compose.yaml');
      await page.locator('.codelens-decoration a', { hasText: 'Show effective networks' }).first().click();
      await page.locator('.tab.active', { hasText: 'Effective networks (shop).yaml' }).waitFor();
      const line = (text: string) =>
        page.locator('.editor-group-container.active .view-line', { hasText: text }).first();
      await line('internal: true').waitFor();
      await shot('shown');
      // Its text cannot be changed, and no fault is found in it.
      expect(await page.locator('.editor-group-container.active [class*="squiggly"]').count()).toBe(0);

      // An edit that is not saved is followed.
      await page.locator('.editor-group-container .view-line', { hasText: '[front, back]' }).first().click();
      await page.keyboard.press('Control+End');
      await page.keyboard.type('  late: {}');
      await page.locator('.view-line', { hasText: 'late:' }).nth(1).waitFor();
      await shot('followed');

      // From the line of the alias to the file where it stands.
      await page.locator('.view-line', { hasText: '- www' }).first().click();
      await pressUntil(page, 'F12', page.locator('.tab.active', { hasText: 'compose.override.yaml' }));
      await page.locator('.editor-group-container.active .line-numbers.active-line-number', { hasText: '5' }).waitFor();
      await shot('led');
    });
  });
});
