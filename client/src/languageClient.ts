import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { registerStepBack } from './neighbours/stepBack.ts';

/** The files that the server looks after. */
const composeSelector: readonly vscode.DocumentFilter[] = [
  { language: 'dockercompose' },
  { language: 'yaml', pattern: '**/{compose,docker-compose}{,.*,-*,_*}.{yml,yaml}' },
  { language: 'yaml', pattern: '**/*{.,-,_}compose.{yml,yaml}' },
];

/** True for a document that Bulkhead's commands work on. */
export function isComposeDocument(document: vscode.TextDocument): boolean {
  return vscode.languages.match([...composeSelector], document) > 0;
}

/** Starts the language server in a process of its own; it ends with the extension. */
export async function startLanguageClient(context: vscode.ExtensionContext): Promise<LanguageClient> {
  const module = context.asAbsolutePath('dist/server.js');
  const client = new LanguageClient(
    'bulkhead',
    'Bulkhead Language Server',
    { module, transport: TransportKind.ipc },
    {
      documentSelector: composeSelector.map((filter) => ({ ...filter }) as { language: string; pattern?: string }),
      initializationOptions: {
        ruleLinkBase: `${vscode.env.uriScheme}://${context.extension.id}/rules/`,
        suggestCommand: 'editor.action.triggerSuggest',
      },
      middleware: { handleDiagnostics: registerStepBack(context) },
    },
  );
  context.subscriptions.push(client);
  await client.start();
  return client;
}
