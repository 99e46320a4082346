import { setFlagsFromString } from 'node:v8';
import {
  CodeLensRefreshRequest,
  createConnection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  FileChangeType,
  type InitializeResult,
  InlayHintRefreshRequest,
  ProposedFeatures,
  ResponseError,
} from 'vscode-languageserver/node';
import type { Answers } from './answers/answers.ts';
import { cniAnswers } from './answers/cniAnswers.ts';
import { composeAnswers } from './answers/composeAnswers.ts';
import { envoyAnswers } from './answers/envoyAnswers.ts';
import { clientAbilities, serverCapabilities } from './capabilities.ts';
import { Cnis } from './cnis.ts';
import { isComposeFile } from './compose/names.ts';
import type { DrawnDiagram } from './diagram/diagramSnapshot.ts';
import { Documents } from './documents.ts';
import { Envoys } from './envoys.ts';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './features/callHierarchy.ts';
import { closedFileDiagnostics } from './features/closedFiles.ts';
import { resolveCodeAction } from './features/codeActions.ts';
import { resolveCodeLens } from './features/codeLens.ts';
import { type CompletionOptions, resolveCompletion, uriOfItem } from './features/completion.ts';
import { type DiagnosticOptions, diagnosticsOf } from './features/diagnostics.ts';
import { dialectDiagnostics } from './features/dialectFindings.ts';
import { envoyProjects } from './features/envoy/envoyProjects.ts';
import { envoyVersionIn } from './features/envoy/envoyVersion.ts';
import { mountedDiagnostics } from './features/envoy/mountedFindings.ts';
import { besideProjects } from './features/envoy/mountedHosts.ts';
import { scriptActions } from './features/script.ts';
import { semanticTokens } from './features/semanticTokens.ts';
import type { Snapshot } from './features/snapshot.ts';
import { workspaceSymbols } from './features/workspaceSymbols.ts';
import { OpenTexts } from './openTexts.ts';
import { answerOwnRequests } from './ownRequests.ts';
import { ProjectPlans, planAlone } from './projectPlans.ts';
import { didAnalyzeNotification } from './protocol.ts';
import { Publisher } from './publisher.ts';
import { QuietQueue } from './quietQueue.ts';
import { FileRegistrations, registerOtherFiles, registerScripts } from './registrations.ts';
import { SourceStore } from './runtime/sourceStore.ts';
import { Scripts } from './scripts.ts';
import { defaultSettings, readSettings } from './settings.ts';
import { WorkspaceProjects } from './workspaceProjects.ts';

// The only file that knows the connection: a request becomes a snapshot and a call of one feature.

// Every key makes the text of a file anew. In a file of megabytes V8 would let several hundred of these pile up before
// it looks for garbage; so it looks when the heap has grown by this much.
setFlagsFromString('--heap-growing-percent=40');

const connection = createConnection(ProposedFeatures.all);
const publisher = new Publisher((diagnostics) => void connection.sendDiagnostics(diagnostics));
const registrations = new FileRegistrations(connection.client);
const store = new SourceStore();
const documents = new Documents(defaultSettings.rules, store);
const plans = new ProjectPlans(documents, store);
const workspaceProjects = new WorkspaceProjects(documents, plans, store);
documents.others = (project) => workspaceProjects.others(project);
const scripts = new Scripts();
let settings = defaultSettings;
/** Open files that are neither compose files nor scripts. */
const otherTexts = new OpenTexts();
const envoys = new Envoys(
  (uri) => envoyVersionIn(workspaceProjects.mounting(uri), uri) ?? settings.envoyVersion,
  otherTexts,
);
documents.beside = (uri) => envoys.tree(uri);
/** Files of the same proxy as an open one. */
const envoyFiles = new SourceStore();
envoys.disk = envoyFiles;
envoys.projects = envoyProjects((uri) => workspaceProjects.mounting(uri));
/** An Envoy file as a part of the compose projects whose services mount it. */
const besideEnvoy = (uri: string): readonly Snapshot[] => besideProjects(uri, workspaceProjects.mounting(uri));
/** The files of `net.d` beside those that are open. */
const networkFiles = new SourceStore();
const cnis = new Cnis(networkFiles, otherTexts, {
  projects: () => workspaceProjects.all(),
  fileOf: (uri) => documents.fileOf(uri),
});
let client = clientAbilities({});

connection.onInitialize(({ workspaceFolders, capabilities, initializationOptions }): InitializeResult => {
  plans.roots = workspaceFolders?.map(({ uri }) => uri) ?? [];
  envoys.roots = plans.roots;
  client = clientAbilities(capabilities, initializationOptions);
  return { serverInfo: { name: 'bulkhead' }, capabilities: serverCapabilities };
});

