import type { CniPortmap } from '../../model/cniSegment.ts';
import { type Decision, decision, step } from '../decision.ts';
import { betweenLinks, fromOutside, linkName, withinLink } from './cniForwarding.ts';
import { type CniEnd, type CniHost, hostAddressOn, sharesLink } from './cniHost.ts';
import { routeOf, routeOut, targetOf } from './cniRoutes.ts';
import { noGateway, noRoute, otherRoute } from './commonCniDecisions.ts';

/** Who opens a connection to a port of the machine; the machine itself at 127.0.0.1 or at another address of it. */
export type PortUser = 'loopback' | 'host' | 'lan' | 'internet' | CniEnd;

/**
 * From somewhere to a port of the machine that the runtime has mapped to a container, by portmap. That it maps one is
 * taken for granted: no file of the network says it.
 */
export function throughPublished(host: CniHost, from: PortUser, to: CniEnd): Decision {
  const { segment } = to;
  const { portmap } = segment;
  if (!portmap) {
    const why = `${segment.name} has no portmap in its chain: no port of the machine leads to its containers.`;
    return decision('blocked', 'not-published', why, segment.span);
  }
  const steps = [
    step(
      'published',
      'The runtime has mapped a port of the machine, and portmap sends it to the container.',
      portmap.span,
    ),
  ];
  const stopped = withoutEffect(to, portmap) ?? arrival(host, from, to, portmap);
  return { ...stopped, steps: [...steps, ...stopped.steps] };
}

function withoutEffect({ segment }: CniEnd, portmap: CniPortmap): Decision | undefined {
  if (!portmap.isTold) {
    const why = 'The runtime tells portmap no port: `"capabilities": { "portMappings": true }` is missing.';
    return decision('blocked', 'not-published', why, portmap.span);
  }
  if (segment.kind !== 'bridge' && segment.kind !== 'ptp') {
    const why = `portmap after ${segment.kind}: rules are made, but the machine has no way to the container.`;
    const isCertain = segment.kind === 'macvlan' || segment.kind === 'ipvlan' || segment.kind === 'dummy';
    return decision(isCertain ? 'blocked' : 'unknown', 'host-to-macvlan', why, portmap.span);
  }
  if (!portmap.conditions) return undefined;
  const why = 'Conditions of its own, or the chain of somebody else, decide which connections portmap takes.';
  return decision('unknown', 'port-conditions', why, portmap.conditions);
}

function arrival(host: CniHost, from: PortUser, to: CniEnd, portmap: CniPortmap): Decision {
  const { segment, subnet } = to;
  const reached = hostAddressOn(host, segment, subnet, typeof from === 'string' ? [segment] : [from.segment, segment]);
  if (reached.kind !== 'own') return noGateway(to, reached.kind, []);
  if (from === 'loopback') return fromLoopback(to, portmap);
  if (from === 'host') return answersTo(to, portmap, 'this address of the machine');
  if (from === 'lan' || from === 'internet') {
    return fromOutside(host, segment) ?? answersTo(to, portmap, from === 'lan' ? 'the LAN' : 'the internet');
  }
  return fromContainer(host, from, to, portmap);
}

const published = (to: CniEnd, why: string): Decision => decision('open', 'published', why, to.segment.portmap?.span);

function fromLoopback(to: CniEnd, { snat, span, masqAll }: CniPortmap): Decision {
  if (to.subnet.family === 'ipv6')
    return decision(
      'blocked',
      'port-on-loopback',
      'portmap does not serve ::1: answers to it never leave the container.',
      span,
    );
  if (snat || masqAll) return published(to, 'Connections from 127.0.0.1 get the address of the bridge or veth (snat).');
  return decision('blocked', 'port-on-loopback', 'snat is off: connections from 127.0.0.1 time out.', span);
}

/** Whether the container answers to an address that is not of its subnet. */
function answersTo(to: CniEnd, portmap: CniPortmap, target: string): Decision {
  if (portmap.masqAll && portmap.snat)
    return published(to, 'masqAll: the container sees the address of the machine, and answers to it.');
  const back = routeOut(to.segment, to.subnet);
  if (back.kind === 'none') return noRoute(to, target, [], true);
  if (back.kind !== 'gateway') return otherRoute(to, back.kind === 'unknown' ? back.route : undefined, []);
  return published(to, 'The mapped port leads to the container, whose answers go out by its default route.');
}

/** A container goes to the machine's address on its own link. */
function fromContainer(host: CniHost, from: CniEnd, to: CniEnd, portmap: CniPortmap): Decision {
  const near = hostAddressOn(host, from.segment, from.subnet, [from.segment, to.segment]);
  if (near.kind !== 'own') return noGateway(from, near.kind, []);
  const isOneBridge = from.segment.kind === 'bridge' && sharesLink(from.segment, to.segment);
  const stopped = (isOneBridge ? withinLink : betweenLinks)(host, from.segment, to.segment);
  if (stopped) return stopped;
  const isHidden = hidesSource(from, to, portmap);
  if (isHidden)
    return published(to, 'The machine answers for the container: a port that it maps is there for containers too.');
  const back = routeOf(to.segment, to.subnet, targetOf(from.subnet));
  if (isOneBridge && back.kind === 'link') {
    if (from.segment.portIsolation.on && to.segment.portIsolation.on) {
      const why = `portIsolation: answers that go straight over ${linkName(to.segment)} do not get to the other port.`;
      return decision('blocked', 'port-isolation', why, from.segment.portIsolation.span);
    }
    const { bridgeNetfilter } = host.facts;
    if (bridgeNetfilter === true)
      return published(to, 'Answers pass the machine, since traffic within the bridge does (bridge-nf-call-iptables).');
    const why = `Answers go straight over ${linkName(to.segment)} with another address than the one that was asked.`;
    const verdict = bridgeNetfilter === false ? 'blocked' : 'unknown';
    return decision(verdict, 'hairpin-dropped', why, portmap.span);
  }
  if (back.kind === 'none') return noRoute(to, from.segment.name, [], true);
  if (back.kind === 'unknown') return otherRoute(to, back.route, []);
  return published(to, 'The machine sends the connection on, and the container has a way back.');
}

/** Whether the container sees an address of the machine in place of the sender's. */
function hidesSource(from: CniEnd, to: CniEnd, { snat, masqAll, nftables }: CniPortmap): boolean {
  const isNeighbour = routeOf(to.segment, to.subnet, targetOf(from.subnet)).kind === 'link';
  if (snat && (masqAll || (isNeighbour && !nftables))) return true;
  const leavesSubnet = routeOf(from.segment, from.subnet, targetOf(to.subnet)).kind !== 'link';
  return from.segment.ipMasq.on && leavesSubnet;
}
