import * as vscode from 'vscode';
import { pluginNameFault, renamed } from './pluginName.ts';

/** "New CNI Plugin…": copies the scaffold into a new folder under a name of the user's. Nothing of it is run. */
export function registerNewCniPlugin(context: vscode.ExtensionContext): void {
  const template = vscode.Uri.joinPath(context.extensionUri, 'templates/cni-plugin');
  context.subscriptions.push(
    vscode.commands.registerCommand('bulkhead.newCniPlugin', async (): Promise<vscode.Uri | undefined> => {
      const name = await vscode.window.showInputBox({
        title: 'New CNI plugin',
        prompt: 'Its type, which is the name of its file in /opt/cni/bin.',
        value: 'my-bridge',
        validateInput: pluginNameFault,
      });
      if (name === undefined) return undefined;
      const parent = vscode.workspace.workspaceFolders?.[0]?.uri ?? (await pickFolder());
      if (!parent) return undefined;
      const target = vscode.Uri.joinPath(parent, name);
      if (await exists(target)) {
        void vscode.window.showErrorMessage(
          `${vscode.workspace.asRelativePath(target)} exists already. Choose another name.`,
        );
        return undefined;
      }
      await copy(template, target, name);
      await vscode.window.showTextDocument(vscode.Uri.joinPath(target, 'README.md'));
      return target;
    }),
  );
}

async function pickFolder(): Promise<vscode.Uri | undefined> {
  const options = { canSelectFolders: true, canSelectFiles: false, openLabel: 'Put the plugin here' };
  return (await vscode.window.showOpenDialog(options))?.[0];
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function copy(from: vscode.Uri, to: vscode.Uri, name: string): Promise<void> {
  for (const [entry, type] of await vscode.workspace.fs.readDirectory(from)) {
    const source = vscode.Uri.joinPath(from, entry);
    const target = vscode.Uri.joinPath(to, renamed(entry, name));
    if (type === vscode.FileType.Directory) await copy(source, target, name);
    else {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(source));
      await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(renamed(text, name)));
    }
  }
}
