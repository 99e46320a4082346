import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type RecordedIntent, type RecordIntentParams, recordIntentRequest } from '../../../server/src/protocol.ts';
import { isComposeDocument } from '../languageClient.ts';

type Baseline = RecordIntentParams['baseline'];

const baselines: readonly (vscode.QuickPickItem & { readonly baseline: Baseline })[] = [
  {
    label: 'Everything that is possible now, and deny the rest',
    detail: 'default: deny. What opens later is reported until it is listed.',
    baseline: 'deny',
  },
  {
    label: 'Only what the file speaks of',
    detail: 'Published ports, depends_on, and services named in URLs. Nothing is denied.',
    baseline: 'flows',
  },
];

/** "Record Intent from the Current Stack": writes what is possible now into the open file as `x-reach`, one step to undo. */
export function registerRecordIntent(
  context: vscode.ExtensionContext,
  client: Pick<LanguageClient, 'sendRequest'>,
): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('bulkhead.recordIntent', async (given?: unknown): Promise<boolean> => {
      const document = vscode.window.activeTextEditor?.document;
      if (!document || !isComposeDocument(document)) {
        void vscode.window.showInformationMessage('Open a compose file to record what it allows.');
        return false;
      }
      const baseline = isBaseline(given) ? given : await pickBaseline();
      return baseline !== undefined && record(client, document, baseline);
    }),
  );
}

const isBaseline = (given: unknown): given is Baseline => given === 'flows' || given === 'deny';

async function pickBaseline(): Promise<Baseline | undefined> {
  return (await vscode.window.showQuickPick(baselines, { title: 'Record what as intended?' }))?.baseline;
}

async function record(
  client: Pick<LanguageClient, 'sendRequest'>,
  document: vscode.TextDocument,
  baseline: Baseline,
): Promise<boolean> {
  const uri = document.uri.toString();
  const answer = await client.sendRequest<RecordedIntent | null>(recordIntentRequest, { uri, baseline });
  if (!answer || answer.refused !== undefined) {
    void vscode.window.showInformationMessage(answer?.refused ?? 'This file is not analysed yet; try again.');
    return false;
  }
  if (answer.version !== document.version) {
    void vscode.window.showInformationMessage('The file has changed meanwhile; try again.');
    return false;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    document.uri,
    answer.edits.map(({ range: { start, end }, newText }) =>
      vscode.TextEdit.replace(new vscode.Range(start.line, start.character, end.line, end.character), newText),
    ),
  );
  return vscode.workspace.applyEdit(edit);
}
