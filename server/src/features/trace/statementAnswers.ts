import { checkPolicy, type StatementResult } from '../../reach/policy.ts';
import type { Trace } from '../../reach/verdicts.ts';
import { describeStatement } from '../describe/statement.ts';
import { spanPlace } from '../lspPlace.ts';
import type { Snapshot } from '../snapshot.ts';
import type { StatementAnswer, StatementFlow } from './traceAnswer.ts';
import { hopsOf } from './tracePath.ts';

/** The statements that stand in this file, in its order, judged within its project. */
export function statementAnswers(snapshot: Snapshot): readonly StatementAnswer[] {
  return checkPolicy(snapshot.project)
    .filter(({ statement }) => statement.span.anchor.uri === snapshot.uri)
    .map((result) => statementAnswer(snapshot, result));
}

function statementAnswer(snapshot: Snapshot, result: StatementResult): StatementAnswer {
  const { statement, expected, traces, deciding } = result;
  const { title, expected: wanted, actual, notes } = describeStatement(snapshot.project, result);
  const isUndefined = statement.from.kind === 'undefined' || statement.to.kind === 'undefined';
  const ordered = [...(deciding ? [deciding] : []), ...traces.filter((each) => each !== deciding)];
  return {
    text: title,
    range: spanPlace(snapshot, statement.span),
    expected,
    holds: isUndefined ? false : result.holds,
    words: { expected: wanted, actual, notes },
    flows: ordered.map((each) => flowAnswer(snapshot, each)),
  };
}

function flowAnswer(snapshot: Snapshot, traced: Trace): StatementFlow {
  const { flow, verdict, why } = traced;
  return { flow, verdict, why, hops: hopsOf(snapshot, traced) };
}
