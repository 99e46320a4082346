import { setFlagsFromString } from 'node:v8';
import {
  CodeActionKind,
  CodeLensRefreshRequest,
  createConnection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  InlayHintRefreshRequest,
  ProposedFeatures,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { isComposeFile } from './compose/names.ts';
import { type DrawnDiagram, diagramIn, diagramSnapshot } from './diagram/diagramSnapshot.ts';
import { Documents } from './documents.ts';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './features/callHierarchy.ts';
import { codeActions, fixAllKind, resolveCodeAction } from './features/codeActions.ts';
import { codeLenses, resolveCodeLens } from './features/codeLens.ts';
import {
  type CompletionOptions,
  completions,
  completionTriggers,
  resolveCompletion,
  uriOfItem,
} from './features/completion.ts';
import { definition } from './features/definition.ts';
import { diagnosticsOf } from './features/diagnostics.ts';
import { documentHighlights } from './features/documentHighlight.ts';
import { documentLinks } from './features/documentLinks.ts';
import { documentSymbols } from './features/documentSymbols.ts';
import { foldingRanges } from './features/foldingRanges.ts';
import { hover } from './features/hover.ts';
import { inlayHints } from './features/inlayHints.ts';
import { references } from './features/references.ts';
import { prepareRename, rename } from './features/rename.ts';
import { selectionRanges } from './features/selectionRanges.ts';
import { semanticTokens, semanticTokensLegend } from './features/semanticTokens.ts';
import type { Snapshot } from './features/snapshot.ts';
import { statementAnswers } from './features/trace/statementAnswers.ts';
import { traceEnds } from './features/trace/traceEnds.ts';
import { tracePath } from './features/trace/tracePath.ts';
import { workspaceSymbols } from './features/workspaceSymbols.ts';
import { ProjectPlans, planAlone } from './projectPlans.ts';
import {
  type DiagramParams,
  type DiagramSnapshot,
  diagramRequest,
  didAnalyzeNotification,
  type StatementsParams,
  statementsRequest,
  type TraceEndsParams,
  type TraceParams,
  traceEndsRequest,
  traceRequest,
} from './protocol.ts';
import { SourceStore } from './runtime/sourceStore.ts';
import { defaultSettings, readClientOptions, readSettings } from './settings.ts';

// The only file that knows the connection: a request becomes a snapshot and a call of one feature.

// Every key makes the text of a file anew. In a file of megabytes V8 would let several hundred of these pile up before
// it looks for garbage; so it looks when the heap has grown by this much.
setFlagsFromString('--heap-growing-percent=40');

const connection = createConnection(ProposedFeatures.all);
const store = new SourceStore();
const documents = new Documents(defaultSettings.rules, store);
const plans = new ProjectPlans(documents, store);
let settings = defaultSettings;
let client = {
  configuration: false,
  watchedFiles: false,
  codeLensRefresh: false,
  inlayHintRefresh: false,
  snippets: false,
  editsLater: false,
  definitionLinks: false,
  ruleLinkBase: '',
  suggestCommand: '',
};

connection.onInitialize((params: InitializeParams): InitializeResult => {
  plans.roots = params.workspaceFolders?.map(({ uri }) => uri) ?? [];
  const { workspace, textDocument } = params.capabilities;
  const options = readClientOptions(params.initializationOptions);
  client = {
    ...options,
    configuration: workspace?.configuration === true,
    watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    codeLensRefresh: workspace?.codeLens?.refreshSupport === true,
    inlayHintRefresh: workspace?.inlayHint?.refreshSupport === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    editsLater:
      textDocument?.codeAction?.dataSupport === true &&
      textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
  };
  return {
    serverInfo: { name: 'bulkhead' },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      completionProvider: { triggerCharacters: [...completionTriggers], resolveProvider: true },
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      renameProvider: { prepareProvider: true },
      documentSymbolProvider: true,
      codeLensProvider: { resolveProvider: true },
      codeActionProvider: {
        codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, fixAllKind],
        resolveProvider: true,
      },
      foldingRangeProvider: true,
      selectionRangeProvider: true,
      inlayHintProvider: true,
      documentLinkProvider: {},
      semanticTokensProvider: { legend: semanticTokensLegend, full: true },
      workspaceSymbolProvider: true,
      callHierarchyProvider: true,
    },
  };
});

connection.onInitialized(async () => {
  if (client.configuration)
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'bulkhead' });
  if (client.watchedFiles) {
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: '**/*.{yml,yaml}' }, { globPattern: '**/{.env,*.env}' }],
    });
  }
  await refreshSettings();
});

connection.onDidChangeConfiguration(refreshSettings);

