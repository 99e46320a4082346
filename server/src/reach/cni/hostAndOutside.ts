import { contains } from '../../model/address.ts';
import { privateBlocks } from '../../model/addressClass.ts';
import { type Decision, decision, step } from '../decision.ts';
import { masterName } from './betweenAttachments.ts';
import { forwardedOut, linkName } from './cniForwarding.ts';
import { type CniEnd, type CniHost, hostAddressOn } from './cniHost.ts';
import { routeOut } from './cniRoutes.ts';
import { noRoute, otherRoute, withoutHost } from './commonCniDecisions.ts';

/** Between a container and programs on the machine's own address there; both ways are alike. */
export function withHost(host: CniHost, end: CniEnd, direction: 'from' | 'to'): Decision {
  const { segment, attachment } = end;
  switch (segment.kind) {
    case 'bridge':
    case 'ptp': {
      const found = hostAddressOn(host, segment, end.subnet);
      if (found.kind === 'own') {
        const why =
          segment.kind === 'ptp'
            ? `The machine has the other end of ${attachment.name}'s veth, with the gateway's address.`
            : `The machine is on ${linkName(segment)} with the gateway's address.`;
        return decision(
          'open',
          direction === 'from' ? 'host-on-bridge' : 'gateway',
          why,
          segment.isGateway.span ?? segment.span,
        );
      }
      return withoutHost(segment, found.kind, {
        none: `The machine has no address on ${linkName(segment)}: isGateway is off, so that it is on layer 2 only.`,
        unknown: `${segment.name} gives the machine no address of its subnet on ${linkName(segment)}; somebody else may.`,
      });
    }
    case 'macvlan':
    case 'ipvlan': {
      if (segment.kind === 'macvlan' && segment.mode === 'vepa') return outsideDecides(end);
      const why = `The machine and its ${segment.kind} containers do not meet over ${masterName(segment)}.`;
      return decision('blocked', 'host-to-macvlan', why, segment.span);
    }
    case 'dummy':
      return decision('blocked', 'no-link', 'A dummy interface leads nowhere.', segment.span);
    default:
      return outsideDecides(end);
  }
}

function outsideDecides({ segment }: CniEnd): Decision {
  const why = `${segment.name} is ${segment.kind}${segment.mode === '' ? '' : ` in mode ${segment.mode}`}: what is on the link outside decides.`;
  return decision('unknown', 'link-decides', why, segment.span);
}

/** From a container to other machines. */
export function toOutside(host: CniHost, end: CniEnd, to: 'lan' | 'internet'): Decision {
  const { segment, attachment } = end;
  if (segment.kind === 'dummy') return decision('blocked', 'no-link', 'A dummy interface leads nowhere.', segment.span);
  const route = routeOut(segment, end.subnet);
  if (segment.kind !== 'bridge' && segment.kind !== 'ptp') {
    if (to === 'internet' && route.kind === 'none') return noRoute(end, to, []);
    const isOnLink = to === 'lan' && segment.kind === 'macvlan';
    const why = isOnLink
      ? `${attachment.name} has an address of its own on the link of ${masterName(segment)}.`
      : `The router on the link of ${masterName(segment)} decides.`;
    return decision(isOnLink ? 'open' : 'unknown', isOnLink ? 'on-parent-link' : 'link-decides', why, segment.span);
  }
  if (route.kind === 'none') return noRoute(end, to === 'lan' ? 'the LAN' : 'the internet', []);
  if (route.kind !== 'gateway') return otherRoute(end, route.kind === 'unknown' ? route.route : undefined, []);
  const steps = [step('route', `${attachment.name} has a default route by its gateway.`, route.route.span)];
  const found = hostAddressOn(host, segment, end.subnet);
  if (found.kind !== 'own') {
    const why = {
      none: `Nobody has the gateway's address on ${linkName(segment)}: isGateway is off.`,
      unknown: `Nothing tells who has the gateway's address on ${linkName(segment)}: isGateway is off.`,
    };
    return withoutHost(segment, found.kind, why, steps);
  }
  const stopped = forwardedOut(host, segment);
  if (stopped) return { ...stopped, steps };
  if (segment.ipMasq.on)
    return decision(
      'open',
      'masqueraded',
      `The machine forwards for ${segment.name} and hides its addresses (ipMasq).`,
      segment.ipMasq.span,
      steps,
    );
  const why = `The machine forwards for ${segment.name}, but shows its addresses (ipMasq is off): answers come back only if routers outside know the way.`;
  return decision('unknown', 'not-masqueraded', why, segment.span, steps);
}

/** From other machines to a container's own address. */
export function fromOutsideDirect(end: CniEnd, from: 'lan' | 'internet'): Decision {
  const { segment, attachment, subnet } = end;
  if (segment.kind === 'macvlan') {
    const why = `${attachment.name} has an address of its own on the link of ${masterName(segment)}.`;
    if (from === 'lan') return decision('open', 'on-parent-link', why, segment.span);
  }
  if (segment.kind === 'dummy') return decision('blocked', 'no-link', 'A dummy interface leads nowhere.', segment.span);
  if (segment.kind !== 'bridge' && segment.kind !== 'ptp') return outsideDecides(end);
  const isPrivate = privateBlocks.some((block) =>
    contains(block, { family: subnet.cidr.family, value: subnet.cidr.first }),
  );
  if (from === 'internet' && isPrivate) {
    const why = `${segment.name} has private addresses, which no router of the internet forwards.`;
    return decision('blocked', 'not-published', why, subnet.span);
  }
  const why = `Nothing keeps the ${from} from ${segment.name} but routes: it reaches containers if a router knows that their subnet is behind this machine.`;
  return decision('unknown', 'route-outside', why, subnet.span);
}
