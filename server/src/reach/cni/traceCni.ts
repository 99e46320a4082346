import { answer, bestOf, type Decision, decision, step } from '../decision.ts';
import type { Family, Flow, Place, Trace } from '../verdicts.ts';
import { betweenAttachments } from './betweenAttachments.ts';
import { type CniAttachment, type CniEnd, type CniHost, exampleAttachments, rivalOf, subnetOf } from './cniHost.ts';
import { segmentUnknown, withoutAddress } from './commonCniDecisions.ts';
import { fromOutsideDirect, toOutside, withHost } from './hostAndOutside.ts';
import { type PortUser, throughPublished } from './publishedPort.ts';

/**
 * Whether one container of CNI networks reaches another, or the machine, LAN and internet reach it, and why. Services of
 * the flow are attachments (`shop/1`); `via` may ask about the address of a family, or about a port of the machine. What
 * decides, by the reason of the last step; measured with plugins 1.9.1 but for ipvlan, which is from its documentation.
 *
 * | Verdict | Reason | When |
 * |---|---|---|
 * | open | shared-network | One bridge, or children of one master in a mode that lets them talk. |
 * | open | routed | The machine forwards between two links. |
 * | open | host-on-bridge, gateway | Between the machine, which has the gateway's address, and a container. |
 * | open | masqueraded | Out, with ipMasq and a default route. |
 * | open | published | A port that the runtime mapped, by portmap. |
 * | open | on-parent-link | Between the LAN and macvlan containers. |
 * | blocked | ingress-policy | Both networks set `ingressPolicy`, or `isolated` within one bridge. |
 * | blocked | port-isolation, macvlan-private | The option keeps members apart. |
 * | blocked | no-route, no-return-route | The container has no route there, or none for its answers. |
 * | blocked | no-gateway | The machine has no address on the link (known only of a plain machine). |
 * | blocked | no-address | Without IPAM, or none of the family. |
 * | blocked | forward-dropped | FORWARD of the machine drops, and no firewall plugin accepts. |
 * | blocked | host-to-macvlan, one-attachment, no-link | macvlan and ipvlan; whole interfaces; dummy and loopback. |
 * | blocked | not-published, port-on-loopback, hairpin-dropped | No port that leads there, or not from this side. |
 * | unknown | segment-unknown, address-unknown | A third-party plugin, DHCP, the runtime or a place holder decides. |
 * | unknown | forward-unknown, policy-needs-netfilter | The machine's own firewall decides. |
 * | unknown | link-decides, not-masqueraded, route-outside, route-elsewhere, port-conditions, source-routing | Somebody outside the file decides. |
 * | unknown | subnets-overlap | Two networks give the same addresses. |
 */
export function traceCni(host: CniHost, flow: Flow): Trace {
  const attachments = exampleAttachments(host);
  const endOf = (place: Place): CniAttachment | undefined =>
    place.kind === 'service' ? attachments.find(({ name }) => name === place.name) : undefined;
  const missing = [flow.from, flow.to].find((place) => place.kind === 'service' && !endOf(place));
  if (missing?.kind === 'service')
    return answer(flow, decision('unknown', 'not-defined', `${missing.name} is on none of these networks.`));
  return answer(flow, decide(host, flow, endOf(flow.from), endOf(flow.to)));
}

const families: readonly Family[] = ['ipv4', 'ipv6'];

function decide(host: CniHost, flow: Flow, from: CniAttachment | undefined, to: CniAttachment | undefined): Decision {
  if (!from && !to) return decision('unknown', 'outside', 'Neither end is a container of these networks.');
  for (const { segment } of [from, to].flatMap((each) => each ?? [])) {
    if (segment.kind === 'unknown') return segmentUnknown(segment);
    if (segment.kind === 'loopback')
      return decision('blocked', 'no-link', 'The loopback interface leads nowhere.', segment.span);
  }
  if (from?.segment.sourceRouting) return sourceRouted(from);
  const { via } = flow;
  const asked = via?.kind === 'address' ? families.filter((family) => family === via.family) : families;
  const ways = asked.flatMap((family) => alongFamily(host, flow, from, to, family));
  const lacking = [to, from].find((each) => each && asked.every((family) => !subnetOf(each.segment, family)));
  return bestOf(ways) ?? (lacking ? withoutAddress(lacking.segment) : noCommonFamily(flow));
}

/** Measured: without another interface such a connection finds no route; answers do. */
function sourceRouted({ segment, name }: CniAttachment): Decision {
  const why = `sbr: the routes of ${segment.name} are for programs that bind to the address there; for others the interfaces decide that ${name} has besides.`;
  return decision('unknown', 'source-routing', why, segment.sourceRouting);
}

