import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFile, pressUntil } from '../harness/browser.ts';
import { findCniTools } from '../harness/cniHost.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithVSCode } from '../harness/suites.ts';
import { withWorkbench } from '../harness/workbench.ts';

const tools = await findCniTools();

const web = `{
  "cniVersion": "1.0.0",
  "name": "web",
  "plugins": [
    {
      "type": "bridge",
      "bridge": "try0",
      "isGateway": true,
      "ipMasq": true,
      "hairpinMode": true,
      "ipam": {
        "type": "host-local",
        "ranges": [[{ "subnet": "10.90.1.0/24" }]],
        "routes": [{ "dst": "0.0.0.0/0" }]
      }
    },
    { "type": "portmap", "capabilities": { "portMappings": true } },
    { "type": "firewall" }
  ]
}
`;

await describeWithVSCode('a CNI network in VS Code', (install) => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-cni-'));
    writeFileSync(path.join(folder, 'web.conflist'), web);
    const pay = web.replace('"web"', '"pay"').replace('try0', 'try1').replace('10.90.1.0', '10.90.2.0');
    writeFileSync(path.join(folder, 'pay.conflist'), pay);
    const broken = web
      .replace('"portMappings": true }', '"portMappings": true, }')
      .replace('  "name": "web",', '  // web\n  "name": "web",\n  "name": "web",')
      .replace('10.90.1.0/24', '10.90.1.0/33');
    writeFileSync(path.join(folder, 'broken.conflist'), broken);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('shows its chain, and what happens when it is tried', async () => {
    const plugins = 'reason' in tools ? '/none/such' : tools.folder;
    const options = { workspace: folder, extensions: [ROOT], settings: { 'bulkhead.cni.pluginFolders': [plugins] } };
    await withWorkbench(install, 'cni-network', options, async ({ page, shot }) => {
      await openFile(page, 'web.conflist');
      const lens = (text: string) => page.locator('.codelens-decoration', { hasText: text }).first();
      await lens('chain: bridge -> portmap -> firewall').waitFor();
      await lens('Try This Network').waitFor();
      expect(await page.locator('[id="status.editor.mode"]').textContent()).toBe('JSON');
      await page.locator('.codelens-decoration a', { hasText: 'Try This Network' }).first().click();
      if ('reason' in tools) {
        await page.locator('.notification-toast', { hasText: 'There are no CNI plugins' }).first().waitFor();
        return;
      }
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'With pay.conflist' }).first().click();
      const line = (text: string) => page.locator('.view-line', { hasText: text }).first();
      await line('web and pay, tried in namespaces of their own').waitFor();
      await line('one -> three 10.90.2.2: yes').waitFor();
      await shot('tried');
    });
  });

  it('has each fault told once, though VS Code looks at JSON too', async () => {
    const options = { workspace: folder, extensions: [ROOT] };
    await withWorkbench(install, 'cni-faults', options, async ({ page, shot }) => {
      await openFile(page, 'broken.conflist');
      await page.locator('.squiggly-error').first().waitFor();
      await pressUntil(page, 'Control+Shift+M', page.locator('.markers-panel'));
      const rows = page.locator('.markers-panel .monaco-list-row');
      await rows.filter({ hasText: 'bad-cni-subnet' }).first().waitFor();
      await rows.filter({ hasText: 'Trailing comma' }).first().waitFor();
      await expect.poll(() => rows.filter({ hasText: 'cni-syntax-error' }).count()).toBe(0);
      await shot('once');
      const texts = await rows.allTextContents();
      expect(texts.filter((text) => text.includes('duplicate-cni-key'))).toEqual([]);
      expect(texts.filter((text) => /comment/i.test(text))).toHaveLength(1);
    });
  });
});
