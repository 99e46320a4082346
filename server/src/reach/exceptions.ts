import type { ReachStatement } from '../model/policy.ts';
import type { Project } from '../model/project.ts';
import { publishedTargets } from './publishedTargets.ts';
import { flowsOf, pairKey } from './statementFlows.ts';
import type { Flow } from './verdicts.ts';

/**
 * The more specific of two statements that say the opposite wins: one about a service over one about a network, and, for
 * connections from outside, one about a port over one about any. Between containers nothing tells ports apart, so that
 * there a port makes no exception.
 */
export function isExceptionTo(general: ReachStatement, special: ReachStatement): boolean {
  if (general.intent === special.intent) return false;
  const [less, more] = [namedSides(general), namedSides(special)];
  if (less !== more) return more > less;
  return isFromOutside(special) && general.port === null && special.port !== null;
}

const namedSides = ({ from, to }: ReachStatement): number =>
  Number(from.kind !== 'network') + Number(to.kind !== 'network');

const isFromOutside = ({ from }: Pick<ReachStatement, 'from'> | Flow): boolean =>
  from.kind === 'internet' || from.kind === 'lan' || from.kind === 'host';

/** The statements that are exceptions to this one and speak of one of its pairs. */
export function exceptionsTo(project: Project, statement: ReachStatement): readonly ReachStatement[] {
  const special = project.policy?.statements.filter((other) => isExceptionTo(statement, other)) ?? [];
  if (special.length === 0) return special;
  const pairs = new Set(flowsOf(project, statement).map(pairKey));
  return special.filter(
    (other) => mayShareFlows(statement, other) && flowsOf(project, other).some((flow) => pairs.has(pairKey(flow))),
  );
}

/** Whether the ports of two statements leave room for a flow that both speak of. */
export const mayShareFlows = (
  a: Pick<ReachStatement, 'port' | 'protocol'>,
  b: Pick<ReachStatement, 'port' | 'protocol'>,
): boolean => a.port === null || b.port === null || (a.port === b.port && a.protocol === b.protocol);

/**
 * The flows without those that the exceptions take out. Where only some ports of a service are excepted, its other
 * published ports are asked about one by one.
 */
export function withExceptions(
  project: Project,
  flows: readonly Flow[],
  exceptions: readonly ReachStatement[],
): readonly Flow[] {
  if (exceptions.length === 0) return flows;
  const excepted = new Map<string, Flow[]>();
  for (const flow of exceptions.flatMap((statement) => flowsOf(project, statement))) {
    const key = pairKey(flow);
    const list = excepted.get(key);
    if (list) list.push(flow);
    else excepted.set(key, [flow]);
  }
  return flows.flatMap((flow) => {
    const others = excepted.get(pairKey(flow));
    if (!others) return [flow];
    const isWhole = !isFromOutside(flow) || others.some(({ port }) => port === null) || flow.port !== null;
    const target = flow.to.kind === 'service' ? project.serviceNamed.get(flow.to.name) : undefined;
    if (isWhole || !target) return [];
    return publishedTargets(target)
      .filter((port) => !others.some((other) => mayShareFlows(other, port)))
      .map(({ port, protocol }): Flow => ({ ...flow, port, protocol }));
  });
}
