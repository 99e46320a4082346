import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openBrowser, openFile, openWorkbench, runCommand } from '../harness/browser.ts';
import { assertNothingLeft, findEngine } from '../harness/engine.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithVSCode } from '../harness/suites.ts';
import { startVSCode } from '../harness/vscode.ts';

const engine = await findEngine();
const shots = path.join(ROOT, 'test/output');

await describeWithVSCode('a stack in VS Code', (install) => {
  it.skipIf('reason' in engine)('is deployed, verified and torn down by clicks', async () => {
    if ('reason' in engine) throw new Error(engine.reason);
    mkdirSync(shots, { recursive: true });
    const code = await startVSCode(install, {
      workspace: path.join(ROOT, 'test/projects/shop'),
      extensions: [ROOT],
      env: engine.env,
    });
    const { page, close } = await openBrowser();
    const shot = (name: string) => page.screenshot({ path: path.join(shots, `stack-${name}.png`) });
    const toast = (text: string | RegExp) => page.locator('.notification-toast', { hasText: text });
    const status = (text: string | RegExp) => page.locator('.statusbar-item', { hasText: text });
    try {
      await openWorkbench(page, code.url);
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
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Tear Down' }).click();
      await toast('is down: 4 containers and 4 networks removed.').waitFor();
      await status('Stack: down').waitFor();
      await shot('down');
      // the project has the name of the copied folder
      await assertNothingLeft(engine, 'workspace');
    } finally {
      await close();
      await code.stop();
    }
  });
});
