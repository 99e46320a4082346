import type { Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { type Decision, decision, step } from './decision.ts';
import { defaultRouteAmong } from './defaultRoute.ts';
import { type EngineFacts, isFrom } from './engine.ts';
import type { Namespace } from './namespace.ts';
import { type Publication, publicationsOf } from './publication.ts';
import { driverFlag, gatewayMode, type Membership, membershipsOf, sameNetwork, segmentKind } from './segment.ts';
import type { Flow } from './verdicts.ts';

/**
 * The way over a port that the target publishes: source, host address, target. It leads between networks where the
 * userland proxy takes the connection (20.10 and 28.5), also into networks without `enable_icc`; without the proxy it
 * leads back into the own network only (28.5). It starts in a bridge that is not internal and masquerades. Undefined
 * where the target publishes nothing of the kind.
 */
export function hairpin(
  project: Project,
  source: Service,
  target: Service,
  { from, to }: { readonly from: Namespace; readonly to: Namespace },
  flow: Flow,
  engine: EngineFacts,
): Decision | undefined {
  if (from.kind !== 'own' || to.kind !== 'own' || flow.protocol === 'icmp') return undefined;
  const ways = publicationsOf(project, target, flow.port, flow.protocol, engine).flatMap((publication) => {
    const way = throughPort(project, { source, target, from: from.owner, to: to.owner }, publication, engine);
    if (!way) return [];
    // datagrams through the proxy were not measured
    if (way.verdict === 'open' && flow.protocol !== 'tcp') return [dependsOnEngine(source, target, publication)];
    return [way];
  });
  return ways.find(({ verdict }) => verdict === 'open') ?? ways.find(({ verdict }) => verdict === 'unknown') ?? ways[0];
}

interface Ends {
  readonly source: Service;
  readonly target: Service;
  /** Whose networks they use. */
  readonly from: Service;
  readonly to: Service;
}

function throughPort(
  project: Project,
  ends: Ends,
  publication: Publication,
  engine: EngineFacts,
): Decision | undefined {
  const { source, target } = ends;
  const { port, scope, hostPort } = publication;
  if (scope === 'loopback' || scope === 'nowhere') return undefined;
  if (scope === 'unknown' || port.hostAddress?.address?.family === 6)
    return publication.routed ? undefined : dependsOnEngine(source, target, publication);
  const memberships = membershipsOf(project, ends.from);
  const route = defaultRouteAmong(memberships, engine);
  const there = publishingNetwork(project, ends.to, engine);
  // an address on all interfaces is the gateway's as well, which is reached from any network of the source
  const starts =
    scope === 'all'
      ? memberships
      : memberships.filter(({ attachment }) => route.kind !== 'network' || attachment.network === route.network);
  const found = starts.map((membership) => leadsToHost(membership, there, engine));
  const why = `Port ${hostPort} of the host leads to ${target.name}`;
  if (!found.includes(true) || (scope === 'address' && route.kind === 'unknown')) {
    if (found.includes(undefined) || (route.kind === 'unknown' && found.includes(true)))
      return dependsOnEngine(source, target, publication);
    const reason = `${why}, but no network of ${source.name} leads to the ports that the host publishes.`;
    return decision('blocked', 'hairpin-internal', reason, port.span);
  }
  const steps = [step('hairpin', `${why}.`, port.span)];
  if (staysInside(there, starts)) {
    return decision('open', 'hairpin', `${why}, and both are in its network.`, port.span, steps);
  }
  if (engine.userlandProxy === true && (isFrom(engine, 21) !== true || isFrom(engine, 28))) {
    const through = `${why}, and the engine's userland proxy takes connections from ${source.name}.`;
    return decision('open', 'hairpin', through, port.span, steps);
  }
  if (engine.userlandProxy === false && engine.firewall === 'iptables' && isFrom(engine, 28)) {
    const closed = `${why}, but without the userland proxy the engine forwards nothing between its networks.`;
    return decision('blocked', 'hairpin-dropped', closed, port.span, steps);
  }
  return dependsOnEngine(source, target, publication);
}

/**
 * Whether a port of the host that leads to a container `there` can be reached from the network; undefined when nothing
 * tells. From one that does not masquerade, the connection is forwarded at once and dropped between the networks.
 */
function leadsToHost({ network }: Membership, there: Network | undefined, engine: EngineFacts): boolean | undefined {
  if (!network || network.internal === undefined || segmentKind(network) === 'unknown') return undefined;
  if (network.internal) return false;
  if (segmentKind(network) !== 'bridge') return segmentKind(network) === 'overlay' ? undefined : false;
  if (network.enableIpv4 !== true) return network.enableIpv4 === undefined ? undefined : false;
  if (gatewayMode(network, 'ipv4', engine) === 'unknown') return undefined;
  if (there && sameNetwork(network, there)) return true;
  return driverFlag(network, 'com.docker.network.bridge.enable_ip_masquerade', true);
}

/** The network whose driver publishes the ports of a service. */
function publishingNetwork(project: Project, owner: Service, engine: EngineFacts): Network | undefined {
  const memberships = membershipsOf(project, owner);
  const route = defaultRouteAmong(memberships, engine);
  return memberships.find(({ attachment }) => route.kind === 'network' && attachment.network === route.network)
    ?.network;
}

/** The published port leads into a network from which the source starts, and whose members may talk to each other. */
function staysInside(there: Network | undefined, starts: readonly Membership[]): boolean {
  if (!there || driverFlag(there, 'com.docker.network.bridge.enable_icc', true) !== true) return false;
  return starts.some(({ network }) => network && sameNetwork(network, there));
}

function dependsOnEngine(source: Service, target: Service, { hostPort, port }: Publication): Decision {
  const why = `They share no network, but port ${hostPort} of the host leads to ${target.name}; whether ${source.name} may take that way depends on the engine.`;
  return decision('unknown', 'hairpin', why, port.span);
}
