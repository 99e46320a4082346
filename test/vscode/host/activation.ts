import assert from 'node:assert/strict';
import { extensions } from 'vscode';

export function activation(): void {
  describe('the extension', () => {
    it('is present and activates', async () => {
      const extension = extensions.getExtension('bulkhead.bulkhead');
      assert.ok(extension, 'bulkhead.bulkhead is not installed');
      await extension.activate();
      assert.equal(extension.isActive, true);
    });
  });
}
