import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const scheme = 'bulkhead-test';

/** One compose file that is on no disk and cannot be written. */
class OneFile implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  readonly #content: Uint8Array;

  constructor(text: string) {
    this.#content = new TextEncoder().encode(text);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  stat(): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.#content.length };
  }

  readFile(): Uint8Array {
    return this.#content;
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory = refuse;
  writeFile = refuse;
  delete = refuse;
  rename = refuse;
}

function refuse(uri: vscode.Uri): never {
  throw vscode.FileSystemError.NoPermissions(uri);
}

/** Files of a read-only file system are checked, and nothing is tried that only a file on disk allows. */
export function virtualFiles(): void {
  describe('a read-only compose file that is on no disk', () => {
    const uri = vscode.Uri.from({ scheme, path: '/shop/compose.yaml' });
    let provider: vscode.Disposable;
    let document: vscode.TextDocument;

    before(async () => {
      const text =
        'version: "3.8"\nservices:\n  web:\n    image: nginx:1.27\n    networks: [front]\nnetworks:\n  front: {}\n';
      provider = vscode.workspace.registerFileSystemProvider(scheme, new OneFile(text), { isReadonly: true });
      document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
    });

    after(async () => {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      provider.dispose();
    });

    it('is checked', async () => {
      for (let i = 0; i < 100 && vscode.languages.getDiagnostics(uri).length === 0; i++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const codes = vscode.languages
        .getDiagnostics(uri)
        .map(({ code }) => (typeof code === 'object' ? code.value : code));
      assert.ok(codes.includes('obsolete-version'), codes.join());
    });

    it('has hovers', async () => {
      const position = document.positionAt(document.getText().indexOf('[front]') + 2);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
      assert.ok(hovers.length > 0);
    });

    it('stays as it is when its problems are to be fixed', async () => {
      const before = document.getText();
      await vscode.commands.executeCommand('bulkhead.fixAll');
      assert.equal(document.getText(), before);
      assert.equal(document.isDirty, false);
    });

    it('is not deployed', async () => {
      assert.equal(await vscode.commands.executeCommand('bulkhead.deploy', uri), undefined);
    });
  });
}