connection.onInitialized(async () => {
  void findProjects();
  if (client.configuration)
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'bulkhead' });
  if (client.watchedFiles) {
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [
        { globPattern: '**/*.{yml,yaml}' },
        { globPattern: '**/{.env,*.env}' },
        { globPattern: configurationGlob },
      ],
    });
  }
  if (client.registersDocuments) {
    await registerScripts(connection.client);
    await registerOtherFiles(connection.client);
  }
  await refreshSettings();
});

// Files that services mount and whose hosts are read, and those of CNI networks; those in YAML are watched already.
const configurationGlob = '**/{*.conf,*.conflist,net.d/*.json,*.cfg,*.conf.template,Caddyfile,envoy.json,?ds.json}';

connection.onDidChangeConfiguration(refreshSettings);

async function refreshSettings(): Promise<void> {
  if (client.configuration) settings = readSettings(await connection.workspace.getConfiguration('bulkhead'));
  documents.setSettings(settings.rules);
  for (const uri of documents.uris) scheduleAnalysis(uri);
  for (const uri of scripts.uris) publishScript(uri);
  envoys.setSettings(settings.rules);
  cnis.setSettings(settings.rules, settings.cni);
  for (const uri of envoys.uris) scheduleOther(uri);
  await refreshViews();
}

async function refreshViews(): Promise<void> {
  if (client.codeLensRefresh) await connection.sendRequest(CodeLensRefreshRequest.type);
  if (client.inlayHintRefresh) await connection.sendRequest(InlayHintRefreshRequest.type);
}

// --- Documents ---

/** Of the open files. */
const versions = new Map<string, number>();

connection.onDidOpenTextDocument(async ({ textDocument: { uri, languageId, version, text } }) => {
  versions.set(uri, version);
  if (languageId === 'shellscript') {
    scripts.open(uri, version, text);
    publishScript(uri);
    return;
  }
  if (languageId !== 'dockercompose' && !isComposeFile(uri)) {
    envoys.open(uri, version, text);
    besideChanged(uri);
    scheduleOther(uri);
    return;
  }
  documents.open(uri, version, text, planAlone(uri));
  const settled = settle(uri);
  settling.set(uri, settled);
  await settled;
});

connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
  // VS Code sends a change once for every registration that fits the file
  if (version <= (versions.get(uri) ?? Number.NEGATIVE_INFINITY)) return;
  versions.set(uri, version);
  if (scripts.has(uri)) {
    scripts.change(uri, version, contentChanges);
    publishScript(uri);
    return;
  }
  if (envoys.has(uri)) {
    envoys.change(uri, version, contentChanges);
    besideChanged(uri);
    scheduleOther(uri);
    return;
  }
  documents.change(uri, version, contentChanges);
  scheduleAnalysis(uri);
});

connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
  versions.delete(uri);
  if (scripts.has(uri) || envoys.has(uri)) {
    scripts.close(uri);
    diagrams.delete(uri);
    if (envoys.has(uri)) {
      envoys.close(uri);
      store.forget(uri);
      besideChanged(uri);
      for (const each of envoys.recognized) scheduleOther(each);
    }
    for (const each of cnis.folderChanged(uri)) scheduleOther(each);
    publisher.clear(uri);
    return;
  }
  store.forget(uri);
  documents.close(uri);
  diagrams.delete(uri);
  fileCounts.delete(uri);
  settling.delete(uri);
  void connection.sendDiagnostics({ uri, diagnostics: [] });
  for (const other of documents.uris) scheduleAnalysis(other);
  if (documents.uris.length === 0) publishClosed();
});

connection.onDidChangeWatchedFiles(async ({ changes }) => {
  for (const { uri } of changes) {
    store.forget(uri);
    envoyFiles.forget(uri);
    if (networkFiles.forget(uri)) for (const each of cnis.folderChanged(uri)) scheduleOther(each);
  }
  documents.filesChanged();
  envoys.filesChanged();
  for (const uri of envoys.recognized) scheduleOther(uri);
  plans.refresh();
  await settleAll();
  if (changes.some(({ uri, type }) => (isComposeFile(uri) && type !== FileChangeType.Changed) || uri.endsWith('.env')))
    void findProjects();
});

/** The pictures that were drawn last, in which cards keep their places. */
const diagrams = new Map<string, DrawnDiagram>();

/** Open files whose project was or is being found out. */
const settling = new Map<string, Promise<void>>();

function publishScript(uri: string): void {
  const snapshot = scripts.snapshot(uri, settings.rules);
  const diagnostics = snapshot ? dialectDiagnostics(snapshot, client.ruleLinkBase || undefined) : [];
  publisher.show(uri, diagnostics, scripts.versionOf(uri));
}

