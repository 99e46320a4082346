import * as vscode from 'vscode';
import { isServed } from '../languageClient.ts';

/** Applies every safe fix in the active file, as the source action of the same name does on save. */
export function registerFixAll(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('bulkhead.fixAll', async () => {
      const editor = vscode.window.activeTextEditor;
      if (!editor || !isServed(editor.document)) {
        void vscode.window.showInformationMessage('Open a compose, Envoy or CNI file to fix its problems.');
        return;
      }
      await vscode.commands.executeCommand('editor.action.codeAction', {
        kind: 'source.fixAll.bulkhead',
        apply: 'first',
      });
    }),
  );
}
