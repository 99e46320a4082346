import type * as vscode from 'vscode';
import { registerDeploy } from './commands/deploy.ts';
import { registerExplainRule } from './commands/explainRule.ts';
import { registerExportFirewall } from './commands/exportFirewall.ts';
import { registerExportNetworkPolicies } from './commands/exportNetworkPolicies.ts';
import { registerFixAll } from './commands/fixAll.ts';
import { registerNewCniPlugin } from './commands/newCniPlugin.ts';
import { registerRecordIntent } from './commands/recordIntent.ts';
import { registerTearDown } from './commands/tearDown.ts';
import { registerTracePath } from './commands/tracePath.ts';
import { registerTryCniNetwork } from './commands/tryCniNetwork.ts';
import { registerVerify } from './commands/verify.ts';
import { registerDiagram } from './diagram/panel.ts';
import { registerEffectiveNetworks } from './effective/effectiveNetworks.ts';
import { registerOwnEnvoy } from './envoy/ownEnvoy.ts';
import { startLanguageClient } from './languageClient.ts';
import { registerChooseProject } from './project/chooseProject.ts';
import { registerProjectStatusBar } from './project/projectStatusBar.ts';
import { createProjects } from './project/projects.ts';
import { registerDrift } from './stack/drift.ts';
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
  registerNewCniPlugin(context);
  registerTryCniNetwork(context, output);
  const client = await startLanguageClient(context);
  registerRecordIntent(context, client);
  registerOwnEnvoy(context, client, output);
  registerTracePath(context, client);
  const diagram = registerDiagram(context, client);
  const projects = await createProjects(context, client);
  const fallbackTarget = diagram.activeFile;
  const services = { output, states: createStackStates(context, projects), projects, fallbackTarget };
  registerDeploy(context, services);
  registerTearDown(context, services);
  registerVerify(context, services);
  registerExportFirewall(context, services);
  registerExportNetworkPolicies(context, services);
  registerDrift(context, services);
  registerStatusBar(context, services);
  registerEffectiveNetworks(context, projects, client, fallbackTarget);
  registerChooseProject(context, projects, fallbackTarget);
  registerProjectStatusBar(context, projects, client);
  return { testing: registerTesting(context, client, services) };
}
