import * as vscode from 'vscode';
import { isComposeDocument } from '../languageClient.ts';
import type { Projects, StackTarget } from '../project/projects.ts';
import { subjectOf } from '../views/reports.ts';

/** Where a command may find its compose file when it gets none and no editor shows one. */
export type FallbackTarget = () => vscode.Uri | undefined;

/**
 * The project that a command works on: that of the compose file it was given, of the active editor or of the report in
 * it, of the diagram, or of a file that the user picks. Its files are saved, on disk and trusted; undefined when they are
 * not, and the user has been told.
 */
export async function composeTarget(
  action: string,
  given: unknown,
  { projects, fallbackTarget }: { readonly projects: Projects; readonly fallbackTarget: FallbackTarget },
): Promise<StackTarget | undefined> {
  if (!vscode.workspace.isTrusted) {
    const manage = 'Manage Trust';
    const message = `${action} is off while this workspace is not trusted, because it runs what the compose file says.`;
    const answer = await vscode.window.showErrorMessage(message, manage);
    if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
    return undefined;
  }
  const uri = asUri(given) ?? activeCompose() ?? fallbackTarget() ?? (await pickCompose(action));
  if (!uri) return undefined;
  if (uri.scheme !== 'file') {
    const why =
      uri.scheme === 'untitled' ? 'save this one first' : `this one is in ${uri.scheme}, where no engine can read it`;
    void vscode.window.showErrorMessage(`${action} needs a compose file on disk; ${why}.`);
    return undefined;
  }
  const { info } = await projects.find(uri);
  const isReady = await areSaved(
    action,
    info.files.map((file) => file.uri),
  );
  return isReady ? projects.target(uri) : undefined;
}

/** A code lens gives a text, a menu a Uri. */
export function asUri(given: unknown): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given;
  return typeof given === 'string' ? vscode.Uri.parse(given, true) : undefined;
}

/** The compose file in the active editor, or that of the text about it. */
export function activeCompose(): vscode.Uri | undefined {
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

/** Docker reads the files from disk, so that what is in an editor only would not count. */
async function areSaved(action: string, files: readonly string[]): Promise<boolean> {
  const uris = new Set(files.map((file) => vscode.Uri.parse(file).toString()));
  const dirty = vscode.workspace.textDocuments.filter(({ uri, isDirty }) => isDirty && uris.has(uri.toString()));
  if (dirty.length === 0) return true;
  const save = 'Save and Continue';
  const names = dirty.map(({ uri }) => vscode.workspace.asRelativePath(uri)).join(', ');
  const answer = await vscode.window.showWarningMessage(
    `${names} ${dirty.length === 1 ? 'has' : 'have'} changes that are not saved.`,
    { modal: true, detail: `${action} uses the ${dirty.length === 1 ? 'file' : 'files'} on disk.` },
    save,
  );
  if (answer !== save) return false;
  const saved = await Promise.all(dirty.map((document) => document.save()));
  return saved.every(Boolean);
}
