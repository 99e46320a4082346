import * as vscode from 'vscode';
import { tryImage } from '../../../server/src/cli/cniTry.ts';
import { trialText } from '../../../server/src/cli/trialText.ts';
import { isCniName } from '../../../server/src/cni/recognize.ts';
import { tryNetworks } from '../../../server/src/runtime/cni/tryNetwork.ts';
import { asUri } from '../stack/composeTarget.ts';
import { configuredDocker } from '../stack/configuredDocker.ts';
import { showFailure } from '../stack/showFailure.ts';
import { withStackProgress } from '../stack/withStack.ts';

const title = 'Try This Network';
const networkFiles = [{ pattern: '**/*.conflist' }, { pattern: '**/net.d/*.{conf,json}' }];

/** "Try This Network": adds containers to a CNI network for real, in throwaway namespaces, and shows what happened. */
export function registerTryCniNetwork(context: vscode.ExtensionContext, output: vscode.OutputChannel): void {
  context.subscriptions.push(
    vscode.languages.registerCodeLensProvider(networkFiles, {
      provideCodeLenses: ({ uri }) => [
        new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
          title,
          command: 'bulkhead.tryCniNetwork',
          arguments: [uri],
        }),
      ],
    }),
    vscode.commands.registerCommand('bulkhead.tryCniNetwork', async (given?: unknown): Promise<void> => {
      const uri = asUri(given) ?? vscode.window.activeTextEditor?.document.uri;
      if (!vscode.workspace.isTrusted) {
        void vscode.window.showErrorMessage(
          `${title} is off while this workspace is not trusted, because it runs plugins.`,
        );
        return;
      }
      if (!uri) {
        void vscode.window.showInformationMessage('Open the configuration of a network first.');
        return;
      }
      await tryFile(uri, output);
    }),
  );
}

async function tryFile(uri: vscode.Uri, output: vscode.OutputChannel): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const folders = vscode.workspace
    .getConfiguration('bulkhead', uri)
    .get('cni.pluginFolders', ['/opt/cni/bin', '/usr/lib/cni']);
  const image = vscode.workspace.getConfiguration('bulkhead', uri).get('cni.image', tryImage);
  const helper = { docker: configuredDocker(uri), image };
  const second = await pickSecond(uri);
  if (second === 'dismissed' || !(await mayStartHelper(image))) return;
  const texts = [document, ...(second ? [await vscode.workspace.openTextDocument(second)] : [])].map((each) =>
    each.getText(),
  );
  const name = vscode.workspace.asRelativePath(uri);
  const trial = await withStackProgress(`Trying ${name}`, output, ({ log }, signal) =>
    tryNetworks(texts, { folders, helper, signal, log }),
  );
  if (!trial.ok) {
    await showFailure(output, trial.failure);
    return;
  }
  const content = trialText(trial.value);
  output.appendLine(content);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'plaintext', content }));
}

/** A privileged container can do whatever it likes with the machine: nobody gets one without having been asked. */
async function mayStartHelper(image: string): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return true;
  const start = 'Start It';
  const detail = `CNI plugins need root, which VS Code is not here. A privileged container of ${image}, without a network, plays the host and is removed afterwards. The setting bulkhead.cni.image names another image.`;
  const question = 'Start a privileged helper container?';
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, start)) === start;
}

/** Another network of the folder, to see whether the two reach each other; undefined for none. Asks only where there is one. */
async function pickSecond(uri: vscode.Uri): Promise<vscode.Uri | 'dismissed' | undefined> {
  const folder = vscode.Uri.joinPath(uri, '..');
  // A text that was never saved is in no folder.
  const entries = uri.scheme === 'untitled' ? [] : await vscode.workspace.fs.readDirectory(folder);
  const others = entries
    .map(([name]) => vscode.Uri.joinPath(folder, name))
    .filter((each) => each.path !== uri.path && isCniName(each.path));
  if (others.length === 0) return undefined;
  const alone = { label: 'Alone', description: 'two containers on this network', uri: undefined };
  const choices = others.map((each) => ({
    label: `With ${each.path.slice(each.path.lastIndexOf('/') + 1)}`,
    description: 'one more container, on that network: do they reach each other?',
    uri: each,
  }));
  const chosen = await vscode.window.showQuickPick([alone, ...choices], { title });
  return chosen ? chosen.uri : 'dismissed';
}
