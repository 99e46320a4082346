import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openFile, runCommand } from '../harness/browser.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithVSCode } from '../harness/suites.ts';
import { withWorkbench } from '../harness/workbench.ts';

const shop = { workspace: path.join(ROOT, 'test/projects/shop'), extensions: [ROOT] };

await describeWithVSCode('a new CNI plugin in VS Code', (install) => {
  it('is a folder under the name that was asked for', async () => {
    await withWorkbench(install, 'cni-plugin', shop, async ({ page, workspace, shot }) => {
      await openFile(page, 'compose.yaml');
      await page.locator('.codelens-decoration').first().waitFor();
      await runCommand(page, 'Bulkhead: New CNI Plugin');
      const input = page.locator('.quick-input-widget input[type=text]');
      await input.fill('shop/bridge');
      await page.locator('.quick-input-widget', { hasText: 'Lower-case letters, digits and dashes' }).waitFor();
      await input.fill('shop-bridge');
      await page.keyboard.press('Enter');
      await page.locator('.tab[data-resource-name="README.md"].active').waitFor();
      await page.locator('.view-line', { hasText: '# shop-bridge' }).first().waitFor();
      await shot('made');
      const folder = path.join(workspace, 'shop-bridge');
      const network = readFileSync(path.join(folder, 'net.d/10-shop-bridge.conflist'), 'utf8');
      expect(JSON.parse(network).plugins[0]).toMatchObject({ type: 'shop-bridge', bridge: 'shop-bridge-br0' });
      expect(existsSync(path.join(folder, 'src/commands/add.ts'))).toBe(true);
    });
  });
});
