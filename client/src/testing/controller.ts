import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { StatementAnswer } from '../../../server/src/features/trace/traceAnswer.ts';
import { subscribeToAnalyses } from '../diagram/diagramClient.ts';
import { isComposeDocument } from '../languageClient.ts';
import { showFailure } from '../stack/showFailure.ts';
import type { StackServices } from '../stack/withStack.ts';
import { loadResults } from './loadResults.ts';
import { measuredOutcome, probe } from './probe.ts';
import { report, type StatementOutcome } from './report.ts';
import { createStatementItems } from './statementItems.ts';

// More compose files than this are nobody's own.
const mostFiles = 300;

/** The view's parts, for tests of the extension. */
export interface Testing {
  readonly controller: vscode.TestController;
  readonly probe: vscode.TestRunProfile;
}

/**
 * The Testing view: one test for each statement of `x-reach`. "Predict" asks the server, "Probe" opens connections in
 * the deployed stack.
 */
export function registerTesting(
  context: vscode.ExtensionContext,
  client: LanguageClient,
  services: StackServices,
): Testing {
  const controller = vscode.tests.createTestController('bulkhead', 'Bulkhead reachability');
  const items = createStatementItems(controller, client);

  /** The statements of a file as it is now; one that nobody shows is opened for that. */
  const statementsOf = async (uri: vscode.Uri): Promise<ReadonlyMap<string, StatementAnswer>> => {
    await vscode.workspace.openTextDocument(uri);
    return items.refresh(uri);
  };
  const discover = async (): Promise<void> => {
    const found = await vscode.workspace.findFiles('**/*compose*.{yml,yaml}', '**/node_modules/**', mostFiles);
    for (const uri of found) if (await hasStatements(uri)) items.add(uri);
  };
  controller.resolveHandler = async (item) => {
    if (item?.uri) await statementsOf(item.uri);
    else await discover();
  };
  controller.refreshHandler = discover;

  const execute = async (
    request: vscode.TestRunRequest,
    token: vscode.CancellationToken,
    judge: (uri: vscode.Uri, chosen: readonly StatementAnswer[]) => Promise<Judge | undefined>,
  ): Promise<void> => {
    if (!request.include) await discover();
    const run = controller.createTestRun(request);
    for (const [uri, wanted] of filesOf(controller, request)) {
      if (token.isCancellationRequested) break;
      const answers = await statementsOf(uri);
      const file = controller.items.get(uri.toString());
      const chosen = [...answers].flatMap(([id, answer]) => {
        const item = file?.children.get(id);
        return item && wanted(item) ? [{ item, answer }] : [];
      });
      for (const { item } of chosen) run.started(item);
      const outcomeOf = await judge(
        uri,
        chosen.map(({ answer }) => answer),
      );
      for (const { item, answer } of chosen) {
        if (outcomeOf) report(run, item, answer, outcomeOf(answer));
        else run.skipped(item);
      }
    }
    run.end();
  };

  const predict = controller.createRunProfile(
    'Predict',
    vscode.TestRunProfileKind.Run,
    (request, token) => execute(request, token, async () => predictedOutcome),
    true,
  );
  const live = controller.createRunProfile('Probe', vscode.TestRunProfileKind.Run, (request, token) =>
    execute(request, token, (uri, chosen) => judgeLive(uri, chosen, services, token)),
  );
  const allStatements = async () => {
    await discover();
    const known = [];
    for (const [, { uri }] of controller.items) {
      const answers = uri ? await statementsOf(uri) : new Map<string, StatementAnswer>();
      for (const [id, answer] of answers) {
        const item = uri && controller.items.get(uri.toString())?.children.get(id);
        if (item) known.push({ item, uri, answer });
      }
    }
    return known;
  };
  const watcher = vscode.workspace.createFileSystemWatcher('**/*compose*.{yml,yaml}', true, true, false);
  context.subscriptions.push(
    controller,
    predict,
    live,
    watcher,
    watcher.onDidDelete((uri) => items.remove(uri)),
    subscribeToAnalyses(client, ({ uri }) => void items.refresh(client.protocol2CodeConverter.asUri(uri))),
    vscode.commands.registerCommand('bulkhead.loadResults', (given?: unknown) =>
      loadResults(controller, allStatements, given),
    ),
  );
  for (const document of vscode.workspace.textDocuments)
    if (isComposeDocument(document)) void items.refresh(document.uri);
  return { controller, probe: live };
}

type Judge = (answer: StatementAnswer) => StatementOutcome;

function predictedOutcome({ holds, words, flows }: StatementAnswer): StatementOutcome {
  const [deciding] = flows;
  const outcome = holds === null ? 'skipped' : holds ? 'passed' : 'failed';
  return { outcome, actual: words.actual, ...(deciding ? { deciding } : {}) };
}

/** Undefined when nothing was measured, and the user has been told why. */
async function judgeLive(
  uri: vscode.Uri,
  chosen: readonly StatementAnswer[],
  services: StackServices,
  token: vscode.CancellationToken,
): Promise<Judge | undefined> {
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showErrorMessage('Probe is off while this workspace is not trusted, because it runs docker.');
    return undefined;
  }
  if (uri.scheme !== 'file') {
    void vscode.window.showErrorMessage('Probe needs a compose file on disk; save this one first.');
    return undefined;
  }
  const probing = await probe(uri, chosen, services, token);
  switch (probing.kind) {
    case 'measured':
      return (answer) => measuredOutcome(answer, probing.rows);
    case 'not-deployed':
      void offerDeploy(uri);
      return undefined;
    case 'failed':
      void showFailure(services.output, probing.failure);
      return undefined;
    case 'busy':
      return undefined;
  }
}

async function offerDeploy(uri: vscode.Uri): Promise<void> {
  const deploy = 'Deploy Stack';
  const message = `${vscode.workspace.asRelativePath(uri)} is not deployed: there is nothing to probe.`;
  const answer = await vscode.window.showWarningMessage(message, deploy);
  if (answer === deploy) await vscode.commands.executeCommand('bulkhead.deploy', uri);
}

async function hasStatements(uri: vscode.Uri): Promise<boolean> {
  const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  const text = open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  return /^["']?x-reach["']?\s*:/m.test(text);
}

/** The files of a request, and which of their statements are wanted. */
function filesOf(
  controller: vscode.TestController,
  { include, exclude = [] }: vscode.TestRunRequest,
): ReadonlyMap<vscode.Uri, (item: vscode.TestItem) => boolean> {
  const all = [...controller.items].map(([, item]) => item);
  const isIn = (list: readonly vscode.TestItem[], { id, parent }: vscode.TestItem): boolean =>
    list.some((each) => each.id === id || each.id === parent?.id);
  const files = all.filter((file) => !include || include.some(({ id, parent }) => (parent?.id ?? id) === file.id));
  return new Map(
    files.flatMap((file): [vscode.Uri, (item: vscode.TestItem) => boolean][] =>
      file.uri ? [[file.uri, (item) => (!include || isIn(include, item)) && !isIn(exclude, item)]] : [],
    ),
  );
}
