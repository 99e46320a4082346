import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openFile, pressUntil, runCommand } from '../harness/browser.ts';
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

  it.skipIf('reason' in engine)('is that of the whole project, whichever of its files is open', async () => {
    if ('reason' in engine) throw new Error(engine.reason);
    const folder = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-several-'));
    const name = path.basename(folder).toLowerCase();
    const sleeper = '{image: busybox, command: [sleep, "600"], init: true, networks: [back]}';
    writeFileSync(
      path.join(folder, 'compose.yaml'),
      `name: ${name}\ninclude: [part.yaml]\nservices:\n  web: ${sleeper}\n`,
    );
    writeFileSync(path.join(folder, 'part.yaml'), `services:\n  part: ${sleeper}\nnetworks:\n  back:\n`);
    writeFileSync(
      path.join(folder, 'compose.override.yaml'),
      'services:\n  web: {networks: [front]}\nnetworks:\n  front:\n',
    );
    try {
      const options = { workspace: folder, extensions: [ROOT], env: engine.env };
      await withWorkbench(install, 'whole', options, async ({ page, shot }) => {
        const toast = (text: string | RegExp) => page.locator('.notification-toast', { hasText: text });
        await openFile(page, 'compose.override.yaml');
        await page.locator('.statusbar-item', { hasText: `${name}: compose.yaml + override` }).waitFor();
        await runCommand(page, 'Bulkhead: Deploy Stack');
        await toast('is up: 2 containers, 2 networks.').waitFor();
        await toast('is up').getByRole('button', { name: 'Verify Isolation' }).click();
        await toast(/(\d+) of \1 as predicted/).waitFor();
        await shot('verified');
        await runCommand(page, 'Bulkhead: Tear Down Stack');
        await toast('is down: 2 containers and 2 networks removed.').waitFor();
      });
      await assertNothingLeft(engine, name);
    } finally {
      await runWithEngine(engine, 'docker', ['compose', '--project-name', name, 'down', '--timeout', '0']);
      rmSync(folder, { recursive: true });
    }
  });

  it.skipIf('reason' in engine)('shows in the file what runs otherwise, and makes it again', async () => {
    if ('reason' in engine) throw new Error(engine.reason);
    const folder = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-drift-'));
    const name = path.basename(folder).toLowerCase();
    const web = '{image: busybox, command: [sleep, "600"], init: true, networks: [back]}';
    writeFileSync(
      path.join(folder, 'compose.yaml'),
      `name: ${name}\nservices:\n  web: ${web}\nnetworks:\n  back:\n    internal: false\n`,
    );
    try {
      const options = { workspace: folder, extensions: [ROOT], env: engine.env };
      await withWorkbench(install, 'drift', options, async ({ page, shot }) => {
        const toast = (text: string | RegExp) => page.locator('.notification-toast', { hasText: text });
        const mark = page.locator('.markers-panel .monaco-list-row', { hasText: "runs with 'internal: false'" });
        await openFile(page, 'compose.yaml');
        await runCommand(page, 'Bulkhead: Deploy Stack');
        await toast('is up: 1 container, 1 network.').waitFor();
        await page.locator('.view-line', { hasText: 'internal:' }).first().click();
        await page.keyboard.press('End');
        for (let letter = 0; letter < 'false'.length; letter++) await page.keyboard.press('Backspace');
        await page.keyboard.type('true');
        await page.keyboard.press('Control+S');
        await pressUntil(page, 'Control+Shift+M', page.locator('.markers-panel'));
        await mark.first().waitFor();
        await shot('marked');
        await runCommand(page, 'Bulkhead: Recreate Stack');
        await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Recreate Stack' }).click();
        await toast('is down: 1 containers and 1 networks removed.').waitFor();
        await mark.first().waitFor({ state: 'hidden' });
        // the message of the first deploy may still be there
        await page.locator('.statusbar-item', { hasText: 'Stack: up' }).waitFor();
        await shot('made-again');
        await runCommand(page, 'Bulkhead: Compare Running Stack with File');
        await toast('What runs is as compose.yaml says.').waitFor();
      });
    } finally {
      await runWithEngine(engine, 'docker', ['compose', '--project-name', name, 'down', '--timeout', '0']);
      rmSync(folder, { recursive: true });
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
