import * as vscode from 'vscode';
import { type DiagramClient, subscribeToAnalyses } from '../diagram/diagramClient.ts';
import { isComposeDocument } from '../languageClient.ts';
import { roles } from './chooseProject.ts';
import type { Projects } from './projects.ts';
import { projectStatus, reasonOf, type ShownProject } from './projectText.ts';

/** Waits so long after an edit before it asks which files a project has by now, in milliseconds. */
const pause = 250;

/**
 * One item that says with which files and profiles the compose file in the editor is read; a click changes it. Like the
 * language and the encoding it belongs to the file in the editor and so stands on the right.
 */
export function registerProjectStatusBar(
  context: vscode.ExtensionContext,
  projects: Projects,
  client: DiagramClient,
): void {
  const item = vscode.window.createStatusBarItem('bulkhead.files', vscode.StatusBarAlignment.Right, 101);
  item.name = 'Bulkhead Compose Files';
  item.command = 'bulkhead.chooseProject';
  let timer: NodeJS.Timeout | undefined;
  let question = 0;

  const follow = async (): Promise<void> => {
    const asked = ++question;
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isComposeDocument(document)) {
      item.hide();
      return;
    }
    // While the server starts or ends it answers nothing; its next analysis asks again.
    const shown = await projects.find(document.uri).catch(() => undefined);
    if (asked !== question || !shown) return;
    item.text = projectStatus(shown);
    item.tooltip = tooltip(shown);
    item.accessibilityInformation = { label: `Compose project ${item.text.replace(/\$\([\w-]+\) ?/, '')}` };
    item.show();
  };
  const followSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void follow(), pause);
  };
  context.subscriptions.push(
    item,
    { dispose: () => clearTimeout(timer) },
    vscode.window.onDidChangeActiveTextEditor(() => void follow()),
    projects.onDidChoose(() => void follow()),
    subscribeToAnalyses(client, followSoon),
  );
  void follow();
}

/** Every file of the project as a link, and the profiles. */
function tooltip({ info, active }: ShownProject): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text
    .appendMarkdown('**')
    .appendText(info.name)
    .appendMarkdown(`** · ${reasonOf(info)}\n\n`);
  for (const { uri, role, isMissing } of info.files) {
    const file = vscode.Uri.parse(uri);
    text
      .appendMarkdown('- [')
      .appendText(vscode.workspace.asRelativePath(file))
      .appendMarkdown(`](${file.toString()})`);
    text.appendMarkdown(` ${roles[role]}${isMissing ? ', **missing**' : ''}\n`);
  }
  const included = info.files.filter(({ role }) => role === 'include').length;
  if (included > 0) text.appendMarkdown(`\n${included} included ${included === 1 ? 'file' : 'files'}\n`);
  if (info.profiles.length > 0) {
    const line = `Profiles: ${active.length > 0 ? active.join(', ') : 'none'} of ${info.profiles.join(', ')}`;
    text.appendMarkdown('\n').appendText(line).appendMarkdown('\n');
  }
  return text.appendMarkdown('\nClick to choose files and profiles');
}
