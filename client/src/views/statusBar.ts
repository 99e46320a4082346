import * as vscode from 'vscode';
import { isComposeDocument } from '../languageClient.ts';
import type { StackTarget } from '../project/projects.ts';
import { statusText, statusTooltip } from '../stack/stackState.ts';
import type { StackServices } from '../stack/withStack.ts';

/** Waits so long after a change of the editor, so that walking through files asks the engine once; milliseconds. */
const PAUSE = 300;

/** One item that shows whether the stack of the compose file in the editor runs; a click offers what can be done. */
export function registerStatusBar(
  context: vscode.ExtensionContext,
  { states, projects, fallbackTarget }: StackServices,
): void {
  const item = vscode.window.createStatusBarItem('bulkhead.stack', vscode.StatusBarAlignment.Left);
  item.name = 'Bulkhead Stack';
  item.command = 'bulkhead.stackActions';
  let shown: vscode.Uri | undefined;
  /** The stack of the file that is shown, as far as it is known by now. */
  let target: StackTarget | undefined;
  let timer: NodeJS.Timeout | undefined;

  const draw = (): void => {
    if (!shown) {
      item.hide();
      return;
    }
    const state = states.get(target?.uri ?? shown);
    item.text = statusText(state);
    item.tooltip = statusTooltip(state);
    item.show();
  };
  const ask = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => shown && void refresh(shown), PAUSE);
  };
  const refresh = async (uri: vscode.Uri): Promise<void> => {
    const found = await projects.target(uri);
    if (uri !== shown) return;
    target = found;
    await states.refresh(found);
  };
  const follow = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    // a report or the diagram in front does not change which stack is meant
    const next = document && isComposeDocument(document) ? document.uri : (fallbackTarget() ?? shown);
    if (next?.toString() !== shown?.toString()) {
      target = undefined;
      ask();
    }
    shown = next;
    draw();
  };
  context.subscriptions.push(
    item,
    { dispose: () => clearTimeout(timer) },
    vscode.window.onDidChangeActiveTextEditor(follow),
    vscode.window.onDidChangeWindowState(({ focused }) => focused && ask()),
    vscode.workspace.onDidGrantWorkspaceTrust(ask),
    vscode.workspace.onDidSaveTextDocument((document) => isComposeDocument(document) && ask()),
    projects.onDidChoose(ask),
    states.onDidChange((uri) => uri.toString() === (target?.uri ?? shown)?.toString() && draw()),
    vscode.commands.registerCommand('bulkhead.stackActions', () => pickAction(shown)),
  );
  follow();
}

async function pickAction(uri: vscode.Uri | undefined): Promise<void> {
  const actions = [
    { label: '$(rocket) Deploy Stack', command: 'bulkhead.deploy' },
    { label: '$(verified) Verify Isolation', command: 'bulkhead.verify' },
    { label: '$(diff) Compare Running Stack with File', command: 'bulkhead.compareRunning' },
    { label: '$(trash) Tear Down Stack', command: 'bulkhead.tearDown' },
    { label: '$(type-hierarchy-sub) Show Diagram', command: 'bulkhead.showDiagram' },
    { label: '$(output) Show Output', command: 'bulkhead.showOutput' },
  ];
  const title = uri ? vscode.workspace.asRelativePath(uri) : 'Bulkhead';
  const chosen = await vscode.window.showQuickPick(actions, {
    title,
    placeHolder: 'What shall be done with the stack?',
  });
  if (chosen) await vscode.commands.executeCommand(chosen.command, ...(uri ? [uri] : []));
}
