import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openFile, runCommand, webviewContent } from '../harness/browser.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithVSCode } from '../harness/suites.ts';
import { withWorkbench } from '../harness/workbench.ts';

const networks = { workspace: path.join(ROOT, 'test/projects/networks'), extensions: [ROOT] };

await describeWithVSCode('the diagram of CNI networks in VS Code', (install) => {
  it('opens from the title of the editor, with the networks of the folder, and leads to their files', async () => {
    await withWorkbench(install, 'cni-diagram', networks, async ({ page, shot }) => {
      await openNetwork(page, '10-shop.conflist');
      await page.locator('.codelens-decoration', { hasText: 'chain: bridge' }).first().waitFor();
      await page.locator('.editor-actions a.action-label[aria-label*="Show Diagram"]').first().click();
      const view = webviewContent(page);
      const node = (id: string) => view.locator(`svg [data-id="${id}"]`).first();
      for (const id of ['plugin:shop→1', 'service:shop/2', 'network:pay', 'uplink:eth1']) await node(id).waitFor();
      await shot('drawn');

      // from the picture to the text, of another file too …
      await node('plugin:shop→2').click();
      await page.locator('.line-numbers.active-line-number', { hasText: '17' }).waitFor();
      await view.locator('svg .node[data-id="network:pay"] .label text').first().click();
      await page.locator('.tab[data-resource-name="20-pay.conflist"].active').waitFor();
      // … and the same as tables
      await view.locator('#table').click();
      await view.getByRole('cell', { name: '10.88.2.2 to 10.88.2.254' }).waitFor();
      await shot('table');
      expect(await view.getByRole('row').count()).toBeGreaterThan(10);
    });
  });

  it('follows what is typed, and marks findings', async () => {
    await withWorkbench(install, 'cni-diagram-typed', networks, async ({ page, shot }) => {
      await openNetwork(page, '30-lan.conflist');
      await page.locator('.codelens-decoration', { hasText: 'chain: macvlan' }).first().waitFor();
      await runCommand(page, 'Bulkhead: Show Diagram');
      const view = webviewContent(page);
      await view.locator('svg [data-id="uplink:eth1"]').first().waitFor();
      await page.locator('.view-line span', { hasText: 'eth1' }).last().dblclick();
      await page.keyboard.type('no/name');
      await view.locator('svg [data-id="plugin:lan→0"] .badge').first().waitFor();
      await view.locator('svg [data-id="uplink:no/name"]').first().waitFor();
      await shot('marked');
    });
  });
});

/** The files are in a folder, which is folded at first. */
async function openNetwork(page: Page, name: string): Promise<void> {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'net.d' }).first().click();
  await openFile(page, name);
}
