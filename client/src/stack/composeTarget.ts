import * as vscode from 'vscode';
import { isComposeDocument } from '../languageClient.ts';
import { subjectOf } from '../views/reports.ts';

/** Where a command may find its compose file when it gets none and no editor shows one. */
export type FallbackTarget = () => vscode.Uri | undefined;

/**
 * The compose file that a command works on: the one it was given, that of the active editor or of the report in it, that
 * of the diagram, or one that the user picks. It is saved, on disk and trusted; undefined when it is not, and the user has been told.
 */
export async function composeTarget(
  action: string,
  given: unknown,
  fallback: FallbackTarget,
): Promise<vscode.Uri | undefined> {
  if (!vscode.workspace.isTrusted) {
    const manage = 'Manage Trust';
    const message = `${action} is off while this workspace is not trusted, because it runs what the compose file says.`;
    const answer = await vscode.window.showErrorMessage(message, manage);
    if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
    return undefined;
  }
  const uri = asUri(given) ?? activeCompose() ?? fallback() ?? (await pickCompose(action));
  if (!uri) return undefined;
  if (uri.scheme !== 'file') {
    const why =
      uri.scheme === 'untitled' ? 'save this one first' : `this one is in ${uri.scheme}, where no engine can read it`;
    void vscode.window.showErrorMessage(`${action} needs a compose file on disk; ${why}.`);
    return undefined;
  }
  return (await isSaved(action, uri)) ? uri : undefined;
}

/** A code lens gives a text, a menu a Uri. */
function asUri(given: unknown): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given;
  return typeof given === 'string' ? vscode.Uri.parse(given, true) : undefined;
}

function activeCompose(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return undefined;
  return isComposeDocument(document) ? document.uri : subjectOf(document.uri);
}

async function pickCompose(action: string): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles('**/*compose*.{yml,yaml}', '**/node_modules/**');
  if (found.length === 0) {
    void vscode.window.showInformationMessage(`${action}: there is no compose file in this workspace.`);
    return undefined;
  }
  const [only] = found;
  if (found.length === 1) return only;
  const items = found.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  return (await vscode.window.showQuickPick(items, { title: `${action}: which compose file?` }))?.uri;
}

/** Docker reads the file from disk, so that what is in the editor only would not count. */
async function isSaved(action: string, uri: vscode.Uri): Promise<boolean> {
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (!document?.isDirty) return true;
  const save = 'Save and Continue';
  const message = `${vscode.workspace.asRelativePath(uri)} has changes that are not saved.`;
  const answer = await vscode.window.showWarningMessage(
    message,
    { modal: true, detail: `${action} uses the file on disk.` },
    save,
  );
  return answer === save && (await document.save());
}
