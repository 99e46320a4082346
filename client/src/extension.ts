import type * as vscode from 'vscode';
import { registerDeploy } from './commands/deploy.ts';
import { registerExplainRule } from './commands/explainRule.ts';
import { registerFixAll } from './commands/fixAll.ts';
import { registerTearDown } from './commands/tearDown.ts';
import { registerTracePath } from './commands/tracePath.ts';
import { registerVerify } from './commands/verify.ts';
import { registerDiagram } from './diagram/panel.ts';
import { startLanguageClient } from './languageClient.ts';
import { createStackStates } from './stack/stackStates.ts';
import { registerTesting, type Testing } from './testing/controller.ts';
import { registerOutputChannel } from './views/outputChannel.ts';
import { registerStatusBar } from './views/statusBar.ts';

/** What other extensions, and tests in the extension host, can use. */
export interface Exports {
  readonly testing: Testing;
}

/** Puts the parts together; each of them registers its own commands and is disposed of with the extension. */
export async function activate(context: vscode.ExtensionContext): Promise<Exports> {
  const output = registerOutputChannel(context);
  registerExplainRule(context);
  registerFixAll(context);
  const client = await startLanguageClient(context);
  registerTracePath(context, client);
  const diagram = registerDiagram(context, client);
  const services = { output, states: createStackStates(context), fallbackTarget: diagram.activeFile };
  registerDeploy(context, services);
  registerTearDown(context, services);
  registerVerify(context, services);
  registerStatusBar(context, services);
  return { testing: registerTesting(context, client, services) };
}
