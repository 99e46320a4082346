import * as vscode from 'vscode';
import { networkPolicies } from '../../../server/src/reach/kubernetes/networkPolicies.ts';
import { loadProject } from '../../../server/src/runtime/loadProject.ts';
import { composeTarget } from '../stack/composeTarget.ts';
import type { StackServices } from '../stack/withStack.ts';

/** "Export Kubernetes Network Policies": shows `x-reach` as policies in a new document. */
export function registerExportNetworkPolicies(context: vscode.ExtensionContext, services: StackServices): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('bulkhead.exportNetworkPolicies', async (given?: unknown) => {
      const target = await composeTarget('Export network policies', given, services);
      if (!target) return;
      const name = vscode.workspace.asRelativePath(target.uri);
      try {
        const { project } = await loadProject(target.files);
        if (!project.policy) {
          void vscode.window.showInformationMessage(`${name} has no x-reach, which says who shall reach whom.`);
          return;
        }
        const { text: content } = networkPolicies(project);
        await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'yaml', content }));
      } catch (error) {
        void vscode.window.showErrorMessage(
          `${name} cannot be read: ${error instanceof Error ? error.message : error}`,
        );
      }
    }),
  );
}
