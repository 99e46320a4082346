import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { networkNotDefined, onUnknownSegment } from './commonDecisions.ts';
import { type Decision, decision } from './decision.ts';
import type { EngineFacts } from './engine.ts';
import { publicationsOf } from './publication.ts';
import { hasFamily, hostPresence, type Membership, segmentKind } from './segment.ts';
import { withoutFamily } from './sharedNetwork.ts';
import type { Family, Flow } from './verdicts.ts';

/** From the host's own namespace to a container's address on one network; any family unless one is given. */
export function fromHostAlong(
  membership: Membership,
  target: string,
  family: Family | undefined,
  engine: EngineFacts,
): Decision {
  const { network, attachment } = membership;
  const { nameSpan } = attachment;
  if (!network) return networkNotDefined(attachment);
  const kind = segmentKind(network);
  if (kind === 'unknown') return onUnknownSegment(target, network, nameSpan);
  if (family && hasFamily(network, family) !== true) return withoutFamily(membership, family);
  if (kind === 'macvlan' || kind === 'ipvlan') {
    const why = `The host cannot reach its own ${kind} containers through the parent interface.`;
    return decision('blocked', 'host-to-macvlan', why, nameSpan);
  }
  if (kind === 'overlay') {
    const why = `Addresses of the overlay ${network.name} are not routed on the host.`;
    return decision('unknown', 'host-to-overlay', why, nameSpan);
  }
  const presence = hostPresence(network, family ? [family] : ['ipv4', 'ipv6'], engine);
  if (presence === 'isolated') {
    const why = `${network.name} has gateway mode isolated: the host has no address there.`;
    return decision('blocked', 'gateway-isolated', why, network.nameSpan);
  }
  if (presence === 'unknown') {
    const why = `The gateway mode of ${network.name} decides: engines before 28 ignore it, with isolated newer ones give the host no address there.`;
    return decision('unknown', 'gateway-isolated', why, network.nameSpan);
  }
  const why = `The host is the gateway of ${network.name} and reaches every container on it, internal or not.`;
  return decision('open', 'host-on-bridge', why, nameSpan);
}

/** From the host to the port that a service publishes. */
export function hostToPublished(project: Project, target: Service, flow: Flow, engine: EngineFacts): Decision {
  const { port, protocol } = flow;
  const found = protocol === 'icmp' ? [] : publicationsOf(project, target, port, protocol, engine);
  const published = found.find(({ scope }) => scope !== 'nowhere' && scope !== 'unknown');
  if (published) {
    const why = `Port ${published.hostPort} of the host leads to it${published.scope === 'loopback' ? ', for the host only' : ''}.`;
    return decision('open', 'published', why, published.port.span);
  }
  const hidden = found.find(({ scope }) => scope === 'unknown');
  if (hidden?.routed) {
    const why = `The network of ${target.name} is routed: the port is open at its own address and not on the host's.`;
    return decision('blocked', 'published-routed', why, hidden.port.span);
  }
  if (hidden) {
    const why = `Whether and where port ${hidden.hostPort} is published depends on a variable or on a network made elsewhere.`;
    return decision('unknown', 'publication-unknown', why, hidden.port.span);
  }
  return decision('blocked', 'not-published', `${target.name} publishes no such port.`, target.nameSpan);
}
