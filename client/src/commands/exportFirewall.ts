import * as vscode from 'vscode';
import {
  type FirewallFormat,
  type FirewallRules,
  firewallRules,
} from '../../../server/src/reach/firewall/firewallRules.ts';
import { noStackFacts } from '../../../server/src/reach/firewall/stackFacts.ts';
import { describeFailure } from '../../../server/src/runtime/failure.ts';
import { loadProject } from '../../../server/src/runtime/loadProject.ts';
import { readStackFacts } from '../../../server/src/runtime/readStackFacts.ts';
import type { StackTarget } from '../project/projects.ts';
import { composeTarget } from '../stack/composeTarget.ts';
import { configuredDocker } from '../stack/configuredDocker.ts';
import { type StackServices, withStackProgress } from '../stack/withStack.ts';

interface FormatItem extends vscode.QuickPickItem {
  readonly format: FirewallFormat;
  readonly remove?: true;
}

const formats: readonly FormatItem[] = [
  { format: 'iptables', label: 'iptables', description: 'a script for DOCKER-USER' },
  { format: 'ip6tables', label: 'ip6tables', description: 'the same for IPv6' },
  {
    format: 'nftables',
    label: 'nftables',
    description: 'a table for nft -f, whatever the engine writes its rules with',
  },
  { format: 'text', label: 'Explanation', description: 'what segmentation enforces, and what only a firewall can' },
  { format: 'iptables', remove: true, label: 'Remove from iptables', description: 'takes the rules away again' },
  { format: 'ip6tables', remove: true, label: 'Remove from ip6tables', description: 'takes the rules away again' },
  { format: 'nftables', remove: true, label: 'Remove from nftables', description: 'takes the table away again' },
];

/** "Export Firewall Rules…": shows the rules for `x-reach` in a new document. Nothing is installed. */
export function registerExportFirewall(context: vscode.ExtensionContext, services: StackServices): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('bulkhead.exportFirewall', async (given?: unknown, format?: unknown) => {
      const target = await composeTarget('Export firewall rules', given, services);
      if (!target) return;
      const item =
        formats.find((each) => each.label === format) ??
        (await vscode.window.showQuickPick(formats, { title: 'Export firewall rules in which form?' }));
      if (item) await show(target, item, services);
    }),
  );
}

async function show(target: StackTarget, { format, remove }: FormatItem, { output }: StackServices): Promise<void> {
  const name = vscode.workspace.asRelativePath(target.uri);
  const rules = await withStackProgress(`Making firewall rules for ${name}`, output, (reporter, signal) =>
    make(target, signal, reporter.log).catch((error: unknown) => {
      void vscode.window.showErrorMessage(`${name} cannot be read: ${error instanceof Error ? error.message : error}`);
      return undefined;
    }),
  );
  if (!rules) return;
  const language = format === 'text' ? 'plaintext' : 'shellscript';
  const content = rules[remove ? 'remove' : 'install'][format];
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
  if (rules.missing.length > 0 && !remove)
    void vscode.window.showWarningMessage(
      `Not all rules could be made; not known: ${rules.missing.join(', ')}. Deploy the stack and export again.`,
    );
}

async function make(
  { uri, files, profiles }: StackTarget,
  signal: AbortSignal,
  log: (line: string) => void,
): Promise<FirewallRules | undefined> {
  const { project } = await loadProject(files);
  if (!project.policy) {
    void vscode.window.showInformationMessage(
      `${vscode.workspace.asRelativePath(uri)} has no x-reach, which says who shall reach whom.`,
    );
    return undefined;
  }
  const facts = await readStackFacts(configuredDocker(uri), files, { signal, profiles });
  if (!facts.ok) log(`Only what the file pins is known. ${describeFailure(facts.failure)}`);
  return firewallRules(project, project.policy, facts.ok ? facts.value : noStackFacts);
}
