import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { trace } from '../../reach/trace.ts';
import type { Place, Trace } from '../../reach/verdicts.ts';

/** What a service can open connections to, and what can open connections to it, on any port. */
export interface Reach {
  readonly to: readonly Trace[];
  readonly from: readonly Trace[];
}

/** The traces between the service and every other one; costs about the number of services. */
export function reachOf(project: Project, service: Service): Reach {
  const own: Place = { kind: 'service', name: service.name };
  const others = project.services
    .filter((each) => each !== service)
    .map(({ name }): Place => ({ kind: 'service', name }));
  return {
    to: others.map((to) => trace(project, { from: own, to, port: null, protocol: 'tcp' })),
    from: others.map((from) => trace(project, { from, to: own, port: null, protocol: 'tcp' })),
  };
}

/** `reaches 3`, `reached by 2`. */
export function reachBrief(reach: Reach): readonly string[] {
  const open = (traces: readonly Trace[]): number => traces.filter(({ verdict }) => verdict === 'open').length;
  return [`reaches ${open(reach.to)}`, `reached by ${open(reach.from)}`];
}
