import * as vscode from 'vscode';
import { projectState } from '../../../server/src/runtime/projectState.ts';
import { configuredDocker } from './configuredDocker.ts';
import type { StackState } from './stackState.ts';

/** What is known about the stacks of compose files, for the status bar, the panel and the commands. */
export interface StackStates {
  get(uri: vscode.Uri): StackState;
  /** Asks the engine again. */
  refresh(uri: vscode.Uri): Promise<void>;
  /** Sets what a command is doing with the stack, until it is done. Gives undefined while another command does. */
  during<T>(uri: vscode.Uri, work: string, run: () => Promise<T>): Promise<T | undefined>;
  /** Remembers how a verification ended; a change of the stack or its file forgets it. */
  setVerified(uri: vscode.Uri, verified: StackState['verified']): void;
  readonly onDidChange: vscode.Event<vscode.Uri>;
}

export function createStackStates(context: vscode.ExtensionContext): StackStates {
  const states = new Map<string, StackState>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const get = (uri: vscode.Uri): StackState => states.get(uri.toString()) ?? { kind: 'unknown', services: [] };
  const set = (uri: vscode.Uri, state: StackState): void => {
    states.set(uri.toString(), state);
    changed.fire(uri);
  };
  const questions = new Map<string, number>();
  const refresh = async (uri: vscode.Uri): Promise<void> => {
    if (uri.scheme !== 'file' || !vscode.workspace.isTrusted) return;
    const question = (questions.get(uri.toString()) ?? 0) + 1;
    questions.set(uri.toString(), question);
    const result = await projectState(configuredDocker(uri), [uri.fsPath]);
    // a later question may have been answered before
    if (questions.get(uri.toString()) !== question) return;
    const { work, verified } = get(uri);
    const kept = { ...(work === undefined ? {} : { work }), ...(verified === undefined ? {} : { verified }) };
    set(
      uri,
      result.ok
        ? { ...kept, ...result.value }
        : { kind: 'unknown', services: [], why: result.failure.message, ...kept },
    );
  };
  const forget = (uri: vscode.Uri): StackState => {
    const { verified: _, ...rest } = get(uri);
    return rest;
  };
  context.subscriptions.push(
    changed,
    vscode.workspace.onDidSaveTextDocument(({ uri }) => {
      if (states.has(uri.toString())) set(uri, forget(uri));
    }),
  );
  return {
    get,
    refresh,
    async during(uri, work, run) {
      const running = get(uri).work;
      if (running !== undefined) {
        void vscode.window.showInformationMessage(`Bulkhead is still ${running} this stack.`);
        return undefined;
      }
      set(uri, { ...get(uri), work });
      try {
        return await run();
      } finally {
        const { work: _, ...rest } = get(uri);
        set(uri, rest);
        await refresh(uri);
      }
    },
    setVerified: (uri, verified) => set(uri, verified === undefined ? forget(uri) : { ...get(uri), verified }),
    onDidChange: changed.event,
  };
}
