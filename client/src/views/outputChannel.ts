import * as vscode from 'vscode';

/** The log of everything that Bulkhead runs, and the command that shows it. */
export function registerOutputChannel(context: vscode.ExtensionContext): vscode.OutputChannel {
  const channel = vscode.window.createOutputChannel('Bulkhead');
  context.subscriptions.push(
    channel,
    vscode.commands.registerCommand('bulkhead.showOutput', () => channel.show(true)),
  );
  return channel;
}