async function refreshSettings(): Promise<void> {
  if (client.configuration) settings = readSettings(await connection.workspace.getConfiguration('bulkhead'));
  documents.setSettings(settings.rules);
  for (const uri of documents.uris) scheduleAnalysis(uri);
  if (client.codeLensRefresh) await connection.sendRequest(CodeLensRefreshRequest.type);
  if (client.inlayHintRefresh) await connection.sendRequest(InlayHintRefreshRequest.type);
}

// --- Documents ---

connection.onDidOpenTextDocument(async ({ textDocument: { uri, languageId, version, text } }) => {
  if (languageId !== 'dockercompose' && !isComposeFile(uri)) return;
  documents.open(uri, version, text, planAlone(uri));
  const settled = settle(uri);
  settling.set(uri, settled);
  await settled;
});

connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
  documents.change(uri, version, contentChanges);
  scheduleAnalysis(uri);
});

connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
  store.forget(uri);
  documents.close(uri);
  diagrams.delete(uri);
  settling.delete(uri);
  void connection.sendDiagnostics({ uri, diagnostics: [] });
  for (const other of documents.uris) scheduleAnalysis(other);
});

connection.onDidChangeWatchedFiles(async ({ changes }) => {
  for (const { uri } of changes) store.forget(uri);
  documents.filesChanged();
  plans.refresh();
  await settleAll();
});

/** Open files whose project was or is being found out. */
const settling = new Map<string, Promise<void>>();

/** Finds the project of a file and reads what it includes, then shows what is wrong with it. */
async function settle(uri: string): Promise<void> {
  documents.setPlan(uri, await plans.planOf(uri));
  documents.snapshot(uri);
  await loadSources();
  scheduleAnalysis(uri);
}

async function settleAll(): Promise<void> {
  for (const uri of documents.uris) await settle(uri);
}

/** Reads the files that the newest versions name for the first time. */
async function loadSources(): Promise<void> {
  while (await store.load()) {
    documents.filesChanged();
    for (const uri of documents.uris) documents.snapshot(uri);
    for (const uri of documents.uris) scheduleAnalysis(uri);
  }
}

const waiting = new Set<string>();
let scheduled = 0;
let seen = -1;

/**
 * Analyses as soon as all messages that are here have been handled: many changes in a row then cost one analysis. The
 * connection handles one message in each round of the event loop, so that a round without a new change ends the wait.
 */
function scheduleAnalysis(uri: string): void {
  if (waiting.size === 0) setImmediate(analyzeWhenQuiet);
  waiting.add(uri);
  scheduled++;
}

function analyzeWhenQuiet(): void {
  if (seen !== scheduled) {
    seen = scheduled;
    setImmediate(analyzeWhenQuiet);
    return;
  }
  const uris = [...waiting];
  waiting.clear();
  for (const uri of new Set(uris.flatMap((each) => documents.sameProject(each)))) publish(uri);
  void loadSources();
}

function publish(uri: string): void {
  const snapshot = documents.snapshot(uri);
  if (!snapshot) return;
  const { version } = snapshot;
  const { shapeFindings } = settings;
  const diagnostics = diagnosticsOf(snapshot, { ruleLinkBase: client.ruleLinkBase || undefined, shapeFindings });
  void connection.sendDiagnostics({ uri, version, diagnostics });
  void connection.sendNotification(didAnalyzeNotification, { uri, version });
}

// --- Requests ---

/** Answers with nothing for files that are not open or not compose files. */
function withSnapshot<T>(uri: string, answer: (snapshot: Snapshot) => T): T | null {
  const snapshot = documents.snapshot(uri);
  return snapshot ? answer(snapshot) : null;
}

