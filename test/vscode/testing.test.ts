import path from 'node:path';
import { it } from 'vitest';
import { openFile, pressUntil, runCommand } from '../harness/browser.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithVSCode } from '../harness/suites.ts';
import { withWorkbench } from '../harness/workbench.ts';

const mistakes = { workspace: path.join(ROOT, 'test/projects/mistakes'), extensions: [ROOT] };

await describeWithVSCode('intent in VS Code', (install) => {
  it('is a test at each line, and a failure shows what was expected and why it is not so', async () => {
    await withWorkbench(install, 'testing', mistakes, async ({ page, shot }) => {
      await openFile(page, 'intended.compose.yaml');
      await page.locator('.testing-run-glyph').first().waitFor();
      await runCommand(page, 'Test: Run All Tests');
      await runCommand(page, 'Testing: Focus on Test Explorer View');
      const row = (text: string) => page.locator('.test-explorer .monaco-list-row', { hasText: text });
      await row('intended.compose.yaml').first().click();
      await page.keyboard.press('ArrowRight');
      await row('web -> database:5432').locator('.testing-run-icon, .codicon-testing-failed-icon').first().waitFor();
      await row('web -> database:5432').dblclick();
      await shot('failed');
    });
  });

  it('answers why one cannot reach the other by a list that makes the change', async () => {
    await withWorkbench(install, 'trace', mistakes, async ({ page, shot }) => {
      await openFile(page, 'intended.compose.yaml');
      await page.locator('.squiggly-warning').first().waitFor();
      await page.locator('.view-line', { hasText: 'DATABASE_URL' }).locator('span span').last().click();
      await runCommand(page, "Bulkhead: Why Can't A Reach B?");
      const row = (text: string) => page.locator('.quick-input-list .monaco-list-row', { hasText: text });
      await row('They share no network').waitFor();
      await shot('why');
      await pressUntil(page, 'ArrowDown', row('web shares no network').and(page.locator('.focused')));
      await row('join back').click();
      // between the names stands the hint of the default route; the line of `api` is such a one already
      const joined = page.locator('.view-line', { hasText: /networks:\s\[front.*back\]/ }).nth(1);
      await joined.waitFor();
      await page.keyboard.press('Control+Z');
      await joined.waitFor({ state: 'hidden' });
      await shot('undone');
    });
  });
});
