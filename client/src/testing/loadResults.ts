import * as vscode from 'vscode';
import type { StatementAnswer } from '../../../server/src/features/trace/traceAnswer.ts';
import { type JunitCase, longestReport, readJunit } from './junit.ts';
import { report } from './report.ts';

/** A statement that results can be loaded for. */
export interface KnownStatement {
  readonly item: vscode.TestItem;
  readonly uri: vscode.Uri;
  readonly answer: StatementAnswer;
}

/** "Load Reachability Results…": shows what `bulkhead verify --format junit` found elsewhere. Gives how many cases fit. */
export async function loadResults(
  controller: vscode.TestController,
  statements: () => Promise<readonly KnownStatement[]>,
  given: unknown,
): Promise<number | undefined> {
  const uri = given instanceof vscode.Uri ? given : await pickReport();
  if (!uri) return undefined;
  const cases = await readReport(uri);
  if (!cases) return undefined;
  const fitting = (await statements()).flatMap((statement) => {
    const found = caseFor(statement, cases);
    return found ? [{ ...statement, found }] : [];
  });
  const items = fitting.map(({ item }) => item);
  const run = controller.createTestRun(
    new vscode.TestRunRequest(items),
    `Results of ${vscode.workspace.asRelativePath(uri)}`,
    false,
  );
  for (const { item, answer, found } of fitting) {
    const { outcome, message, details } = found;
    const actual = [message, details].filter((each) => each.trim() !== '').join('\n') || outcome;
    report(run, item, answer, { outcome, actual });
  }
  run.end();
  if (fitting.length < cases.length) {
    const rest = `${cases.length - fitting.length} of ${cases.length} results fit no statement of this workspace.`;
    void vscode.window.showWarningMessage(rest);
  }
  return fitting.length;
}

async function pickReport(): Promise<vscode.Uri | undefined> {
  const filters = { 'JUnit reports': ['xml'] };
  const [uri] = (await vscode.window.showOpenDialog({ title: 'Load which results?', filters })) ?? [];
  return uri;
}

async function readReport(uri: vscode.Uri): Promise<readonly JunitCase[] | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > longestReport * 2) throw new Error('The report is too large.');
    return readJunit(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`${vscode.workspace.asRelativePath(uri)} cannot be loaded. ${why}`);
    return undefined;
  }
}

/** By name; where several files have the statement, the one whose path ends most alike, as folders differ between machines. */
function caseFor({ uri, answer }: KnownStatement, cases: readonly JunitCase[]): JunitCase | undefined {
  const named = cases.filter(
    ({ name, file }) => name === answer.text && (file === undefined || endsAlike(file, uri.path) > 0),
  );
  return named.sort((a, b) => endsAlike(b.file ?? '', uri.path) - endsAlike(a.file ?? '', uri.path))[0];
}

/** How many parts two paths have in common at their ends. */
function endsAlike(a: string, b: string): number {
  const [left, right] = [a, b].map((each) => each.split(/[\\/]/).toReversed());
  const different = left?.findIndex((part, index) => part !== right?.[index]) ?? 0;
  return different < 0 ? (left?.length ?? 0) : different;
}