function publishEnvoyOrCni(uri: string): void {
  const envoy = envoys.snapshot(uri);
  const cni = cnis.snapshot(uri);
  if ((envoy || cni) && client.registersDocuments) registrations.add(uri);
  const linkBase = client.ruleLinkBase || undefined;
  const diagnostics = [
    ...(envoy ? [...dialectDiagnostics(envoy, linkBase), ...mountedDiagnostics(besideEnvoy(uri), linkBase)] : []),
    ...(cni ? dialectDiagnostics(cni, linkBase) : []),
  ];
  publisher.show(uri, diagnostics, envoys.versionOf(uri));
  if (cni) {
    void connection.sendNotification(didAnalyzeNotification, { uri, version: cni.version });
    void loadNetworkFiles(uri);
  }
  if (envoy) void loadEnvoyFiles();
}

/** Reads what else is in the folder; what is said about a file may depend on it. */
async function loadNetworkFiles(uri: string): Promise<void> {
  if (!(await networkFiles.load())) return;
  scheduleOther(uri);
  await refreshViews();
}

/** Reads the files that configurations, and the projects that mount them, name for the first time. */
async function loadEnvoyFiles(): Promise<void> {
  const read = [await envoyFiles.load(), await store.load()];
  if (!read.includes(true)) return;
  documents.filesChanged();
  for (const uri of documents.uris) scheduleAnalysis(uri);
  envoys.projectsChanged();
  for (const uri of envoys.recognized) scheduleOther(uri);
}

/** Of the project of each open file. */
const fileCounts = new Map<string, number>();

/** What services mount has changed on the screen. */
function besideChanged(uri: string): void {
  for (const other of documents.besideChanged(uri)) scheduleAnalysis(other);
}

/** Looks for the projects of the workspace again; what is shown may depend on them. */
async function findProjects(): Promise<void> {
  await workspaceProjects.refresh();
  documents.filesChanged();
  for (const uri of documents.uris) scheduleAnalysis(uri);
  envoys.projectsChanged();
  cnis.projectsChanged();
  for (const uri of envoys.uris) scheduleOther(uri);
}

/** Finds the project of a file and reads what it includes, then shows what is wrong with it. */
async function settle(uri: string): Promise<void> {
  documents.setPlan(uri, await plans.planOf(uri));
  await loadSources();
  scheduleAnalysis(uri);
  // A client asks for these when a text changes, and not when it turns out to belong to other files.
  const count = documents.snapshot(uri)?.project.files.length ?? 1;
  const before = fileCounts.get(uri) ?? 1;
  fileCounts.set(uri, count);
  if (count !== before) await refreshViews();
}

async function settleAll(): Promise<void> {
  for (const uri of documents.uris) await settle(uri);
}

/** Reads the files that the newest versions name for the first time. */
async function loadSources(): Promise<void> {
  if (await plans.load()) for (const uri of documents.uris) scheduleAnalysis(uri);
}

const queue = new QuietQueue((uris) => {
  const others = new Set(uris.filter((uri) => otherTexts.has(uri)));
  const compose = uris.filter((uri) => !others.has(uri));
  if (compose.length > 0) {
    for (const uri of new Set(compose.flatMap((each) => documents.sameProject(each)))) publish(uri);
    publishClosed();
    void loadSources();
    // what is said of an Envoy file depends on the projects that mount it
    envoys.projectsChanged();
    for (const uri of [...envoys.recognized, ...cnis.projectsChanged()]) others.add(uri);
  }
  for (const uri of [...others]) for (const each of envoys.sameProxy(uri)) others.add(each);
  for (const uri of others) publishEnvoyOrCni(uri);
});

function scheduleAnalysis(uri: string): void {
  queue.add(uri);
}

/** The same for a file that is neither a compose file nor a script, and for those that are judged beside it. */
function scheduleOther(uri: string): void {
  for (const each of new Set([uri, ...cnis.folderChanged(uri)])) queue.add(each);
}

function publish(uri: string): void {
  const snapshot = documents.snapshot(uri);
  if (!snapshot) return;
  const { version } = snapshot;
  const diagnostics = diagnosticsOf(snapshot, diagnosticOptions());
  void connection.sendDiagnostics({ uri, version, diagnostics });
  void connection.sendNotification(didAnalyzeNotification, { uri, version });
}

/** A fault of a project may stand in a file of it that no editor shows. */
function publishClosed(): void {
  const snapshots = documents.uris.flatMap((uri) => documents.snapshot(uri) ?? []);
  const isOpen = (uri: string): boolean => documents.isOpen(uri);
  publisher.showClosed(closedFileDiagnostics(snapshots, isOpen, diagnosticOptions()), isOpen);
}

