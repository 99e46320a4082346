import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { createVSIX, listFiles } from '@vscode/vsce';
import { expect, it } from 'vitest';
import { openFile } from '../harness/browser.ts';
import { ROOT } from '../harness/prepared.ts';
import { describeWithVSCode } from '../harness/suites.ts';
import { withWorkbench } from '../harness/workbench.ts';

const output = path.join(ROOT, 'test/output');

await describeWithVSCode('the packed extension', (install) => {
  it('holds what it needs and nothing besides, installs and works', async () => {
    const files = await listFiles({ cwd: ROOT, packageManager: 0 });
    expect(files).toEqual(
      expect.arrayContaining([
        'package.json',
        'dist/extension.js',
        'dist/server.js',
        'dist/cli.js',
        'dist/webview/diagram.js',
      ]),
    );
    expect(
      files.filter((file) => /^(?:test|server|client|node_modules|\.ci)\//.test(file) || file.endsWith('.map')),
    ).toEqual([]);

    mkdirSync(output, { recursive: true });
    const vsix = path.join(output, 'bulkhead.vsix');
    await createVSIX({ cwd: ROOT, packagePath: vsix, dependencies: false });
    expect(statSync(vsix).size).toBeLessThan(3_000_000);

    const options = { workspace: path.join(ROOT, 'test/projects/mistakes'), vsix: [vsix] };
    await withWorkbench(install, 'package', options, async ({ page }) => {
      await openFile(page, 'mesh.compose.yaml');
      await page.locator('.squiggly-error').first().waitFor();
      await page.locator('.codelens-decoration', { hasText: 'Verify isolation' }).first().waitFor();
    });
  });
});
