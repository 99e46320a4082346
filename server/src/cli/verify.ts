import { checkPolicy } from '../reach/policy.ts';
import { placeName } from '../reach/verdicts.ts';
import type { Docker } from '../runtime/docker.ts';
import { predictSituation, situationOf } from '../runtime/predict.ts';
import { type MeasuredStatement, measuredStatements } from '../runtime/verify/measuredStatements.ts';
import { type Verification, verify } from '../runtime/verify/verify.ts';
import { measuredCases, rowCases } from './measuredCases.ts';
import { openProject, type Selection } from './openProject.ts';
import { type ReportFormat, reportText } from './reach.ts';
import { reportFailure } from './reportFailure.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { terminalReporter } from './terminalReporter.ts';
import { reportUnreadable } from './unreadable.ts';
import { verifyText } from './verifyText.ts';

export interface VerifyFlags {
  readonly image: string;
  /** In milliseconds. */
  readonly timeout: number;
  readonly format: ReportFormat;
}

/**
 * `bulkhead verify FILE`: 1 when a measured way is not as predicted or not as a statement of `x-reach` wants it, or nothing
 * could be measured.
 */
export async function runVerify(
  docker: Docker,
  selection: Selection,
  { image, timeout, format }: VerifyFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const selected = await openProject(selection).catch((error: unknown) => reportUnreadable(terminal, error));
  if (typeof selected === 'number') return selected;
  const { snapshot, files } = selected;
  const situation = await situationOf(snapshot.project, docker, terminal.signal);
  const reporter = terminalReporter(terminal);
  const options = { image, timeout, reporter, signal: terminal.signal, profiles: selection.profiles };
  const result = await verify(docker, files, predictSituation(situation), options);
  if (!result.ok) return reportFailure(terminal, result.failure);
  const { project, rows } = result.value;
  const statements = measuredStatements(checkPolicy(situation.project, situation.engine), rows);
  const cases = measuredCases(snapshot, statements);
  if (format === 'json') terminal.out(asJson(result.value, statements, cases));
  else if (format === 'junit') terminal.out(reportText(project, cases.length > 0 ? cases : rowCases(rows), format));
  else terminal.out(verifyText(result.value) + (cases.length > 0 ? `\n${reportText(project, cases, format)}` : ''));
  const isWrong = rows.some(({ agrees }) => agrees === false) || statements.some(({ holds }) => holds === false);
  return isWrong || rows.every(({ agrees }) => agrees === null) ? 1 : 0;
}

function asJson(
  { project, rows }: Verification,
  statements: readonly MeasuredStatement[],
  cases: ReturnType<typeof measuredCases>,
): string {
  const flows = rows.map(({ flow, ...row }) => ({
    from: placeName(flow.from),
    to: placeName(flow.to),
    port: flow.port,
    protocol: flow.protocol,
    ...row,
  }));
  const measured = statements.length > 0 ? { statements: cases } : {};
  return `${JSON.stringify({ project, flows, ...measured }, null, 2)}\n`;
}
