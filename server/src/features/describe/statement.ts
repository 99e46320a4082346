import type { Party, ReachStatement } from '../../model/policy.ts';
import type { Project } from '../../model/project.ts';
import type { StatementResult } from '../../reach/policy.ts';
import { placeName, type Trace } from '../../reach/verdicts.ts';
import { statementText } from '../../rules/intent.ts';

/** A statement in words, plain text. */
export interface StatementDescription {
  /** `frontend -> backend:8000`. */
  readonly title: string;
  /** What its author wants, a sentence. */
  readonly expected: string;
  /** Whether it is so, in a few words: `holds`, `does not hold`, `not known`, `nothing to ask`. */
  readonly outcome: string;
  /** Which flow decides and what is predicted for it, a sentence. */
  readonly actual: string;
  /** The steps of the trace that decides, sentences. */
  readonly trace: readonly string[];
  /** What else there is to know, sentences. */
  readonly notes: readonly string[];
}

export function describeStatement(project: Project, result: StatementResult): StatementDescription {
  const { statement, deciding, traces, exceptions } = result;
  return {
    title: statementText(statement),
    expected: expectedInWords(statement),
    outcome: outcomeInWords(result),
    actual: deciding ? actualInWords(deciding, traces.length, result.holds === true) : nothingAsked(project, statement),
    trace: deciding?.steps.map(({ text }) => text) ?? [],
    notes: [
      ...exceptions.map((other) => `${statementText(other)} is an exception to it.`),
      ...[statement.from, statement.to].flatMap((party) => sameNameNote(project, party)),
    ],
  };
}

/** `holds`, `does not hold`, `not known`, `nothing to ask`. */
export function outcomeInWords({ holds, verdict }: StatementResult): string {
  if (verdict === undefined) return 'nothing to ask';
  return holds === null ? 'not known' : holds ? 'holds' : 'does not hold';
}

function expectedInWords({ from, to, port, protocol, intent }: ReachStatement): string {
  const which = port === null ? '' : ` on port ${port}${protocol === 'tcp' ? '' : ` (${protocol.toUpperCase()})`}`;
  const many = from.kind === 'network';
  if (intent === 'reach') return `${sideInWords(from, 'each')} can reach ${sideInWords(to, 'each')}${which}.`;
  const any = port === null ? ' on any port' : which;
  return `${sideInWords(from, 'no')} ${many ? 'can' : 'cannot'} reach ${sideInWords(to, 'any')}${any}.`;
}

function sideInWords({ kind, name }: Party, quantity: 'each' | 'no' | 'any'): string {
  if (kind === 'network') return `${quantity} service on ${name}`;
  return kind === 'lan' ? 'the LAN' : kind === 'host' || kind === 'internet' ? `the ${kind}` : name;
}

const verdictWords = {
  open: 'is possible',
  blocked: 'is not possible',
  unknown: 'may or may not be possible',
} as const;

function actualInWords({ flow: { from, to }, verdict, why }: Trace, count: number, asIntended: boolean): string {
  if (count === 1) return `The connection ${verdictWords[verdict]}. ${why}`;
  const pair = `${placeName(from)} to ${placeName(to)}`;
  if (asIntended) return `All ${count} pairs are as intended; of ${pair}: ${why}`;
  return `Of ${count} pairs, ${pair} decides: the connection ${verdictWords[verdict]}. ${why}`;
}

function nothingAsked(project: Project, { from, to }: ReachStatement): string {
  const missing = [from, to].find(({ kind }) => kind === 'undefined');
  if (missing) return `${missing.name} is not defined.`;
  const empty = [from, to].find(
    ({ kind, name }) => kind === 'network' && !project.services.some((each) => joins(each.attachments, name)),
  );
  return empty ? `No service is on ${empty.name}.` : 'There is no pair of two to ask about.';
}

const joins = (attachments: readonly { readonly network: string }[], name: string): boolean =>
  attachments.some(({ network }) => network === name);

function sameNameNote(project: Project, { kind, name, qualifier }: Party): readonly string[] {
  if (kind !== 'service' || qualifier || !project.networkNamed.has(name)) return [];
  return [`${name} is the service here; network:${name} is the network of that name.`];
}
