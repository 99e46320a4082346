import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { mayBeCni } from '../../server/src/cni/recognize.ts';
import { mayBeEnvoy } from '../../server/src/envoy/recognize.ts';
import { userChain } from '../../server/src/shell/read.ts';
import { registerStepBack } from './neighbours/stepBack.ts';

/** The files that the server looks after. */
const composeSelector: readonly vscode.DocumentFilter[] = [
  { language: 'dockercompose' },
  { language: 'yaml', pattern: '**/{compose,docker-compose}{,.*,-*,_*}.{yml,yaml}' },
  { language: 'yaml', pattern: '**/*{.,-,_}compose.{yml,yaml}' },
];

/** Those for Envoy that have its name; others are known by their text. */
const envoySelector: readonly vscode.DocumentFilter[] = [
  { language: 'yaml', pattern: '**/{envoy,*.envoy}.{yml,yaml}' },
  { language: 'json', pattern: '**/{envoy,*.envoy}.json' },
  { language: 'jsonc', pattern: '**/{envoy,*.envoy}.json' },
];

/** Those of CNI networks, whatever language they are opened as. */
const cniSelector: readonly vscode.DocumentFilter[] = [
  { pattern: '**/*.conflist' },
  { pattern: '**/net.d/*.{conf,json}' },
];

const envoyLanguages: ReadonlySet<string> = new Set(['yaml', 'json', 'jsonc']);

/** True for a document that Bulkhead's commands work on. */
export function isComposeDocument(document: vscode.TextDocument): boolean {
  return vscode.languages.match([...composeSelector], document) > 0;
}

/** True for a document that has a diagram. */
export const isDrawn = (document: vscode.TextDocument): boolean =>
  isComposeDocument(document) || mayBeCni(document.uri.path, document.getText());

/** True for a document about which the server has something to say. */
export function isServed(document: vscode.TextDocument): boolean {
  return (
    isComposeDocument(document) ||
    (document.languageId === 'shellscript' && document.getText().includes(userChain)) ||
    (envoyLanguages.has(document.languageId) && mayBeEnvoy(document.uri.path, document.getText())) ||
    mayBeCni(document.uri.path, document.getText())
  );
}

/** Starts the server with the first document that it is for; a request starts it too. */
async function startWithDocument(context: vscode.ExtensionContext, client: LanguageClient): Promise<void> {
  if (vscode.workspace.textDocuments.some(isServed)) return client.start();
  const listeners = new Set<vscode.Disposable>();
  const startFor = (document: vscode.TextDocument): void => {
    if (!isServed(document)) return;
    for (const listener of listeners) listener.dispose();
    void client.start();
  };
  listeners.add(vscode.workspace.onDidOpenTextDocument(startFor));
  listeners.add(vscode.workspace.onDidChangeTextDocument(({ document }) => startFor(document)));
  context.subscriptions.push(...listeners);
}

/**
 * Starts the language server in a process of its own; it ends with the extension. Someone who edits other shell scripts
 * has no server.
 */
export async function startLanguageClient(context: vscode.ExtensionContext): Promise<LanguageClient> {
  const module = context.asAbsolutePath('dist/server.js');
  const client = new LanguageClient(
    'bulkhead',
    'Bulkhead Language Server',
    { module, transport: TransportKind.ipc },
    {
      documentSelector: [...composeSelector, ...envoySelector, ...cniSelector].map(
        (filter) => ({ ...filter }) as { language: string; pattern?: string },
      ),
      initializationOptions: {
        ruleLinkBase: `${vscode.env.uriScheme}://${context.extension.id}/rules/`,
        suggestCommand: 'editor.action.triggerSuggest',
      },
      middleware: { handleDiagnostics: registerStepBack(context) },
    },
  );
  context.subscriptions.push(client);
  await startWithDocument(context, client);
  return client;
}
