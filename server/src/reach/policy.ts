import type { ReachStatement } from '../model/policy.ts';
import type { Project } from '../model/project.ts';
import { type EngineFacts, unknownEngine } from './engine.ts';
import { exceptionsTo, withExceptions } from './exceptions.ts';
import { flowsOf } from './statementFlows.ts';
import { trace } from './trace.ts';
import type { Trace, Verdict } from './verdicts.ts';

/** What a statement says, and what the rest of the project makes of it. */
export interface StatementResult {
  readonly statement: ReachStatement;
  /** What the author wants of each flow. */
  readonly expected: 'open' | 'blocked';
  /** Of the trace that decides; undefined where nothing is asked: nobody joins a network, or a name is not defined. */
  readonly verdict: Verdict | undefined;
  /** Null: not known, or nothing is asked. */
  readonly holds: boolean | null;
  /** One for each pair that the statement speaks of. */
  readonly traces: readonly Trace[];
  /** The one that decides: the first that contradicts the statement, else the first that is unknown, else the first. */
  readonly deciding?: Trace;
  /** More specific statements that take some of its flows out. */
  readonly exceptions: readonly ReachStatement[];
}

/** Every statement of the project with its result, in the order of the files. */
export function checkPolicy(project: Project, engine: EngineFacts = unknownEngine): readonly StatementResult[] {
  return project.policy?.statements.map((statement) => checkStatement(project, statement, engine)) ?? [];
}

/** Asks `trace` about everything that the statement speaks of and that no more specific one says otherwise. */
export function checkStatement(
  project: Project,
  statement: ReachStatement,
  engine: EngineFacts = unknownEngine,
): StatementResult {
  const expected = statement.intent === 'reach' ? 'open' : 'blocked';
  const contrary = expected === 'open' ? 'blocked' : 'open';
  const exceptions = exceptionsTo(project, statement);
  const flows = withExceptions(project, flowsOf(project, statement), exceptions);
  const traces = flows.map((flow) => trace(project, flow, engine));
  const deciding =
    traces.find(({ verdict }) => verdict === contrary) ??
    traces.find(({ verdict }) => verdict === 'unknown') ??
    traces[0];
  const verdict = deciding?.verdict;
  return {
    statement,
    expected,
    verdict,
    holds: verdict === undefined || verdict === 'unknown' ? null : verdict === expected,
    traces,
    ...(deciding ? { deciding } : {}),
    exceptions,
  };
}
