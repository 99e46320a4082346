import { networkNotDefined } from './commonDecisions.ts';
import { type Decision, decision, step } from './decision.ts';
import type { EngineFacts } from './engine.ts';
import {
  driverFlag,
  gatewayMode,
  hasFamily,
  type Membership,
  mayBeSameNetwork,
  sameNetwork,
  segmentKind,
  unknownSegment,
} from './segment.ts';
import type { Family, Flow } from './verdicts.ts';

/** The names of both ends, and what is asked. */
export interface Ends {
  readonly from: string;
  readonly to: string;
  readonly protocol: Flow['protocol'];
  readonly family?: Family;
}

/** The ways over networks that both ends are in; to an address of that family only, if one is given. */
export function sharedWays(
  sources: readonly Membership[],
  targets: readonly Membership[],
  ends: Ends,
  engine: EngineFacts,
): readonly Decision[] {
  return sources.flatMap((a) =>
    targets.flatMap((b): readonly Decision[] => {
      if (!a.network || !b.network) return [];
      if (sameNetwork(a.network, b.network)) return [alongNetwork(a, b, ends, engine)];
      if (!mayBeSameNetwork(a.network, b.network)) return [];
      const why = `${a.network.name} and ${b.network.name} may be one network: a variable or another project decides their names.`;
      return [decision('unknown', 'network-name-unknown', why, a.attachment.nameSpan)];
    }),
  );
}

function alongNetwork(
  a: Membership,
  b: Membership,
  { from, to, family, protocol }: Ends,
  engine: EngineFacts,
): Decision {
  const network = a.network;
  if (!network) return networkNotDefined(a.attachment);
  const steps = [
    step('leaves', `${from} is attached to ${network.name}.`, a.attachment.nameSpan),
    step('arrives', `${to} is attached to ${network.name}.`, b.attachment.nameSpan),
  ];
  const kind = segmentKind(network);
  if (kind === 'unknown') {
    const why = `Both are attached to ${network.name}, but ${unknownSegment(network)}.`;
    return decision('unknown', 'segment-unknown', why, network.nameSpan, steps);
  }
  if (family && hasFamily(network, family) !== true) return withoutFamily(a, family);
  const icc = driverFlag(network, 'com.docker.network.bridge.enable_icc', true);
  if (kind === 'bridge' && icc !== true) {
    const span = network.driverOptions.find(({ name }) => name.endsWith('enable_icc'))?.span;
    if (icc === undefined) {
      const why = `A variable decides whether members of ${network.name} may talk to each other.`;
      return decision('unknown', 'icc-hidden', why, span, steps);
    }
    if (engine.bridgeNetfilter === false) {
      const why = `${network.name} has enable_icc switched off, but on this host traffic within a bridge does not pass the firewall (bridge-nf-call-iptables is 0).`;
      return decision('unknown', 'icc-not-enforced', why, span, steps);
    }
    // measured on 28.5: a routed network lets all ICMP in, from its own members too
    if (protocol === 'icmp' && gatewayMode(network, family ?? 'ipv4', engine) === 'routed') {
      const why = `${network.name} has enable_icc switched off, but as a routed network it lets all ICMP in.`;
      return decision('open', 'icc-routed-icmp', why, span, steps);
    }
    const why = `${network.name} has enable_icc switched off: its members cannot talk to each other.`;
    return decision('blocked', 'icc-disabled', why, span, steps);
  }
  return decision('open', 'shared-network', `Both are attached to ${network.name}.`, a.attachment.nameSpan, steps);
}

/** There is no address of the family in the network, or nobody knows. */
export function withoutFamily({ network, attachment }: Membership, family: Family): Decision {
  const name = family === 'ipv4' ? 'IPv4' : 'IPv6';
  return network && hasFamily(network, family) === false
    ? decision('blocked', 'no-address', `${attachment.network} has no ${name}.`, attachment.nameSpan)
    : decision(
        'unknown',
        'family-hidden',
        `Nothing tells whether ${attachment.network} has ${name}.`,
        attachment.nameSpan,
      );
}
