import * as vscode from 'vscode';
import type { StatementAnswer } from '../../../server/src/features/trace/traceAnswer.ts';
import type { Failure } from '../../../server/src/runtime/failure.ts';
import { projectState } from '../../../server/src/runtime/projectState.ts';
import { type Measurement, type Prediction, verify } from '../../../server/src/runtime/verify/verify.ts';
import { configuredDocker } from '../stack/configuredDocker.ts';
import { type StackServices, withStackProgress } from '../stack/withStack.ts';
import { flowWords, type StatementOutcome } from './report.ts';

/** What was measured for each flow; `not-deployed` when nothing runs, `busy` while a command works on the stack. */
export type Probing =
  | { readonly kind: 'measured'; readonly rows: ReadonlyMap<string, Measurement> }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'not-deployed' | 'busy' };

/** Opens the connections of the statements in the deployed stack. The token cancels, and so does the notification. */
export async function probe(
  uri: vscode.Uri,
  statements: readonly StatementAnswer[],
  { output, projects, states }: StackServices,
  token: vscode.CancellationToken,
): Promise<Probing> {
  const docker = configuredDocker(uri);
  const target = await projects.target(uri);
  const { files, profiles } = target;
  const settings = vscode.workspace.getConfiguration('bulkhead', uri);
  const image = settings.get('probe.image', 'busybox');
  const timeout = settings.get('probe.timeout', 1000);
  const flows = statements.flatMap((statement) => statement.flows);
  const predictions = [...new Map(flows.map((each): [string, Prediction] => [keyOf(each), each])).values()];
  const stop = new AbortController();
  const listener = token.onCancellationRequested(() => stop.abort());
  const measured = await states.during(target, 'verifying', () =>
    withStackProgress(`Probing ${vscode.workspace.asRelativePath(uri)}`, output, async (reporter, signal) => {
      const state = await projectState(docker, files);
      if (state.ok && state.value.kind === 'stopped') return 'not-deployed';
      const options = { image, timeout, reporter, profiles, signal: AbortSignal.any([signal, stop.signal]) };
      return verify(docker, files, predictions, options);
    }),
  );
  listener.dispose();
  if (measured === undefined) return { kind: 'busy' };
  if (measured === 'not-deployed') return { kind: 'not-deployed' };
  if (!measured.ok) return { kind: 'failed', failure: measured.failure };
  return { kind: 'measured', rows: new Map(measured.value.rows.map((row) => [keyOf(row), row])) };
}

const keyOf = ({ flow: { from, to, port, protocol } }: Pick<Prediction, 'flow'>): string =>
  JSON.stringify([from, to, port, protocol]);

/** A statement holds when nothing that was measured contradicts it; skipped where nothing of it was measured. */
export function measuredOutcome(
  { expected, flows, words }: StatementAnswer,
  rows: ReadonlyMap<string, Measurement>,
): StatementOutcome {
  const pairs = flows.flatMap((each) => {
    const row = rows.get(keyOf(each));
    return row ? [{ flow: each, row }] : [];
  });
  const measured = pairs.filter(({ row }) => row.measured !== 'not measured');
  const wrong = measured.find(({ row }) => row.measured !== expected);
  if (wrong) {
    const { flow, row } = wrong;
    const isSurprise = row.measured !== flow.verdict;
    const predicted = isSurprise ? ` Predicted: ${flow.verdict}. ${flow.why}` : '';
    const actual = `Measured: ${flowWords(row.flow)} is ${row.measured} (${row.detail}).${predicted}`;
    // the trace tells how the prediction comes about, and not what was measured instead
    return { outcome: 'failed', actual, ...(isSurprise ? {} : { deciding: flow }) };
  }
  if (measured.length > 0) {
    const count = measured.length === flows.length ? `${measured.length}` : `${measured.length} of ${flows.length}`;
    return { outcome: 'passed', actual: `Measured as intended (${count}).` };
  }
  const [first] = pairs;
  return { outcome: 'skipped', actual: first ? `Not measured: ${first.row.detail}.` : words.actual };
}
