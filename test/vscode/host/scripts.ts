import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually.ts';

/** Shell scripts, for which no server runs until one of them changes the engine's firewall. */
export function scripts(): void {
  describe('a shell script', () => {
    let document: vscode.TextDocument;
    const codes = (): readonly unknown[] =>
      vscode.languages.getDiagnostics(document.uri).map(({ code }) => (typeof code === 'object' ? code.value : code));

    it('gets findings as soon as it names the chain of the engine', async () => {
      document = await vscode.workspace.openTextDocument({ language: 'shellscript', content: '#!/bin/sh\n' });
      await vscode.window.showTextDocument(document);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(1, 0), 'iptables -N DOCKER-USER\n');
      await vscode.workspace.applyEdit(edit);
      await eventually(() => codes().length > 0);
      assert.deepEqual(codes(), ['docker-user-created']);
    });

    it('is mended by a quick fix', async () => {
      const [finding] = vscode.languages.getDiagnostics(document.uri);
      assert.ok(finding);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        finding.range,
      );
      const fix = actions.find(({ title }) => title === 'Let it fail');
      assert.ok(fix?.edit, 'the fix is not offered');
      await vscode.workspace.applyEdit(fix.edit);
      await eventually(() => codes().length === 0);
      assert.match(document.getText(), /^iptables -N DOCKER-USER 2> \/dev\/null \|\| true$/m);
    });
  });
}
