import * as vscode from 'vscode';
import { verifySummary, verifyText } from '../../../server/src/cli/verifyText.ts';
import type { Failure } from '../../../server/src/runtime/failure.ts';
import { failed, type Outcome } from '../../../server/src/runtime/outcome.ts';
import { predict } from '../../../server/src/runtime/predict.ts';
import type { Reporter } from '../../../server/src/runtime/reporter.ts';
import { type Verification, verify } from '../../../server/src/runtime/verify/verify.ts';
import type { StackTarget } from '../project/projects.ts';
import { composeTarget } from '../stack/composeTarget.ts';
import { configuredDocker } from '../stack/configuredDocker.ts';
import { retry, showFailure } from '../stack/showFailure.ts';
import { type StackServices, withStackProgress } from '../stack/withStack.ts';
import { type Reports, registerReports } from '../views/reports.ts';

/** "Verify Isolation": measures the running stack and shows what was predicted beside what was measured. */
export function registerVerify(context: vscode.ExtensionContext, services: StackServices): void {
  const reports = registerReports(context);
  context.subscriptions.push(
    vscode.commands.registerCommand('bulkhead.verify', async (given?: unknown): Promise<Verification | undefined> => {
      const target = await composeTarget('Verify', given, services);
      return target && runVerify(target, services, reports);
    }),
  );
}

async function runVerify(
  target: StackTarget,
  services: StackServices,
  reports: Reports,
): Promise<Verification | undefined> {
  const { uri } = target;
  const { output, states } = services;
  const result = await states.during(target, 'verifying', () =>
    withStackProgress(`Verifying ${vscode.workspace.asRelativePath(uri)}`, output, (reporter, signal) =>
      measure(target, reporter, signal),
    ),
  );
  if (!result) return undefined;
  if (!result.ok) {
    void tellFailure(target, result.failure, services, reports);
    return undefined;
  }
  void tell(uri, result.value, services, reports);
  return result.value;
}

async function measure(
  { uri, files, profiles }: StackTarget,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<Outcome<Verification>> {
  const settings = vscode.workspace.getConfiguration('bulkhead', uri);
  const image = settings.get('probe.image', 'busybox');
  const timeout = settings.get('probe.timeout', 1000);
  const docker = configuredDocker(uri);
  const predicted = await predict(files, { docker, signal, profiles }).catch((error: unknown) =>
    unreadable(uri, error),
  );
  if ('kind' in predicted) return failed(predicted);
  return verify(docker, files, predicted, { image, timeout, reporter, signal, profiles });
}

async function tell(
  uri: vscode.Uri,
  verification: Verification,
  { output, states }: StackServices,
  reports: Reports,
): Promise<void> {
  const summary = verifySummary(verification);
  const compared = verification.rows.filter(({ agrees }) => agrees !== null).length;
  const agreed = verification.rows.filter(({ agrees }) => agrees === true).length;
  output.appendLine(verifyText(verification));
  if (compared === 0) {
    const deploy = 'Deploy Stack';
    const answer = await vscode.window.showWarningMessage(`${summary} Does the stack run?`, deploy);
    if (answer === deploy) await vscode.commands.executeCommand('bulkhead.deploy', uri);
    return;
  }
  states.setVerified(uri, { agreed, compared });
  await reports.show(`${verification.project} isolation`, uri, verifyText(verification));
  if (agreed === compared) void vscode.window.showInformationMessage(summary);
  else void vscode.window.showWarningMessage(`${summary} The table shows the differences first.`);
}

async function tellFailure(
  target: StackTarget,
  failure: Failure,
  services: StackServices,
  reports: Reports,
): Promise<void> {
  if ((await showFailure(services.output, failure)) === retry) await runVerify(target, services, reports);
}

function unreadable(uri: vscode.Uri, error: unknown): Failure {
  const output = error instanceof Error ? error.message : String(error);
  return {
    kind: 'missing-file',
    message: `${vscode.workspace.asRelativePath(uri)} cannot be read.`,
    advice: 'Save it first.',
    output,
  };
}
