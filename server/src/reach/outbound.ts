import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { networkNotDefined, noNetwork, notAttached, onUnknownSegment, unknownNamespace } from './commonDecisions.ts';
import { bestOf, type Decision, decision } from './decision.ts';
import { defaultRouteAmong } from './defaultRoute.ts';
import type { EngineFacts } from './engine.ts';
import { namespaceOf } from './namespace.ts';
import { driverFlag, gatewayMode, hostPresence, type Membership, membershipsOf, segmentKind } from './segment.ts';

/** From a service to machines outside: the internet, or the LAN. */
export function toOutside(project: Project, source: Service, engine: EngineFacts): Decision {
  const namespace = namespaceOf(project, source);
  if (namespace.kind === 'none') return noNetwork(source, namespace.span);
  if (namespace.kind === 'host')
    return decision('open', 'host-mode-source', `${source.name} uses the network of the host.`, namespace.span);
  if (namespace.kind === 'unknown') return unknownNamespace(source, namespace);
  const memberships = membershipsOf(project, namespace.owner);
  const route = defaultRouteAmong(memberships, engine);
  const taken = memberships.filter(
    ({ attachment }) => route.kind !== 'network' || attachment.network === route.network,
  );
  const best = bestOf(taken.map((membership) => outAlong(membership, source.name, engine)));
  if (!best) return notAttached(source);
  if (best.verdict !== 'blocked' || memberships.length === 1) return best;
  const names = memberships.map(({ attachment }) => attachment.network).join(', ');
  return decision(
    'blocked',
    'internal-only',
    `${source.name} has internal networks only (${names}): it has no route out.`,
    best.span,
  );
}

function outAlong({ network, attachment }: Membership, source: string, engine: EngineFacts): Decision {
  const { nameSpan } = attachment;
  if (!network) return networkNotDefined(attachment);
  const kind = segmentKind(network);
  if (kind === 'unknown') return onUnknownSegment(source, network, nameSpan);
  if (network.internal === undefined)
    return decision('unknown', 'internal-hidden', `A variable decides whether ${network.name} is internal.`, nameSpan);
  if (network.internal)
    return decision(
      'blocked',
      'internal-only',
      `${network.name} is internal: it has no route out.`,
      network.keys.get('internal') ?? nameSpan,
    );
  if (kind === 'macvlan' || kind === 'ipvlan') {
    return decision('unknown', 'link-decides', `The router on the link under ${network.name} decides.`, nameSpan);
  }
  const hidden = driverFlag(network, 'com.docker.network.bridge.enable_ip_masquerade', true);
  const mode = gatewayMode(network, 'ipv4', engine);
  if (hidden !== true || (mode !== 'nat' && mode !== 'nat-unprotected')) {
    return decision(
      'unknown',
      'not-masqueraded',
      `${network.name} does not hide its addresses behind the host: answers come back only if the network outside has a route.`,
      network.nameSpan,
    );
  }
  return decision(
    'open',
    'masqueraded',
    `${network.name} is not internal: the host forwards and masquerades.`,
    nameSpan,
  );
}

/** From a service to programs that listen on the host's own addresses. */
export function toHost(project: Project, source: Service, engine: EngineFacts): Decision {
  const namespace = namespaceOf(project, source);
  if (namespace.kind === 'none') return noNetwork(source, namespace.span);
  if (namespace.kind === 'host')
    return decision('open', 'host-mode-source', `${source.name} uses the network of the host.`, namespace.span);
  if (namespace.kind === 'unknown') return unknownNamespace(source, namespace);
  const ways = membershipsOf(project, namespace.owner).map(({ network, attachment }): Decision => {
    if (!network) return networkNotDefined(attachment);
    const kind = segmentKind(network);
    if (kind === 'macvlan' || kind === 'ipvlan')
      return decision(
        'blocked',
        'host-to-macvlan',
        `A ${kind} container cannot reach its own host through the parent interface.`,
        attachment.nameSpan,
      );
    if (kind !== 'bridge') return onUnknownSegment(source.name, network, attachment.nameSpan);
    const presence = hostPresence(network, ['ipv4', 'ipv6'], engine);
    if (presence === 'isolated') {
      const why = `${network.name} has gateway mode isolated: the host has no address there.`;
      return decision('blocked', 'gateway-isolated', why, network.nameSpan);
    }
    if (presence === 'unknown') {
      const why = `The gateway mode of ${network.name} decides; engines before 28 ignore it.`;
      return decision('unknown', 'gateway-isolated', why, network.nameSpan);
    }
    return decision(
      'open',
      'gateway',
      `The host answers at the gateway address of ${network.name}, internal or not.`,
      attachment.nameSpan,
    );
  });
  return bestOf(ways) ?? notAttached(source);
}
