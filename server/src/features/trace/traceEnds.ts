import { listeningPorts, mentionedPorts } from '../../reach/ports.ts';
import type { Position } from '../../text/lineIndex.ts';
import { brief } from '../describe.ts';
import type { Snapshot } from '../snapshot.ts';
import { flowAt } from './flowAt.ts';
import type { TraceEnd, TraceEnds } from './traceAnswer.ts';

const outside: readonly TraceEnd[] = [
  { place: { kind: 'host' }, detail: 'the machine that runs the engine', ports: [] },
  { place: { kind: 'lan' }, detail: 'another machine in its network', ports: [] },
  { place: { kind: 'internet' }, detail: 'everything behind its router', ports: [] },
];

/** The places between which a way can be traced, and those that the cursor speaks of. */
export function traceEnds(snapshot: Snapshot, position?: Position): TraceEnds {
  const { project, lines } = snapshot;
  const mentions = mentionedPorts(project);
  const services = project.services.map((service): TraceEnd => {
    const ports = listeningPorts(service, mentions).map(({ port, protocol }) => ({ port, protocol }));
    const detail = brief(project, { kind: 'service', service }).join(' · ');
    return { place: { kind: 'service', name: service.name }, detail, ports };
  });
  const { from, to, port } = position ? flowAt(snapshot, lines.offsetAt(position)) : {};
  return {
    places: [...services, ...outside],
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(port === undefined ? {} : { port }),
  };
}
