import type { CniSegment } from '../../model/cniSegment.ts';
import { type Decision, decision, step } from '../decision.ts';
import type { Step } from '../verdicts.ts';
import { betweenLinks, linkName, withinBridge, withinLink } from './cniForwarding.ts';
import { type CniEnd, type CniHost, hostAddressOn, sharesLink } from './cniHost.ts';
import { routeOf, targetOf } from './cniRoutes.ts';
import { noGateway, noRoute, otherRoute } from './commonCniDecisions.ts';

/** From one container to the address of another one, both of which are attached. */
export function betweenAttachments(host: CniHost, from: CniEnd, to: CniEnd): Decision {
  const steps = [leaves(from), arrives(to)];
  const route = routeOf(from.segment, from.subnet, targetOf(to.subnet));
  if (sharesLink(from.segment, to.segment)) {
    if (from.segment.kind === 'bridge') return overBridge(host, from, to, route.kind === 'link', steps);
    if (from.segment.kind !== 'ptp') return overMaster(from, to, steps);
  }
  if (isOutside(from.segment) || isOutside(to.segment)) return linkDecides(from, to, steps);
  const onWay = throughHost(host, from, to, steps);
  return (
    onWay ??
    routed(from, to, [
      ...steps,
      ...(route.kind === 'gateway' ? [step('route', routeText(from), route.route.span)] : []),
    ])
  );
}

const leaves = ({ attachment: { name }, segment }: CniEnd): Step =>
  step('leaves', `${name} is attached to ${segment.name} (${segment.kind}).`, segment.nameSpan);

const arrives = ({ attachment: { name }, segment }: CniEnd): Step =>
  step('arrives', `${name} is attached to ${segment.name} (${segment.kind}).`, segment.nameSpan);

const routeText = ({ attachment: { name } }: CniEnd): string => `${name} has a route by its gateway.`;

/** macvlan and the like have no other end in the machine. */
const isOutside = ({ kind }: CniSegment): boolean => kind !== 'bridge' && kind !== 'ptp';

function overBridge(host: CniHost, from: CniEnd, to: CniEnd, isOnLink: boolean, steps: readonly Step[]): Decision {
  const back = routeOf(to.segment, to.subnet, targetOf(from.subnet));
  if (!isOnLink || back.kind !== 'link') {
    const there = routeOf(from.segment, from.subnet, targetOf(to.subnet));
    if (there.kind === 'unknown') return otherRoute(from, there.route, steps);
    if (isOnLink || back.kind === 'link') return sameAddresses(from, to, steps);
    // the machine forwards from the bridge back to the bridge
    const onWay = throughHost(host, from, to, steps, true);
    return onWay ?? routed(from, to, steps);
  }
  const { on, span } = from.segment.portIsolation;
  if (on && to.segment.portIsolation.on) {
    const why = `portIsolation: the ports of ${linkName(from.segment)} send nothing to each other.`;
    return decision('blocked', 'port-isolation', why, span, steps);
  }
  const stopped = withinBridge(host, from.segment, to.segment);
  if (stopped) return { ...stopped, steps };
  const why = `Both are on the bridge ${linkName(from.segment)}.`;
  return decision('open', 'shared-network', why, from.segment.nameSpan, steps);
}

