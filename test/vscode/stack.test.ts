import path from 'node:path';
import { expect, it } from 'vitest';
import { openFile, runCommand } from '../harness/browser.ts';
import { assertNothingLeft, findEngine, runWithEngine } from '../harness/engine.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithVSCode } from '../harness/suites.ts';
import { withWorkbench } from '../harness/workbench.ts';

const engine = await findEngine();
const shop = { workspace: path.join(ROOT, 'test/projects/shop'), extensions: [ROOT] };

await describeWithVSCode('a stack in VS Code', (install) => {
  it.skipIf('reason' in engine)('is deployed, verified and torn down by clicks', async () => {
    if ('reason' in engine) throw new Error(engine.reason);
    try {
      await withWorkbench(install, 'stack', { ...shop, env: engine.env }, async ({ page, shot }) => {
        const toast = (text: string | RegExp) => page.locator('.notification-toast', { hasText: text });
        const status = (text: string | RegExp) => page.locator('.statusbar-item', { hasText: text });
        await openFile(page, 'compose.yaml');
        await status('Stack: down').waitFor();
        await runCommand(page, 'Bulkhead: Deploy Stack');
        await toast('is up: 4 containers, 4 networks.').waitFor();
        await shot('deployed');

        await toast('is up').getByRole('button', { name: 'Verify Isolation' }).click();
        await toast('20 of 20 as predicted').waitFor();
        expect(await page.locator('.view-lines').last().textContent()).toContain('PREDICTED');
        await shot('verified');

        await status('Stack: up · 20/20').click();
        // the list moves under a pointer while it opens, so that the keyboard chooses
        await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Tear Down' }).waitFor();
        await page.keyboard.type('Tear Down');
        await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Deploy' }).waitFor({ state: 'hidden' });
        await page.keyboard.press('Enter');
        await toast('is down: 4 containers and 4 networks removed.').waitFor();
        await status('Stack: down').waitFor();
        await shot('down');
      });
      // the project has the name of the copied folder
      await assertNothingLeft(engine, 'workspace');
    } finally {
      await runWithEngine(engine, 'docker', ['compose', '--project-name', 'workspace', 'down', '--timeout', '0']);
    }
  });

  it('is not touched in a workspace that is not trusted', async () => {
    await withWorkbench(install, 'untrusted', { ...shop, untrusted: true }, async ({ page, shot }) => {
      await openFile(page, 'compose.yaml');
      await page.locator('.codelens-decoration', { hasText: 'Deploy' }).first().waitFor();
      await page.locator('.codelens-decoration a', { hasText: 'Deploy' }).first().click();
      await page.locator('.notification-toast', { hasText: 'is off while this workspace is not trusted' }).waitFor();
      await shot('refused');
    });
  });
});
