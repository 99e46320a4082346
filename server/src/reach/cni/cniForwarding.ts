import type { CniSegment } from '../../model/cniSegment.ts';
import { type Decision, decision } from '../decision.ts';
import type { CniHost } from './cniHost.ts';

/** True where `ingressPolicy` adds rules for the link: of a bridge, or of the veth that each ptp container has. */
const isolates = ({ kind, firewall, addressing }: CniSegment): boolean =>
  firewall !== undefined &&
  firewall.policy !== 'open' &&
  addressing.kind === 'known' &&
  (kind === 'bridge' || kind === 'ptp');

/**
 * What stops packets that the machine forwards from one network to another: `ingressPolicy`, where both have it, then
 * the policy of FORWARD, before which the firewall plugin lets through what its containers send. Undefined: nothing does.
 */
export function betweenLinks({ facts }: CniHost, from: CniSegment, to: CniSegment): Decision | undefined {
  if (isolates(from) && isolates(to)) {
    const why = `${namesOf(from, to)} set ingressPolicy: what comes from one link does not get to another.`;
    return decision('blocked', 'ingress-policy', why, from.firewall?.span);
  }
  return forwarded(facts.forward, from);
}

/** The same for packets that come in over a bridge and leave over it. */
export function withinLink({ facts }: CniHost, from: CniSegment, to: CniSegment): Decision | undefined {
  const isolated = [from, to].find(isolatesMembers);
  if (isolated) {
    const why = `ingressPolicy isolated drops what the machine forwards from ${linkName(from)} back to it.`;
    return decision('blocked', 'ingress-policy', why, isolated.firewall?.span);
  }
  return forwarded(facts.forward, from);
}

/** What stops frames within a bridge, which pass FORWARD only with `bridge-nf-call-iptables`. */
export function withinBridge({ facts }: CniHost, from: CniSegment, to: CniSegment): Decision | undefined {
  const { bridgeNetfilter, forward } = facts;
  if (bridgeNetfilter === false) return undefined;
  const isolated = [from, to].find(isolatesMembers);
  if (isolated) {
    const { span } = isolated.firewall ?? {};
    if (bridgeNetfilter)
      return decision(
        'blocked',
        'ingress-policy',
        `ingressPolicy isolated keeps the members of ${linkName(from)} apart.`,
        span,
      );
    const why = `ingressPolicy isolated keeps the members of ${linkName(from)} apart only where bridge-nf-call-iptables is 1.`;
    return decision('unknown', 'policy-needs-netfilter', why, span);
  }
  if (forward !== 'drop' || from.firewall?.firewalld === false) return undefined;
  if (bridgeNetfilter) return forwarded(forward, from);
  const why = 'FORWARD drops, and nothing tells whether traffic within a bridge passes it (bridge-nf-call-iptables).';
  return decision('unknown', 'forward-unknown', why, from.span);
}

/** What comes from outside passes the policy of FORWARD alone: the firewall plugin lets in nothing that is new. */
export function fromOutside({ facts }: CniHost, to: CniSegment): Decision | undefined {
  return forwarded(facts.forward, undefined, to);
}

function forwarded(
  policy: 'accept' | 'drop' | undefined,
  from: CniSegment | undefined,
  about = from,
): Decision | undefined {
  if (policy === 'accept' || from?.firewall?.firewalld === false) return undefined;
  const span = about?.firewall?.span ?? about?.span;
  if (policy === 'drop' && !from?.firewall) {
    const why = from
      ? `FORWARD of this machine drops, and no firewall plugin lets through what containers of ${from.name} send.`
      : 'FORWARD of this machine drops new connections from outside; the firewall plugin lets in only answers.';
    return decision('blocked', 'forward-dropped', why, span);
  }
  const why = from?.firewall
    ? 'firewalld decides what is forwarded.'
    : `Whether the machine forwards that depends on its own policy: Linux accepts, one with docker or firewalld drops${from ? ' unless the firewall plugin is in the chain' : ''}.`;
  return decision('unknown', 'forward-unknown', why, span);
}

const isolatesMembers = (segment: CniSegment): boolean =>
  isolates(segment) && segment.firewall?.policy === 'isolated' && segment.kind === 'bridge';

const namesOf = (a: CniSegment, b: CniSegment): string =>
  a === b ? `Containers of ${a.name}` : `${a.name} and ${b.name} both`;

export const linkName = ({ link, name }: CniSegment): string => link?.name ?? name;

/** What stops packets from containers to other machines. */
export const forwardedOut = ({ facts }: CniHost, from: CniSegment): Decision | undefined =>
  forwarded(facts.forward, from);
