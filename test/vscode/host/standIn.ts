// The code of the extensions that stand in for real ones; their manifests are made by test/harness/standIn.ts.
import * as vscode from 'vscode';

/** What the real extension says of a file, by the file's name. */
type Reports = Readonly<Record<string, readonly Report[]>>;

interface Report {
  /** Line and character of start and end. */
  readonly range: readonly [number, number, number, number];
  readonly severity: vscode.DiagnosticSeverity;
  readonly message: string;
  readonly source?: string;
  readonly code?: string | number;
}

interface StandIn {
  /** The setting that switches its diagnostics off. */
  readonly switch: string;
  readonly reports: Reports;
}

export function activate(context: vscode.ExtensionContext): void {
  const { id, packageJSON } = context.extension;
  const standIn: StandIn = packageJSON.standIn;
  const collection = vscode.languages.createDiagnosticCollection(id);
  const report = () => {
    collection.clear();
    if (!vscode.workspace.getConfiguration().get(standIn.switch)) return;
    for (const { uri } of vscode.workspace.textDocuments) {
      const reports = standIn.reports[uri.path.split('/').at(-1) ?? ''];
      if (reports) collection.set(uri, reports.map(toDiagnostic));
    }
  };
  report();
  context.subscriptions.push(
    collection,
    vscode.workspace.onDidOpenTextDocument(report),
    vscode.workspace.onDidChangeConfiguration(report),
    ...registerProviders(`of ${id}`),
  );
}

function toDiagnostic({ range, severity, message, source, code }: Report): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(new vscode.Range(...range), message, severity);
  if (source !== undefined) diagnostic.source = source;
  if (code !== undefined) diagnostic.code = code;
  return diagnostic;
}

/** Each of them answers everywhere with something that bears the mark. */
function registerProviders(mark: string): readonly vscode.Disposable[] {
  const selector = [{ language: 'dockercompose' }, { language: 'yaml' }];
  const start = new vscode.Range(0, 0, 0, 1);
  return [
    vscode.languages.registerHoverProvider(selector, { provideHover: () => new vscode.Hover(`hover ${mark}`) }),
    vscode.languages.registerCompletionItemProvider(selector, {
      provideCompletionItems: () => [`proposal ${mark}`, 'back'].map((label) => new vscode.CompletionItem(label)),
    }),
    vscode.languages.registerDefinitionProvider(selector, {
      provideDefinition: ({ uri }) => new vscode.Location(uri, start),
    }),
    vscode.languages.registerDocumentSymbolProvider(selector, {
      provideDocumentSymbols: () => [
        new vscode.DocumentSymbol(`symbol ${mark}`, '', vscode.SymbolKind.Key, start, start),
      ],
    }),
    vscode.languages.registerCodeActionsProvider(selector, {
      provideCodeActions: () => [new vscode.CodeAction(`fix ${mark}`, vscode.CodeActionKind.QuickFix)],
    }),
  ];
}
