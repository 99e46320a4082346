import { isPlaceWord, type Party, type ReachStatement } from '../model/policy.ts';
import type { Project } from '../model/project.ts';
import { checkPolicy, type StatementResult } from '../reach/policy.ts';
import type { Flow, Place, Trace } from '../reach/verdicts.ts';
import { sameSpan } from '../text/span.ts';
import { isComplete, isPartOfMore } from './completeness.ts';
import type { Finding } from './rule.ts';

const known = new WeakMap<Project, readonly StatementResult[]>();

/**
 * The statements that the project contradicts for sure. Where a file that was not read may add networks or ports nothing
 * is certainly blocked, and a service that is not complete decides nothing.
 */
export function brokenStatements(project: Project): readonly StatementResult[] {
  let broken = known.get(project);
  if (!broken) {
    broken = checkPolicy(project).filter(
      ({ holds, deciding }) => holds === false && deciding !== undefined && isCertain(project, deciding),
    );
    known.set(project, broken);
  }
  return broken;
}

/** False where something that was not read may change the verdict. */
export function isCertain(project: Project, { flow, verdict }: Trace): boolean {
  const isWhole = (place: Place): boolean => {
    const service = place.kind === 'service' ? project.serviceNamed.get(place.name) : undefined;
    return service === undefined || isComplete(service);
  };
  return isWhole(flow.from) && isWhole(flow.to) && (verdict === 'open' || !isPartOfMore(project));
}

/** The lines that a trace rests on, each once, without the place of the finding itself. */
export function stepsAsRelated({ steps }: Trace, finding: Pick<Finding, 'span'>): NonNullable<Finding['related']> {
  const related: { span: Finding['span']; message: string }[] = [];
  for (const { span, text } of steps) {
    if (!span || sameSpan(span, finding.span) || related.some((each) => sameSpan(each.span, span))) continue;
    related.push({ span, message: text });
  }
  return related;
}

/** `frontend -> backend:8000`. */
export function statementText({ from, to, intent, port, protocol }: ReachStatement): string {
  const side = ({ name, qualifier }: Party): string => (qualifier ? `${qualifier}:${name}` : name);
  return `${side(from)} ${intent === 'reach' ? '->' : '-x->'} ${side(to)}${portText(port, protocol)}`;
}

/** The statement that allows a flow. */
export function flowText({ from, to, port, protocol }: Flow): string {
  // A service may have the name of a place.
  const side = (place: Place): string =>
    place.kind !== 'service' ? place.kind : isPlaceWord(place.name) ? `service:${place.name}` : place.name;
  return `${side(from)} -> ${side(to)}${portText(port, protocol)}`;
}

/** `:8000`, `:53/udp`, nothing for any port. */
function portText(port: number | null, protocol: string): string {
  return port === null ? '' : `:${port}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}

/** The pair that decides, where the statement is about a network and so about several. */
export function decidingPair({ statement, deciding }: StatementResult): string {
  if (!deciding) return '';
  const name = (place: Place): string => (place.kind === 'service' ? `\`${place.name}\`` : `the ${place.kind}`);
  const { from, to } = deciding.flow;
  const isPair = statement.from.kind === 'network' || statement.to.kind === 'network';
  return isPair ? ` (${name(from)} to ${name(to)})` : '';
}

/** How many further pairs contradict the statement; nothing for none. */
export function morePairs({ traces, deciding }: StatementResult): string {
  const others = traces.filter(({ verdict }) => verdict === deciding?.verdict).length - 1;
  return others > 0 ? ` So it is for ${others} more ${others === 1 ? 'pair' : 'pairs'}.` : '';
}
