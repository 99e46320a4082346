import * as vscode from 'vscode';
import { isDown } from '../../../server/src/runtime/inventory.ts';
import type { Outcome } from '../../../server/src/runtime/outcome.ts';
import { describeLeft, releaseNetworks, type TearDown, tearDown } from '../../../server/src/runtime/tearDown.ts';
import type { StackTarget } from '../project/projects.ts';
import { composeTarget } from '../stack/composeTarget.ts';
import { configuredDocker } from '../stack/configuredDocker.ts';
import { retry, showFailure } from '../stack/showFailure.ts';
import { type StackServices, withStackProgress } from '../stack/withStack.ts';

/** How long a container may take to stop by itself, in seconds. */
const STOP_TIMEOUT = 5;

/** "Tear Down Stack": removes the stack's containers and networks and says what would not go, and why. */
export function registerTearDown(context: vscode.ExtensionContext, services: StackServices): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('bulkhead.tearDown', async (given?: unknown): Promise<TearDown | undefined> => {
      const target = await composeTarget('Tear down', given, services);
      return target && runTearDown(target, services);
    }),
  );
}

async function runTearDown(target: StackTarget, services: StackServices): Promise<TearDown | undefined> {
  const { uri, files, profiles } = target;
  const { output, states } = services;
  states.setVerified(uri, undefined);
  const result = await states.during(target, 'stopping', () =>
    withStackProgress(`Tearing down ${vscode.workspace.asRelativePath(uri)}`, output, (reporter, signal) =>
      tearDown(configuredDocker(uri), files, { reporter, signal, profiles, timeout: STOP_TIMEOUT }),
    ),
  );
  // not awaited: a message may stay on the screen for hours
  if (result) void tell(target, result, services);
  return result?.ok ? result.value : undefined;
}

async function tell(target: StackTarget, result: Outcome<TearDown>, services: StackServices): Promise<void> {
  if (!result.ok) {
    if ((await showFailure(services.output, result.failure)) === retry) await runTearDown(target, services);
    return;
  }
  const { project, containers, networks, volumes, left } = result.value;
  if (isDown(left)) {
    const kept = volumes.length === 0 ? '' : ` Volumes stay: ${volumes.join(', ')}.`;
    const gone = `${containers.length} containers and ${networks.length} networks removed`;
    void vscode.window.showInformationMessage(`${project} is down: ${gone}.${kept}`);
    return;
  }
  const release = 'Disconnect and Remove';
  const used = left.networks.some(({ members }) => members.length > 0);
  const answer = await vscode.window.showWarningMessage(describeLeft(left), ...(used ? [release] : []), retry);
  if (answer === retry) await runTearDown(target, services);
  if (answer === release) {
    const released = await releaseNetworks(configuredDocker(target.uri), left.networks);
    if (released.ok) void vscode.window.showInformationMessage(`${project} is down.`);
    else await showFailure(services.output, released.failure);
    await services.states.refresh(target);
  }
}
