import * as vscode from 'vscode';

/** Texts that are shown in an editor and cannot be changed. */
export interface Reports {
  /** Shows the text under a title; a report of the same title about the same file is replaced. */
  show(title: string, about: vscode.Uri, text: string): Promise<void>;
}

const scheme = 'bulkhead';

/** The file that a report or an effective text is about; undefined for any other document. */
export function subjectOf(report: vscode.Uri): vscode.Uri | undefined {
  return /^bulkhead(?:-\w+)?$/.test(report.scheme) && report.query !== ''
    ? vscode.Uri.parse(report.query, true)
    : undefined;
}

export function registerReports(context: vscode.ExtensionContext): Reports {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  context.subscriptions.push(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
    }),
  );
  return {
    async show(title, about, text) {
      const uri = vscode.Uri.from({ scheme, path: `/${title}.txt`, query: about.toString() });
      texts.set(uri.toString(), text);
      changed.fire(uri);
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document, { preview: false, preserveFocus: true });
    },
  };
}
