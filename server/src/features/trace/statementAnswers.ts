import { checkPolicy } from '../../reach/policy.ts';
import type { Trace } from '../../reach/verdicts.ts';
import { statementText } from '../../rules/intent.ts';
import { spanPlace } from '../lspPlace.ts';
import type { Snapshot } from '../snapshot.ts';
import type { StatementAnswer, StatementFlow } from './traceAnswer.ts';
import { hopsOf } from './tracePath.ts';

/** The statements that stand in this file, in its order, judged within its project. */
export function statementAnswers(snapshot: Snapshot): readonly StatementAnswer[] {
  return checkPolicy(snapshot.project)
    .filter(({ statement }) => statement.span.anchor.uri === snapshot.uri)
    .map(({ statement, expected, holds, traces, deciding }) => ({
      text: statementText(statement),
      range: spanPlace(snapshot, statement.span),
      expected,
      holds,
      flows: [...(deciding ? [deciding] : []), ...traces.filter((each) => each !== deciding)].map((each) =>
        flowAnswer(snapshot, each),
      ),
    }));
}

function flowAnswer(snapshot: Snapshot, traced: Trace): StatementFlow {
  const { flow, verdict, why } = traced;
  return { flow, verdict, why, hops: hopsOf(snapshot, traced) };
}