connection.onHover(({ textDocument, position }) =>
  withSnapshot(textDocument.uri, (snapshot) => hover(snapshot, position) ?? null),
);
connection.onCompletion(({ textDocument, position }) =>
  withSnapshot(textDocument.uri, (snapshot) => completions(snapshot, position, completionOptions())),
);
connection.onCompletionResolve(
  (item) => withSnapshot(uriOfItem(item) ?? '', (snapshot) => resolveCompletion(snapshot, item)) ?? item,
);
connection.onDefinition(({ textDocument, position }) =>
  withSnapshot(textDocument.uri, (snapshot) => {
    const links = definition(snapshot, position);
    return client.definitionLinks
      ? links
      : links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
  }),
);
connection.onReferences(({ textDocument, position, context }) =>
  withSnapshot(textDocument.uri, (snapshot) => references(snapshot, position, context.includeDeclaration)),
);
connection.onDocumentHighlight(({ textDocument, position }) =>
  withSnapshot(textDocument.uri, (snapshot) => documentHighlights(snapshot, position)),
);
connection.onDocumentSymbol(({ textDocument }) => withSnapshot(textDocument.uri, documentSymbols));
connection.onCodeLens(({ textDocument }) => (settings.codeLens ? withSnapshot(textDocument.uri, codeLenses) : []));
connection.onCodeLensResolve(
  (lens) => withSnapshot(uriIn(lens.data), (snapshot) => resolveCodeLens(snapshot, lens)) ?? lens,
);
connection.onCodeAction(({ textDocument, range, context }) =>
  withSnapshot(textDocument.uri, (snapshot) => codeActions(snapshot, range, context.only, client.editsLater)),
);
connection.onCodeActionResolve(
  (action) => withSnapshot(uriIn(action.data), (snapshot) => resolveCodeAction(snapshot, action)) ?? action,
);
connection.onFoldingRanges(({ textDocument }) => withSnapshot(textDocument.uri, foldingRanges));
connection.onSelectionRanges(({ textDocument, positions }) =>
  withSnapshot(textDocument.uri, (snapshot) => selectionRanges(snapshot, positions)),
);
connection.onDocumentLinks(({ textDocument }) => withSnapshot(textDocument.uri, documentLinks));
connection.onWorkspaceSymbol(({ query }) =>
  workspaceSymbols(
    documents.uris.flatMap((uri) => documents.snapshot(uri) ?? []),
    query,
  ),
);
connection.languages.inlayHint.on(({ textDocument, range }) =>
  settings.inlayHints ? withSnapshot(textDocument.uri, (snapshot) => inlayHints(snapshot, range)) : null,
);
connection.languages.semanticTokens.on(
  ({ textDocument }) => withSnapshot(textDocument.uri, semanticTokens) ?? { data: [] },
);
connection.onPrepareRename(({ textDocument, position }) =>
  withSnapshot(textDocument.uri, (snapshot) => orRefuse(prepareRename(snapshot, position))),
);
connection.onRenameRequest(({ textDocument, position, newName }) =>
  withSnapshot(textDocument.uri, (snapshot) => orRefuse(rename(snapshot, position, newName))),
);

connection.languages.callHierarchy.onPrepare(({ textDocument, position }) =>
  withSnapshot(textDocument.uri, (snapshot) => prepareCallHierarchy(snapshot, position)),
);
connection.languages.callHierarchy.onIncomingCalls(({ item }) =>
  withSnapshot(uriIn(item.data), (snapshot) => incomingCalls(snapshot, item)),
);
connection.languages.callHierarchy.onOutgoingCalls(({ item }) =>
  withSnapshot(uriIn(item.data), (snapshot) => outgoingCalls(snapshot, item)),
);

/** The file that a lens, action or call is about, from what it kept until it is resolved. */
const uriIn = (data: unknown): string =>
  typeof data === 'object' && data !== null && 'uri' in data && typeof data.uri === 'string' ? data.uri : '';

const diagrams = new Map<string, DrawnDiagram>();

connection.onRequest(diagramRequest, ({ uri, theme, anew, shape }: DiagramParams): DiagramSnapshot | null =>
  withSnapshot(uri, (snapshot) => {
    const drawn = diagramSnapshot(snapshot, anew ? undefined : diagrams.get(uri), shape);
    diagrams.set(uri, drawn);
    return diagramIn(drawn, theme ?? 'variables');
  }),
);

connection.onRequest(traceRequest, ({ uri, ...flow }: TraceParams) =>
  withSnapshot(uri, (snapshot) => tracePath(snapshot, flow)),
);
connection.onRequest(traceEndsRequest, ({ uri, position }: TraceEndsParams) =>
  withSnapshot(uri, (snapshot) => traceEnds(snapshot, position)),
);

connection.onRequest(statementsRequest, async ({ uri }: StatementsParams) => {
  // a test may be run as soon as its file is open
  await settling.get(uri);
  return withSnapshot(uri, statementAnswers);
});

function completionOptions(): CompletionOptions {
  const { snippets, suggestCommand } = client;
  return { snippets, ...(suggestCommand ? { askAgain: { title: 'Suggest', command: suggestCommand } } : {}) };
}

/** Editors show the message of a refused request at the cursor. */
function orRefuse<T>(outcome: T | { readonly refused: string }): T | ResponseError<void> {
  if (typeof outcome === 'object' && outcome !== null && 'refused' in outcome) {
    return new ResponseError<void>(ErrorCodes.InvalidRequest, outcome.refused);
  }
  return outcome as T;
}

connection.listen();
