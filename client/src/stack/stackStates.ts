import * as vscode from 'vscode';
import { projectState } from '../../../server/src/runtime/projectState.ts';
import { isComposeDocument } from '../languageClient.ts';
import type { Projects, StackTarget } from '../project/projects.ts';
import { configuredDocker } from './configuredDocker.ts';
import type { StackState } from './stackState.ts';

/** What is known about stacks, each by the main file of its project, for the status bar and the commands. */
export interface StackStates {
  get(uri: vscode.Uri): StackState;
  /** Asks the engine again. */
  refresh(target: StackTarget): Promise<void>;
  /** Sets what a command is doing with the stack, until it is done. Gives undefined while another command does. */
  during<T>(target: StackTarget, work: string, run: () => Promise<T>): Promise<T | undefined>;
  /** Remembers how a verification ended; a change of the stack or its files forgets it. */
  setVerified(uri: vscode.Uri, verified: StackState['verified']): void;
  readonly onDidChange: vscode.Event<vscode.Uri>;
}

export function createStackStates(context: vscode.ExtensionContext, projects: Projects): StackStates {
  const states = new Map<string, StackState>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const get = (uri: vscode.Uri): StackState => states.get(uri.toString()) ?? { kind: 'unknown', services: [] };
  const set = (uri: vscode.Uri, state: StackState): void => {
    states.set(uri.toString(), state);
    changed.fire(uri);
  };
  const questions = new Map<string, number>();
  const refresh = async ({ uri, files, profiles }: StackTarget): Promise<void> => {
    if (uri.scheme !== 'file' || !vscode.workspace.isTrusted) return;
    const question = (questions.get(uri.toString()) ?? 0) + 1;
    questions.set(uri.toString(), question);
    const result = await projectState(configuredDocker(uri), files, { profiles });
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
    vscode.workspace.onDidSaveTextDocument(async (document) => {
      if (!isComposeDocument(document)) return;
      const { uri } = await projects.target(document.uri);
      if (states.has(uri.toString())) set(uri, forget(uri));
    }),
  );
  return {
    get,
    refresh,
    async during(target, work, run) {
      const { uri } = target;
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
        await refresh(target);
      }
    },
    setVerified: (uri, verified) => set(uri, verified === undefined ? forget(uri) : { ...get(uri), verified }),
    onDidChange: changed.event,
  };
}
