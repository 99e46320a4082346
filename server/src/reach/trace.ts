import type { Project } from '../model/project.ts';
import type { Protocol, Service } from '../model/service.ts';
import { answer, type Decision } from './decision.ts';
import { type EngineFacts, unknownEngine } from './engine.ts';
import { fromHost, fromOutside } from './inbound.ts';
import { toHost, toOutside } from './outbound.ts';
import { listeningPorts, mentionedPorts } from './ports.ts';
import { betweenServices } from './services.ts';
import type { Flow, Place, Trace } from './verdicts.ts';

/**
 * Whether the flow's target can be reached from its source, and why. Never throws; a service that is not defined is
 * unknown, and so is what the engine decides unless its facts are given.
 */
export function trace(project: Project, flow: Flow, engine: EngineFacts = unknownEngine): Trace {
  const { from, to } = flow;
  const source = from.kind === 'service' ? project.serviceNamed.get(from.name) : undefined;
  const target = to.kind === 'service' ? project.serviceNamed.get(to.name) : undefined;
  const missing =
    from.kind === 'service' && !source ? from.name : to.kind === 'service' && !target ? to.name : undefined;
  if (missing !== undefined) return answer(flow, notDefined(missing));
  return answer(flow, decide(project, flow, engine, source, target));
}

const notDefined = (name: string): Decision => ({
  verdict: 'unknown',
  why: `${name} is not defined in this file.`,
  reason: 'not-defined',
  steps: [],
});

function decide(
  project: Project,
  flow: Flow,
  engine: EngineFacts,
  source: Service | undefined,
  target: Service | undefined,
): Decision {
  if (source && target) return betweenServices(project, source, target, flow, engine);
  if (target) return (flow.from.kind === 'host' ? fromHost : fromOutside)(project, target, flow, engine);
  if (source) return (flow.to.kind === 'host' ? toHost : toOutside)(project, source, engine);
  return { verdict: 'unknown', why: 'Neither end is part of this project.', reason: 'outside', steps: [] };
}

/**
 * Every flow worth asking about: from each service to each other one and from host, LAN and internet to each service,
 * for each port that the target is thought to listen on (one flow with port null where none is known); and from each
 * service to the internet.
 */
export function matrix(project: Project, engine: EngineFacts = unknownEngine): readonly Trace[] {
  const mentions = mentionedPorts(project);
  const outside: readonly Place[] = [{ kind: 'host' }, { kind: 'lan' }, { kind: 'internet' }];
  const services = project.services.map((service): Place & { kind: 'service' } => ({
    kind: 'service',
    name: service.name,
  }));
  const inbound = project.services.flatMap((target) => {
    const to: Place = { kind: 'service', name: target.name };
    const known = listeningPorts(target, mentions);
    const ports: readonly { port: number | null; protocol: Protocol }[] =
      known.length > 0 ? known : [{ port: null, protocol: 'tcp' }];
    const sources = [...services.filter((from) => from.name !== target.name), ...outside];
    return sources.flatMap((from) =>
      ports.map(({ port, protocol }) => trace(project, { from, to, port, protocol }, engine)),
    );
  });
  const outbound = services.map((from) =>
    trace(project, { from, to: { kind: 'internet' }, port: null, protocol: 'tcp' }, engine),
  );
  return [...inbound, ...outbound];
}

/** By service: the other services that it can open connections to on some port. */
export function reachableServices(project: Project): ReadonlyMap<string, readonly string[]> {
  return new Map(
    project.services.map((source) => [
      source.name,
      project.services
        .filter((target) => {
          if (target === source) return false;
          const flow: Flow = {
            from: { kind: 'service', name: source.name },
            to: { kind: 'service', name: target.name },
            port: null,
            protocol: 'tcp',
          };
          return trace(project, flow).verdict === 'open';
        })
        .map((target) => target.name),
    ]),
  );
}