const diagnosticOptions = (): DiagnosticOptions => ({
  ruleLinkBase: client.ruleLinkBase || undefined,
  shapeFindings: settings.shapeFindings,
});

// --- Requests ---

/** Undefined for a file that is not open or is for something else. */
function answersAbout(uri: string): Answers | undefined {
  const envoy = envoys.snapshot(uri);
  if (envoy) return envoyAnswers(envoy, { mounting: () => workspaceProjects.mounting(uri), exists: isThere });
  const cni = cnis.snapshot(uri);
  if (cni) return cniAnswers(cni, () => cnis.together(uri));
  const snapshot = documents.snapshot(uri);
  return snapshot && composeAnswers(snapshot);
}

/** Answers with nothing for files that are not open or not compose files. */
function withSnapshot<T>(uri: string, answer: (snapshot: Snapshot) => T): T | null {
  const snapshot = documents.snapshot(uri);
  return snapshot ? answer(snapshot) : null;
}

connection.onHover(({ textDocument, position }) => answersAbout(textDocument.uri)?.hover(position) ?? null);
connection.onCompletion(async ({ textDocument, position }) => {
  const propose = () => answersAbout(textDocument.uri)?.completions(position, completionOptions()) ?? null;
  const proposals = propose();
  // A path needs what its folder holds.
  if (!(await store.loadFolders())) return proposals;
  documents.filesChanged();
  for (const uri of documents.uris) scheduleAnalysis(uri);
  return propose();
});
connection.onCompletionResolve(
  (item) => withSnapshot(uriOfItem(item) ?? '', (snapshot) => resolveCompletion(snapshot, item)) ?? item,
);
connection.onDefinition(({ textDocument, position }) => {
  const links = answersAbout(textDocument.uri)?.definition(position);
  return client.definitionLinks
    ? links
    : (links?.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange })) ?? null);
});
connection.onReferences(
  ({ textDocument, position, context }) =>
    answersAbout(textDocument.uri)?.references(position, context.includeDeclaration) ?? null,
);
connection.onDocumentHighlight(
  ({ textDocument, position }) => answersAbout(textDocument.uri)?.highlights(position) ?? null,
);
connection.onDocumentSymbol(({ textDocument }) => answersAbout(textDocument.uri)?.symbols() ?? null);
connection.onCodeLens(({ textDocument }) =>
  settings.codeLens ? (answersAbout(textDocument.uri)?.lenses() ?? null) : [],
);
connection.onCodeLensResolve(
  (lens) => withSnapshot(uriIn(lens.data), (snapshot) => resolveCodeLens(snapshot, lens)) ?? lens,
);
connection.onCodeAction(({ textDocument: { uri }, range, context: { only } }) => {
  const script = scripts.snapshot(uri, settings.rules);
  if (script) return scriptActions(script, range, only);
  return answersAbout(uri)?.actions(range, only, client.editsLater) ?? null;
});
connection.onCodeActionResolve(
  (action) => withSnapshot(uriIn(action.data), (snapshot) => resolveCodeAction(snapshot, action)) ?? action,
);
connection.onFoldingRanges(({ textDocument }) => answersAbout(textDocument.uri)?.folding?.() ?? null);
connection.onSelectionRanges(
  ({ textDocument, positions }) => answersAbout(textDocument.uri)?.selection?.(positions) ?? null,
);
connection.onDocumentLinks(async ({ textDocument: { uri } }) => {
  const answers = answersAbout(uri);
  const links = answers?.links?.() ?? null;
  // Whether the files are there is known when somebody has looked.
  if (!envoys.snapshot(uri) || !(await store.load())) return links;
  documents.filesChanged();
  return answers?.links?.() ?? null;
});
connection.onWorkspaceSymbol(async ({ query }) => {
  await workspaceProjects.settled();
  return workspaceSymbols(workspaceProjects.files(), query);
});
connection.languages.inlayHint.on(({ textDocument, range }) =>
  settings.inlayHints ? (answersAbout(textDocument.uri)?.hints(range) ?? null) : null,
);
connection.languages.semanticTokens.on(
  ({ textDocument }) => withSnapshot(textDocument.uri, semanticTokens) ?? { data: [] },
);
connection.onPrepareRename(({ textDocument, position }) =>
  orRefuse(answersAbout(textDocument.uri)?.prepareRename(position) ?? null),
);
connection.onRenameRequest(({ textDocument, position, newName }) =>
  orRefuse(answersAbout(textDocument.uri)?.rename(position, newName) ?? null),
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

const isThere = (uri: string): boolean => !['missing', 'unread'].includes(documents.sources.text(uri));

answerOwnRequests(connection, {
  ...{ documents, plans, workspaceProjects, envoys, cnis, diagrams },
  settled: (uri) => settling.get(uri),
  settleAll,
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
