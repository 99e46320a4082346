import * as vscode from 'vscode';

/** Shows a rule's page; without an id, asks for one. The pages come with the extension and need no network. */
export function registerExplainRule(context: vscode.ExtensionContext): void {
  const folder = vscode.Uri.joinPath(context.extensionUri, 'media', 'rules');
  const show = async (id: string): Promise<void> => {
    await vscode.commands.executeCommand('markdown.showPreview', vscode.Uri.joinPath(folder, `${id}.md`));
  };
  const ids = async (): Promise<readonly string[]> => {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries
      .flatMap(([name]) => (name.endsWith('.md') && name !== 'README.md' ? [name.slice(0, -3)] : []))
      .sort();
  };
  context.subscriptions.push(
    vscode.commands.registerCommand('bulkhead.explainRule', async (given?: unknown) => {
      const known = await ids();
      const id =
        typeof given === 'string' && known.includes(given)
          ? given
          : await vscode.window.showQuickPick(known, { title: 'Explain which rule?' });
      if (id) await show(id);
    }),
    // The code of a finding in the Problems view links here.
    vscode.window.registerUriHandler({
      handleUri: async (uri) => {
        const id = /^\/rules\/([a-z0-9-]+)$/.exec(uri.path)?.[1];
        if (id && (await ids()).includes(id)) await show(id);
      },
    }),
  );
}
