import { contains, parseAddress, parseCidr } from '../../server/src/model/address.ts';
import type {
  LabelSelector,
  NetworkPolicy,
  PolicyPeer,
  PolicyPort,
} from '../../server/src/reach/kubernetes/networkPolicy.ts';

/** An end of a connection: a pod by its labels, or an address outside of the cluster. */
export type ClusterEnd = { readonly labels: Readonly<Record<string, string>> } | { readonly address: string };

export interface Connection {
  readonly from: ClusterEnd;
  readonly to: ClusterEnd;
  readonly port: number;
  readonly protocol: PolicyPort['protocol'];
}

/**
 * What a network plugin makes of policies in one namespace, read from the NetworkPolicy reference: a pod that no policy
 * of a direction selects is open in it; one that is selected is open to what one of them lists. Both ends have to agree.
 */
export function isAllowed(policies: readonly NetworkPolicy[], connection: Connection): boolean {
  return isOpen(policies, connection, 'Ingress') && isOpen(policies, connection, 'Egress');
}

function isOpen(
  policies: readonly NetworkPolicy[],
  { from, to, port, protocol }: Connection,
  direction: 'Ingress' | 'Egress',
): boolean {
  const [own, other] = direction === 'Ingress' ? [to, from] : [from, to];
  if (!('labels' in own)) return true;
  const selecting = policies.filter(
    ({ spec }) => spec.policyTypes.includes(direction) && selects(spec.podSelector, own.labels),
  );
  if (selecting.length === 0) return true;
  return selecting.some(({ spec }) => {
    const rules =
      direction === 'Ingress'
        ? (spec.ingress ?? []).map(({ from: peers, ports }) => ({ peers, ports }))
        : (spec.egress ?? []).map(({ to: peers, ports }) => ({ peers, ports }));
    return rules.some(
      ({ peers, ports }) =>
        peers.some((peer) => isPeer(peer, other)) &&
        (!ports || ports.some((each) => each.port === port && each.protocol === protocol)),
    );
  });
}

function isPeer(peer: PolicyPeer, end: ClusterEnd): boolean {
  if ('ipBlock' in peer) {
    if (!('address' in end)) return false;
    const address = parseAddress(end.address);
    const inside = (text: string): boolean => {
      const cidr = parseCidr(text);
      return cidr !== undefined && address !== undefined && contains(cidr, address);
    };
    return inside(peer.ipBlock.cidr) && !(peer.ipBlock.except ?? []).some(inside);
  }
  // the pods of these tests are in the policies' own namespace
  return 'labels' in end && peer.namespaceSelector === undefined && selects(peer.podSelector, end.labels);
}

function selects({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Readonly<Record<string, string>>) {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, values }) => !values.includes(labels[key] ?? ''))
  );
}
