import type { ReachStatement } from '../../model/policy.ts';
import type { Project } from '../../model/project.ts';
import { exceptionsTo, withExceptions } from '../exceptions.ts';
import { flowsOf } from '../statementFlows.ts';
import { type Flow, placeName } from '../verdicts.ts';
import { podOf, whyNotPlace } from './pods.ts';

/** One end of a flow: a pod's label, or everything outside of the cluster. */
export type FlowEnd = { readonly kind: 'pod'; readonly label: string } | { readonly kind: 'internet' };

export interface PodFlow extends Pick<Flow, 'port' | 'protocol'> {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
}

/** A statement as flows between pods. */
export interface Expression {
  readonly statement: ReachStatement;
  readonly flows: readonly PodFlow[];
  /** Why it cannot be expressed, in a sentence; then nothing is made of it. */
  readonly why?: string;
}

/** A statement is expressed as a whole or not at all: a part of it would look like all of it. */
export function expressionOf(project: Project, statement: ReachStatement): Expression {
  const flows = withExceptions(project, flowsOf(project, statement), exceptionsTo(project, statement));
  const found = flows.map((flow) => podFlow(project, flow));
  const why = found.find((each) => typeof each === 'string');
  if (typeof why === 'string') return { statement, flows: [], why };
  if (flows.length === 0) return { statement, flows: [], why: 'It speaks of no two services.' };
  return { statement, flows: found.filter((each) => typeof each !== 'string') };
}

function podFlow(project: Project, { from, to, port, protocol }: Flow): PodFlow | string {
  const ends = [from, to].map((place): FlowEnd | string => {
    if (place.kind === 'service') {
      const pod = podOf(project, place.name);
      return pod.kind === 'beyond' ? pod.why : pod;
    }
    return whyNotPlace(place) ?? { kind: 'internet' };
  });
  const [source, target] = ends;
  if (typeof source === 'string') return source;
  if (typeof target === 'string') return target;
  if (!source || !target) return 'It has one end only.';
  if (source.kind === 'pod' && target.kind === 'pod' && source.label === target.label)
    return `${placeName(from)} and ${placeName(to)} share one network namespace, which is one pod.`;
  return { from: source, to: target, port, protocol };
}
