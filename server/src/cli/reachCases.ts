import { fileURLToPath } from 'node:url';
import { describeStatement } from '../features/describe/statement.ts';
import type { Snapshot } from '../features/snapshot.ts';
import type { Project } from '../model/project.ts';
import { checkPolicy, type StatementResult } from '../reach/policy.ts';
import { unlistedFlows } from '../reach/unlisted.ts';
import { flowText } from '../rules/intent.ts';
import { problemsOf } from '../rules/problems.ts';
import { type Span, toRange } from '../text/span.ts';
import type { ReportCase } from './junit.ts';

/**
 * One case for each statement of `x-reach`, for each part of it that is none, and for `default: deny`. A statement about
 * something that is not defined fails: it would protect nothing. What the file does not tell is skipped.
 */
export function reachCases(snapshot: Snapshot): readonly ReportCase[] {
  const { project } = snapshot;
  return [
    ...checkPolicy(project).map((result) => statementCase(snapshot, result)),
    ...[...problemsOf(project, 'bad-statement')].map(({ span, reason }): ReportCase => {
      const { start, end } = toRange(span);
      const text = snapshot.fileOf(span.anchor.uri)?.text.slice(start, end) ?? '';
      return {
        name: text,
        ...placeOf(snapshot, span),
        outcome: 'failed',
        message: `${reason}.`,
        details: [`${reason}.`],
      };
    }),
    ...denyCase(snapshot, project),
  ];
}

function statementCase(snapshot: Snapshot, result: StatementResult): ReportCase {
  const { title, expected, actual, trace, notes } = describeStatement(snapshot.project, result);
  const { statement, holds } = result;
  const isUndefined = statement.from.kind === 'undefined' || statement.to.kind === 'undefined';
  return {
    name: title,
    ...placeOf(snapshot, statement.span),
    outcome: holds === true ? 'passed' : holds === false || isUndefined ? 'failed' : 'skipped',
    message: actual,
    details: [
      `Expected: ${expected}`,
      `Actual: ${actual}`,
      ...(trace.length > 0 ? ['Trace:', ...trace.map((step, index) => `  ${index + 1}. ${step}`)] : []),
      ...notes,
    ],
  };
}

function denyCase(snapshot: Snapshot, project: Project): readonly ReportCase[] {
  const { policy } = project;
  if (!policy?.deniesOthers) return [];
  const open = unlistedFlows(project);
  const [first] = open;
  return [
    {
      name: 'default: deny',
      ...placeOf(snapshot, policy.defaultSpan ?? policy.span),
      outcome: first ? 'failed' : 'passed',
      message: first
        ? `${open.length} ${open.length === 1 ? 'connection that no statement allows is' : 'connections that no statement allows are'} possible.`
        : 'Nothing is possible that no statement allows.',
      details: [
        'Expected: whatever no statement allows is impossible.',
        ...open.map(({ flow, why }) => `Actual: ${flowText(flow)} is possible. ${why}`),
      ],
    },
  ];
}

/** The file by its path, and the line from 1. */
export function placeOf(snapshot: Snapshot, span: Span): { readonly file: string; readonly line: number } | object {
  const file = snapshot.fileOf(span.anchor.uri);
  return file ? { file: fileURLToPath(file.uri), line: file.lines.positionAt(toRange(span).start).line + 1 } : {};
}
