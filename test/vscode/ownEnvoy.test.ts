import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openFile, pressUntil } from '../harness/browser.ts';
import { findEnvoy } from '../harness/envoy.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithVSCode } from '../harness/suites.ts';
import { withWorkbench } from '../harness/workbench.ts';

const envoy = await findEnvoy();

await describeWithVSCode("the user's own Envoy in VS Code", (install) => {
  it.skipIf('reason' in envoy)('says on the line what it refuses, after each save', async () => {
    if ('reason' in envoy) throw new Error(envoy.reason);
    const folder = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-envoy-'));
    writeFileSync(
      path.join(folder, 'envoy.yaml'),
      'static_resources:\n  clusters:\n  - name: api\n    connect_timeout: 1\n',
    );
    const settings = { 'bulkhead.envoy.check': 'program', 'bulkhead.envoy.path': envoy.paths['1.40'] };
    try {
      const options = { workspace: folder, extensions: [ROOT], settings };
      await withWorkbench(install, 'own-envoy', options, async ({ page, shot }) => {
        const problem = (text: string) => page.locator('.markers-panel .monaco-list-row', { hasText: text }).first();
        await openFile(page, 'envoy.yaml');
        await page.locator('.squiggly-error').first().waitFor();
        await page.locator('.view-line', { hasText: 'connect_timeout' }).first().click();
        await page.keyboard.press('Control+S');
        await pressUntil(page, 'Control+Shift+M', page.locator('.markers-panel'));
        await problem('INVALID_ARGUMENT').waitFor();
        await problem('bad-envoy-duration').or(problem('wrong-envoy-type')).first().waitFor();
        await shot('refused');
        await page.keyboard.press('Control+Shift+M');
        await page.locator('.view-line', { hasText: 'connect_timeout' }).first().click();
        await page.keyboard.press('End');
        await page.keyboard.type('s');
        await page.keyboard.press('Control+S');
        await pressUntil(page, 'Control+Shift+M', page.locator('.markers-panel'));
        await problem('INVALID_ARGUMENT').waitFor({ state: 'hidden' });
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('starts nothing in a workspace that is not trusted', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-envoy-'));
    const started = path.join(folder, 'started');
    const program = path.join(folder, 'program');
    writeFileSync(program, `#!/bin/sh\ntouch ${started}\n`, { mode: 0o755 });
    writeFileSync(path.join(folder, 'envoy.yaml'), 'static_resources:\n  clusters:\n  - name: api\n');
    const settings = { 'bulkhead.envoy.check': 'program', 'bulkhead.envoy.path': program };
    try {
      const options = { workspace: folder, extensions: [ROOT], settings, untrusted: true };
      await withWorkbench(install, 'own-envoy-untrusted', options, async ({ page }) => {
        await openFile(page, 'envoy.yaml');
        await page.locator('.view-line', { hasText: 'name' }).first().click();
        await page.keyboard.press('End');
        await page.keyboard.type('\nhost: a');
        await page.keyboard.press('Control+S');
        // What the rules say comes after the save, and so would what a program says.
        await page.locator('.squiggly-error').first().waitFor();
        await page.keyboard.press('Control+S');
        await page.waitForTimeout(2_000);
        expect(existsSync(started)).toBe(false);
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
