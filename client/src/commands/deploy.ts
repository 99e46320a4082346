import * as vscode from 'vscode';
import { type Deployment, deploy, type Made, removeMade } from '../../../server/src/runtime/deploy.ts';
import { countOf } from '../../../server/src/runtime/inventory.ts';
import { describeLeft } from '../../../server/src/runtime/tearDown.ts';
import type { StackTarget } from '../project/projects.ts';
import { composeTarget } from '../stack/composeTarget.ts';
import { configuredDocker } from '../stack/configuredDocker.ts';
import { retry, showFailure, showOutput } from '../stack/showFailure.ts';
import { type StackServices, withStackProgress } from '../stack/withStack.ts';

/** "Deploy Stack": starts the stack, shows how far it is, and takes back what it made when that is wanted. */
export function registerDeploy(context: vscode.ExtensionContext, services: StackServices): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('bulkhead.deploy', async (given?: unknown): Promise<Deployment | undefined> => {
      const target = await composeTarget('Deploy', given, services);
      return target && runDeploy(target, services);
    }),
  );
}

async function runDeploy(target: StackTarget, services: StackServices): Promise<Deployment | undefined> {
  const { uri, files, profiles } = target;
  const { output, states } = services;
  const docker = configuredDocker(uri);
  states.setVerified(uri, undefined);
  const deployment = await states.during(target, 'deploying', () =>
    withStackProgress(`Deploying ${vscode.workspace.asRelativePath(uri)}`, output, (reporter, signal) =>
      deploy(docker, files, { reporter, signal, profiles }),
    ),
  );
  // not awaited: a message may stay on the screen for hours
  if (deployment) void tell(target, deployment, services);
  return deployment;
}

async function tell(target: StackTarget, deployment: Deployment, services: StackServices): Promise<void> {
  const { output } = services;
  switch (deployment.kind) {
    case 'deployed':
      return tellDeployed(target.uri, deployment, output);
    case 'not-started':
      if ((await showFailure(output, deployment.failure)) === retry) await runDeploy(target, services);
      return;
    case 'unfinished': {
      const { failure, made } = deployment;
      const count = countOf(made.things);
      const remove = `Remove ${count}`;
      const message = count === '' ? failure.message : `${failure.message} It left ${count}.`;
      const answer = await showFailure(output, { ...failure, message }, ...(count === '' ? [] : [remove]));
      if (answer === retry) await runDeploy(target, services);
      if (answer === remove) await takeBack(target, made, services);
    }
  }
}

async function tellDeployed(
  uri: vscode.Uri,
  deployment: Deployment & { readonly kind: 'deployed' },
  output: vscode.OutputChannel,
): Promise<void> {
  const { project, ended } = deployment;
  const verify = 'Verify Isolation';
  const [first] = ended;
  for (const { service, exitCode, log } of ended)
    output.appendLine(`${service} ended with exit code ${exitCode}:\n${log}`);
  const answer = first
    ? await vscode.window.showWarningMessage(
        `${project} is up, but ${ended.map(({ service }) => service).join(', ')} ended at once: ${lastLine(first.log)}`,
        showOutput,
      )
    : await vscode.window.showInformationMessage(`${project} is up: ${countOf(deployment)}.`, verify);
  if (answer === showOutput) output.show(true);
  if (answer === verify) await vscode.commands.executeCommand('bulkhead.verify', uri);
}

async function takeBack(target: StackTarget, made: Made, { output, states }: StackServices): Promise<void> {
  const left = await states.during(target, 'removing', () => removeMade(configuredDocker(target.uri), made));
  if (!left) return;
  if (!left.ok) {
    await showFailure(output, left.failure);
    return;
  }
  const count = countOf(left.value);
  if (count === '') void vscode.window.showInformationMessage(`Removed ${countOf(made.things)} of ${made.project}.`);
  else void vscode.window.showWarningMessage(`${count} would not go. ${describeLeft(left.value)}`);
}

function lastLine(log: string): string {
  return log.trim().split('\n').at(-1) ?? '';
}
