import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { refusalPlace } from '../../../server/src/envoy/refusalPlace.ts';
import { type EnvoyInfo, type EnvoyParams, envoyRequest } from '../../../server/src/protocol.ts';
import { checkEnvoy, type OwnEnvoy } from '../../../server/src/runtime/envoy/checkEnvoy.ts';
import { processRunner } from '../../../server/src/runtime/processRunner.ts';
import { parseYaml } from '../../../server/src/text/yamlTree.ts';
import { configuredDocker } from '../stack/configuredDocker.ts';
import { retry, showFailure } from '../stack/showFailure.ts';

/**
 * Has the user's own Envoy check a configuration that is saved, when the setting asks for it, and shows its error on the
 * line that it is about. Envoy tells one error at a time.
 */
export function registerOwnEnvoy(
  context: vscode.ExtensionContext,
  client: Pick<LanguageClient, 'sendRequest'>,
  output: vscode.OutputChannel,
): void {
  const marks = vscode.languages.createDiagnosticCollection('bulkhead-envoy');
  const running = new Map<string, AbortController>();
  const check = async (document: vscode.TextDocument): Promise<void> => {
    const key = document.uri.toString();
    running.get(key)?.abort();
    marks.delete(document.uri);
    const { version } = document;
    const envoy = await configuredEnvoy(document, client);
    if (!envoy) return;
    const abort = new AbortController();
    running.set(key, abort);
    const verdict = await checkEnvoy(envoy, document.uri.fsPath, abort.signal);
    if (abort.signal.aborted) return;
    running.delete(key);
    if (!verdict.ok) {
      if ((await showFailure(output, verdict.failure)) === retry) await check(document);
      return;
    }
    // what Envoy read is no longer what is on the screen
    if (verdict.value.accepted || document.version !== version) return;
    const { error } = verdict.value;
    const { start, end } = refusalPlace(parseYaml(key, document.getText()), error);
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    const mark = new vscode.Diagnostic(range, error, vscode.DiagnosticSeverity.Error);
    mark.source = 'Envoy';
    marks.set(document.uri, [mark]);
  };
  context.subscriptions.push(
    marks,
    vscode.workspace.onDidSaveTextDocument((document) => void check(document)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // its place would be wrong from now on
      if (contentChanges.length > 0) marks.delete(document.uri);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => marks.delete(uri)),
    {
      dispose() {
        for (const abort of running.values()) abort.abort();
      },
    },
  );
}

/** Undefined: Envoy is not asked, the workspace is not trusted, or the file is for something else. */
async function configuredEnvoy(
  { uri, languageId }: vscode.TextDocument,
  client: Pick<LanguageClient, 'sendRequest'>,
): Promise<OwnEnvoy | undefined> {
  const settings = vscode.workspace.getConfiguration('bulkhead', uri);
  const how = settings.get('envoy.check', 'off');
  if (how === 'off' || !vscode.workspace.isTrusted || uri.scheme !== 'file' || !/^(?:yaml|jsonc?)$/.test(languageId))
    return undefined;
  const params: EnvoyParams = { uri: uri.toString() };
  const info = await client.sendRequest<EnvoyInfo | null>(envoyRequest, params);
  if (!info) return undefined;
  if (how === 'program')
    return { kind: 'program', command: settings.get('envoy.path', 'envoy'), runner: processRunner() };
  const image = info.image ?? `envoyproxy/envoy:v${settings.get('envoy.version', '1.40')}-latest`;
  // What is shown of a file that is watched, or of certificates, needs what the service mounts beside it.
  const place = info.place && {
    path: info.place.path,
    mounts: info.place.mounts.map(({ source, target }) => ({ source: vscode.Uri.parse(source).fsPath, target })),
  };
  return { kind: 'image', docker: configuredDocker(uri), image, ...(place ? { place } : {}) };
}
