import * as vscode from 'vscode';
import { describeFailure, type Failure } from '../../../server/src/runtime/failure.ts';

export const showOutput = 'Show Output';
export const retry = 'Retry';

/** Shows what happened and what to do, with actions; gives the one that the user chose. Shows the log itself. */
export async function showFailure(
  output: vscode.OutputChannel,
  failure: Failure,
  ...actions: readonly string[]
): Promise<string | undefined> {
  output.appendLine(describeFailure(failure));
  if (failure.kind === 'cancelled' && actions.length === 0) return undefined;
  const all = failure.kind === 'cancelled' ? actions : [...actions, retry, showOutput];
  const show = failure.kind === 'cancelled' ? vscode.window.showWarningMessage : vscode.window.showErrorMessage;
  const answer = await show(describeFailure(failure), ...all);
  if (answer === showOutput) output.show(true);
  return answer;
}