const noCommonFamily = ({ from, to }: Flow): Decision =>
  decision('blocked', 'no-address', `${nameOf(from)} and ${nameOf(to)} have no addresses of the same family.`);

const nameOf = (place: Place): string => (place.kind === 'service' ? place.name : place.kind);

function alongFamily(
  host: CniHost,
  flow: Flow,
  from: CniAttachment | undefined,
  to: CniAttachment | undefined,
  family: Family,
): readonly Decision[] {
  const source = from && endWith(from, family);
  const target = to && endWith(to, family);
  if ((from && !source) || (to && !target)) return [];
  const rivalled = [source, target].find((end) => end && rivalOf(host, end.segment, end.subnet));
  if (rivalled) return [addressesTwice(host, rivalled)];
  if (source && target) {
    const isTwin = source.segment === target.segment && !target.subnet.several;
    if (isTwin) return [sameAddress(target)];
    if (flow.via?.kind === 'published') return [throughPublished(host, source, target)];
    return [betweenAttachments(host, source, target)];
  }
  if (source)
    return [flow.to.kind === 'host' ? withHost(host, source, 'to') : toOutside(host, source, outsideOf(flow.to))];
  return target ? intoNetwork(host, flow, target) : [];
}

function intoNetwork(host: CniHost, { from, via }: Flow, target: CniEnd): readonly Decision[] {
  const users: readonly PortUser[] = from.kind === 'host' ? ['loopback', 'host'] : [outsideOf(from)];
  const ports = users.map((user) => throughPublished(host, user, target));
  if (via?.kind === 'published') return ports;
  const own = from.kind === 'host' ? withHost(host, target, 'from') : fromOutsideDirect(target, outsideOf(from));
  return via?.kind === 'address' ? [own] : [own, ...(target.segment.portmap?.isTold ? ports : [])];
}

const outsideOf = ({ kind }: Place): 'lan' | 'internet' => (kind === 'internet' ? 'internet' : 'lan');

function endWith(attachment: CniAttachment, family: Family): CniEnd | undefined {
  const subnet = subnetOf(attachment.segment, family);
  return subnet && { attachment, segment: attachment.segment, subnet };
}

function addressesTwice(host: CniHost, { segment, subnet }: CniEnd): Decision {
  const other = rivalOf(host, segment, subnet);
  const why = `${segment.name} and ${other?.name ?? 'another network'} have the same or overlapping subnets: addresses may be given twice, and the machine's routes lead to one of them only.`;
  return decision('unknown', 'subnets-overlap', why, subnet.span);
}

function sameAddress({ segment, subnet }: CniEnd): Decision {
  const why = `${segment.name} has one address for all: two containers would have the same.`;
  return decision('unknown', 'one-address', why, subnet.span, [
    step('arrives', `Both are attached to ${segment.name}.`),
  ]);
}

/**
 * Every flow worth asking about: between the two example containers of a network and from each network's first to each
 * other's, from the machine, LAN and internet in, and out to them.
 */
export function cniMatrix(host: CniHost): readonly Trace[] {
  const attachments = exampleAttachments(host);
  const places = attachments.map(({ name }): Place => ({ kind: 'service', name }));
  const outside: readonly Place[] = [{ kind: 'host' }, { kind: 'lan' }, { kind: 'internet' }];
  const ask = (from: Place, to: Place, via?: Flow['via']): Trace =>
    traceCni(host, { from, to, port: null, protocol: 'tcp', ...(via ? { via } : {}) });
  const firsts = places.filter((_, index) => index % 2 === 0);
  return firsts.flatMap((place, index) => {
    const twin = places[index * 2 + 1];
    const others = firsts.filter((each) => each !== place);
    const { segment } = attachments[index * 2] ?? {};
    return [
      ...(twin ? [ask(place, twin)] : []),
      ...others.map((other) => ask(place, other)),
      ...outside.map((to) => ask(place, to)),
      ...outside.map((from) =>
        ask(from, place, { kind: 'address', network: segment?.name ?? '', family: familyIn(segment) }),
      ),
      ...(segment?.portmap ? outside.map((from) => ask(from, place, { kind: 'published' })) : []),
    ];
  });
}

const familyIn = (segment: CniAttachment['segment'] | undefined): Family =>
  segment && !subnetOf(segment, 'ipv4') && subnetOf(segment, 'ipv6') ? 'ipv6' : 'ipv4';