/** Children of one interface of the machine. */
function overMaster(from: CniEnd, to: CniEnd, steps: readonly Step[]): Decision {
  const { kind, mode, span } = from.segment;
  const isOneMode = mode === to.segment.mode;
  const isOnLink = routeOf(from.segment, from.subnet, targetOf(to.subnet)).kind === 'link';
  const say = (verdict: Decision['verdict'], reason: string, why: string): Decision =>
    decision(verdict, reason, why, span, steps);
  if (kind === 'macvlan' && isOneMode && mode === 'private')
    return say('blocked', 'macvlan-private', 'Mode private: macvlan containers of one master never reach each other.');
  if (kind === 'macvlan' && mode === 'passthru') return onlyOne(from, steps);
  if (kind === 'host-device' || kind === 'vlan') return onlyOne(from, steps);
  if (kind === 'macvlan' && isOneMode && mode === 'bridge' && isOnLink)
    return say(
      'open',
      'shared-network',
      `Both are macvlan children of ${masterName(from.segment)}, which pass frames to each other in mode bridge.`,
    );
  if (kind === 'ipvlan' && isOneMode && isOnLink)
    return say('open', 'shared-network', `Both are ipvlan children of ${masterName(from.segment)}.`);
  if (kind === 'dummy') return say('blocked', 'no-link', 'A dummy interface leads nowhere.');
  if (kind === 'tap')
    return say('unknown', 'segment-unknown', 'What the program at the other end of a tap device does is not told.');
  return say('unknown', 'link-decides', `What is on the link of ${masterName(from.segment)} decides.`);
}

function onlyOne({ segment }: CniEnd, steps: readonly Step[]): Decision {
  const why = `Only one container at a time can be attached to ${segment.name}: it takes the interface as a whole.`;
  return decision('blocked', 'one-attachment', why, segment.span, steps);
}

export const masterName = ({ link }: CniSegment): string => link?.name ?? 'the interface of the default route';

function linkDecides(from: CniEnd, to: CniEnd, steps: readonly Step[]): Decision {
  const outside = isOutside(from.segment) ? from.segment : to.segment;
  if (outside.kind === 'dummy')
    return decision('blocked', 'no-link', 'A dummy interface leads nowhere.', outside.span, steps);
  const why = `${outside.name} is ${outside.kind}: machines and routers outside decide whether packets find their way.`;
  return decision('unknown', 'link-decides', why, outside.span, steps);
}

function sameAddresses(from: CniEnd, to: CniEnd, steps: readonly Step[]): Decision {
  const why = `${from.segment.name} and ${to.segment.name} have the same or overlapping subnets: addresses may be given twice.`;
  return decision('unknown', 'subnets-overlap', why, to.subnet.span, steps);
}

/** What stops packets on the way through the machine or their answers; undefined: they arrive. */
function throughHost(
  host: CniHost,
  from: CniEnd,
  to: CniEnd,
  steps: readonly Step[],
  isOneBridge = false,
): Decision | undefined {
  const ends = [from.segment, to.segment];
  const route = routeOf(from.segment, from.subnet, targetOf(to.subnet));
  if (route.kind === 'none') return noRoute(from, to.segment.name, steps);
  if (route.kind === 'unknown') return otherRoute(from, route.route, steps);
  for (const end of [from, to]) {
    const address = hostAddressOn(host, end.segment, end.subnet, ends);
    if (address.kind !== 'own') return noGateway(end, address.kind, steps);
  }
  const stopped = (isOneBridge ? withinLink : betweenLinks)(host, from.segment, to.segment);
  if (stopped) return { ...stopped, steps };
  // answers go to the machine's own address where it hides that of the sender
  if (from.segment.ipMasq.on && from.segment !== to.segment) return undefined;
  const back = routeOf(to.segment, to.subnet, targetOf(from.subnet));
  if (back.kind === 'none') return noRoute(to, from.segment.name, steps, true);
  return back.kind === 'unknown' ? otherRoute(to, back.route, steps) : undefined;
}

function routed(from: CniEnd, to: CniEnd, steps: readonly Step[]): Decision {
  if (from.segment === to.segment) {
    const why = `The machine forwards between the containers of ${from.segment.name}.`;
    return decision('open', 'routed', why, from.segment.nameSpan, steps);
  }
  const apart =
    from.segment.firewall && from.segment.firewall.policy !== 'open'
      ? ` ingressPolicy of ${from.segment.name} alone does not stop that.`
      : '';
  const why = `The machine forwards from ${from.segment.name} to ${to.segment.name}: bridges alone keep nobody apart.${apart}`;
  return decision('open', 'routed', why, from.segment.nameSpan, steps);
}
