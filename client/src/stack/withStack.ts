import * as vscode from 'vscode';
import type { Reporter } from '../../../server/src/runtime/reporter.ts';
import type { Projects } from '../project/projects.ts';
import type { FallbackTarget } from './composeTarget.ts';
import type { StackStates } from './stackStates.ts';

/** What the commands on stacks share. */
export interface StackServices {
  readonly output: vscode.OutputChannel;
  readonly states: StackStates;
  readonly projects: Projects;
  /** The file of the diagram that has the focus. */
  readonly fallbackTarget: FallbackTarget;
}

/** Runs long work under a notification with a progress bar and a Cancel button; everything goes to the log too. */
export async function withStackProgress<T>(
  title: string,
  output: vscode.OutputChannel,
  run: (reporter: Reporter, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    const listener = token.onCancellationRequested(() => {
      progress.report({ message: 'cancelling…' });
      abort.abort();
    });
    let reached = 0;
    const reporter: Reporter = {
      log: (line) => output.appendLine(line),
      progress({ subject, status, done, total }) {
        const percent = Math.max(reached, total === 0 ? 0 : (100 * done) / total);
        progress.report({ message: `${subject}: ${status}`, increment: percent - reached });
        reached = percent;
      },
    };
    output.appendLine(`\n${title}`);
    try {
      return await run(reporter, abort.signal);
    } finally {
      listener.dispose();
    }
  });
}
