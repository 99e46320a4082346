import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually.ts';

/** The language features as other extensions and the editor itself see them: through VS Code's own commands. */
export function languageFeatures(): void {
  describe('a compose file', () => {
    let document: vscode.TextDocument;
    const at = (text: string, inside = 0): vscode.Position =>
      document.positionAt(document.getText().indexOf(text) + inside);

    before(async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder, 'no folder is open');
      document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, 'segmented.compose.yaml'));
      await vscode.window.showTextDocument(document);
      await eventually(() => vscode.languages.getDiagnostics(document.uri).length > 0);
    });

    it('is known by its name', () => {
      assert.equal(document.languageId, 'dockercompose');
    });

    it('has its faults in the Problems view', () => {
      const codes = vscode.languages
        .getDiagnostics(document.uri)
        .map(({ code }) => (typeof code === 'object' ? code.value : code));
      for (const code of [
        'unknown-key',
        'internet-needed-on-internal-network',
        'tier-joined-by-outsider',
        'obsolete-version',
      ]) {
        assert.ok(codes.includes(code), `${code} is not in ${codes.join()}`);
      }
    });

    it('has hovers, completions and an outline', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        at('  api_tier:', 4),
      );
      const words = hovers
        .flatMap(({ contents }) => contents.map((each) => (typeof each === 'string' ? each : each.value)))
        .join('\n');
      assert.match(words, /172\.30\.3\.0\/24/);
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        at('- dmz', 3),
      );
      assert.ok(list.items.some(({ label }) => label === 'data_tier'));
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      const inside = symbols.flatMap(({ children }) => children.map(({ name }) => name));
      assert.ok(inside.includes('payment_tier'), inside.join());
    });

    it('leads from a name to its definition, and renames it everywhere', async () => {
      const definitions = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        at('- data_tier', 4),
      );
      assert.equal(definitions.length, 1);
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        at('- data_tier', 4),
        'storage',
      );
      assert.equal(edit.get(document.uri).length, 3);
    });

    it('offers fixes that can be undone', async () => {
      const range = new vscode.Range(at('version'), at('version', 3));
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
      );
      const fix = actions.find(({ isPreferred }) => isPreferred);
      assert.ok(fix?.edit, 'there is no preferred fix');
      const before = document.getText();
      await vscode.workspace.applyEdit(fix.edit);
      assert.doesNotMatch(document.getText(), /^version/m);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), before);
    });

    it('refactors, comments kept, in one step to undo', async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(at('- data_tier', 4), at('- data_tier', 4)),
        vscode.CodeActionKind.Refactor.value,
        // So many are resolved, as the one that is chosen in the menu.
        100,
      );
      const titles = actions.map(({ title }) => title);
      const map = actions.find(({ title }) => /^Write networks of `\w+` as a map$/.test(title));
      assert.ok(map?.edit, titles.join());
      assert.ok(
        titles.some((title) => title.startsWith('Move `')),
        titles.join(),
      );
      const before = document.getText();
      await vscode.workspace.applyEdit(map.edit);
      assert.match(document.getText(), /^ {6}api_tier:\n {6}data_tier:$/m);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), before);
    });

    it('records what is possible as intent, in one step to undo', async () => {
      const before = document.getText();
      assert.equal(await vscode.commands.executeCommand('bulkhead.recordIntent', 'deny'), true);
      assert.match(document.getText(), /^x-reach:\n {2}default: deny\n {2}flows:\n {4}- /m);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), before);
    });

    it('has every command of the manifest', async () => {
      const known = new Set(await vscode.commands.getCommands(true));
      const declared: { command: string }[] =
        vscode.extensions.getExtension('bulkhead.bulkhead')?.packageJSON.contributes.commands;
      assert.deepEqual(
        declared.map(({ command }) => command).filter((command) => !known.has(command)),
        [],
      );
    });
  });
}
