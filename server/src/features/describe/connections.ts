import type { Project } from '../../model/project.ts';
import { namespaceOf } from '../../reach/namespace.ts';
import { waysThroughProxies } from '../../reach/throughProxies.ts';
import { trace } from '../../reach/trace.ts';
import type { Flow, Place, Trace } from '../../reach/verdicts.ts';
import { type Span, sameSpan } from '../../text/span.ts';
import { throughInWords } from './throughProxies.ts';

/** That one place can open connections to another, and the lines that make it possible. */
export interface Connection {
  readonly from: Place;
  readonly to: Place;
  /** False: the file does not tell, and it may be so. */
  readonly certain: boolean;
  /** One sentence. */
  readonly why: string;
  /** Memberships, published ports and the like, from source to target; none twice. */
  readonly spans: readonly Span[];
}

/** Every place that can, or may, open connections to this one: services, then host, LAN and internet. */
export function connectionsTo(project: Project, to: Place): readonly Connection[] {
  return placesBeside(project, to).flatMap((from) => connectionBetween(project, from, to) ?? []);
}

/** Every place to which this one can, or may, open connections: services, then host, LAN and internet. */
export function connectionsFrom(project: Project, from: Place): readonly Connection[] {
  return placesBeside(project, from).flatMap((to) => connectionBetween(project, from, to) ?? []);
}

const outside: readonly Place[] = [{ kind: 'host' }, { kind: 'lan' }, { kind: 'internet' }];

function placesBeside(project: Project, place: Place): readonly Place[] {
  const services = project.services.map(({ name }): Place => ({ kind: 'service', name }));
  if (place.kind !== 'service') return services;
  return [...services.filter((each) => each.kind === 'service' && each.name !== place.name), ...outside];
}

function connectionBetween(project: Project, from: Place, to: Place): Connection | undefined {
  const traces = flowsBetween(project, from, to).map((flow) => trace(project, flow));
  const ways = traces.filter(({ verdict }) => verdict === 'open');
  const chosen = ways.length > 0 ? ways : traces.filter(({ verdict }) => verdict === 'unknown');
  if (chosen.length === 0) return throughProxies(project, from, to);
  const why = [...new Set(chosen.map((each) => each.why))].join(' ');
  return { from, to, certain: ways.length > 0, why, spans: spansOf(chosen) };
}

/** Where no packet gets from one to the other a proxy may still pass requests on. */
function throughProxies(project: Project, from: Place, to: Place): Connection | undefined {
  const flow: Flow = { from, to, port: null, protocol: 'tcp' };
  const ways = waysThroughProxies(project, flow);
  const open = ways.filter(({ verdict }) => verdict === 'open');
  const chosen = open.length > 0 ? open : ways;
  if (chosen.length === 0) return undefined;
  const why = [...new Set(chosen.map((way) => throughInWords(flow, way)))].join(' ');
  return { from, to, certain: open.length > 0, why, spans: spansOf(chosen) };
}

/** From outside each published port is a way of its own; otherwise one way is as good as any. */
function flowsBetween(project: Project, from: Place, to: Place): readonly Flow[] {
  const any: Flow = { from, to, port: null, protocol: 'tcp' };
  const target = from.kind !== 'service' && to.kind === 'service' ? project.serviceNamed.get(to.name) : undefined;
  const namespace = target && namespaceOf(project, target);
  if (namespace?.kind !== 'own') return [any];
  const published = namespace.owner.ports.filter(({ known }) => known);
  const flows = published.map(({ target: { first }, protocol }): Flow => ({ from, to, port: first, protocol }));
  return published.length > 0 ? flows : [any];
}

function spansOf(traces: readonly Pick<Trace, 'steps'>[]): readonly Span[] {
  const spans: Span[] = [];
  for (const { steps } of traces)
    for (const { span } of steps) if (span && !spans.some((each) => sameSpan(each, span))) spans.push(span);
  return spans;
}
