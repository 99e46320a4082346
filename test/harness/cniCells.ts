import { readCni } from '../../server/src/cni/readCni.ts';
import { readSegment } from '../../server/src/cni/readSegment.ts';
import type { CniSegment, CniSubnet } from '../../server/src/model/cniSegment.ts';
import {
  type CniEnd,
  type CniHost,
  type CniHostFacts,
  exampleAttachments,
  rivalOf,
  subnetOf,
} from '../../server/src/reach/cni/cniHost.ts';
import { throughPublished } from '../../server/src/reach/cni/publishedPort.ts';
import { traceCni } from '../../server/src/reach/cni/traceCni.ts';
import type { Family, Place, Verdict, Via } from '../../server/src/reach/verdicts.ts';
import { type Attached, outside, type Probe, peerPort } from './cniReach.ts';
import type { RandomCniHost } from './randomCniNetworks.ts';

/** What is said of one connection. */
export interface Prediction {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly why: string;
}

/** One connection, what is said of it, and who answers if it is possible. */
export interface CniCell {
  readonly name: string;
  readonly probe: Probe;
  readonly answers: string;
  predict(host: CniHost): Prediction;
}

export function cniHostOf(wanted: RandomCniHost, facts: CniHostFacts): CniHost {
  const segments = wanted.networks.flatMap(({ text }, index) =>
    readCni(`file:///etc/cni/net.d/${10 + index}.conflist`, text).configs.flatMap(
      (config) => readSegment(config) ?? [],
    ),
  );
  return { segments, facts };
}

/** Every connection between containers, host and outside, and by every mapped port. */
export function cniCells(wanted: RandomCniHost, attached: readonly Attached[]): readonly CniCell[] {
  const { segments } = cniHostOf(wanted, {});
  const segmentOf = (network: string): CniSegment | undefined => segments.find(({ name }) => name === network);
  return attached.flatMap((target) =>
    target.addresses.flatMap((address) => {
      const segment = segmentOf(target.network);
      const family: Family = address.includes(':') ? 'ipv6' : 'ipv4';
      const others = attached.filter((each) => each !== target && addressOf(each, family) !== undefined);
      const there = { target, segment, address, family, others, segmentOf };
      return [
        ...direct(there, wanted.hasRoutesOutside),
        ...outwards(there),
        ...(family === 'ipv4' ? [...mapped(there), ...mappedForContainers(there)] : []),
      ];
    }),
  );
}

interface There {
  readonly target: Attached;
  readonly segment: CniSegment | undefined;
  readonly address: string;
  readonly family: Family;
  readonly others: readonly Attached[];
  segmentOf(network: string): CniSegment | undefined;
}

/** To the container's own address. */
function direct({ target, address, family, others }: There, hasRoutesOutside: boolean): readonly CniCell[] {
  const via: Via = { kind: 'address', network: target.network, family };
  const cell = (from: string, place: Place, source?: string): CniCell =>
    traced({ from, address, port: peerPort, ...(source ? { source } : {}) }, target.name, place, service(target), via);
  const fromOutside =
    family === 'ipv6'
      ? []
      : [
          cell('outside', { kind: 'lan' }),
          // routers of the internet know no private addresses
          ...(hasRoutesOutside ? [] : [cell('outside', { kind: 'internet' }, outside.internet)]),
        ];
  return [...others.map((from) => cell(from.name, service(from))), cell('host', { kind: 'host' }), ...fromOutside];
}

function outwards({ target, segment, address, family }: There): readonly CniCell[] {
  const via: Via = { kind: 'address', network: target.network, family };
  const cell = (to: string, answers: string, place: Place): CniCell =>
    traced({ from: target.name, address: to, port: peerPort }, answers, service(target), place, via);
  const hop = segment?.kind === 'macvlan' ? outside.host : gatewayOf(segment, family, address);
  return [
    ...(hop === undefined ? [] : [cell(hop, 'host', { kind: 'host' })]),
    ...(family === 'ipv6'
      ? []
      : [cell(outside.lan, 'outside', { kind: 'lan' }), cell(outside.internet, 'outside', { kind: 'internet' })]),
  ];
}

function mapped({ target }: There): readonly CniCell[] {
  const users = [
    { user: 'loopback', from: 'host', address: '127.0.0.1' },
    { user: 'host', from: 'host', address: outside.host },
    { user: 'lan', from: 'outside', address: outside.host },
    { user: 'internet', from: 'outside', address: outside.host, source: outside.internet },
  ] as const;
  return users.map(
    ({ user, ...probe }): CniCell => ({
      name: `${user} -> port of ${target.name}`,
      probe: { ...probe, port: target.hostPort },
      answers: target.name,
      predict(host) {
        const end = endOf(host, target);
        const isDoubtful = rivalOf(host, end.segment, end.subnet) !== undefined;
        return isDoubtful
          ? { verdict: 'unknown', reason: 'subnets-overlap', why: '' }
          : throughPublished(host, user, end);
      },
    }),
  );
}

/** Another container goes to the host's address on its own link. */
function mappedForContainers({ target, others, segmentOf }: There): readonly CniCell[] {
  return others.flatMap((from): readonly CniCell[] => {
    const near = segmentOf(from.network);
    const hop = near?.kind === 'macvlan' ? undefined : gatewayOf(near, 'ipv4', addressOf(from, 'ipv4') ?? '');
    if (hop === undefined) return [];
    const probe: Probe = { from: from.name, address: hop, port: target.hostPort };
    return [traced(probe, target.name, service(from), service(target), { kind: 'published' })];
  });
}

function traced(probe: Probe, answers: string, from: Place, to: Place, via: Via): CniCell {
  return {
    name: `${probe.source ?? probe.from} -> ${probe.address}:${probe.port}`,
    probe,
    answers,
    predict(host) {
      const { verdict, why, steps } = traceCni(host, { from, to, port: null, protocol: 'tcp', via });
      return { verdict, why, reason: steps.at(-1)?.reason ?? '' };
    },
  };
}

const service = ({ name }: Attached): Place => ({ kind: 'service', name });

const addressOf = ({ addresses }: Attached, family: Family): string | undefined =>
  addresses.find((address) => address.includes(':') === (family === 'ipv6'));

function endOf(host: CniHost, { name }: Attached): CniEnd {
  const attachment = exampleAttachments(host).find((each) => each.name === name);
  const subnet = attachment && subnetOf(attachment.segment, 'ipv4');
  if (!subnet) throw new Error(`${name} has an address.`);
  return { attachment, segment: attachment.segment, subnet };
}

/** The address that the plugin is to give the host beside this one of a container. */
function gatewayOf(segment: CniSegment | undefined, family: CniSubnet['family'], address: string): string | undefined {
  const subnet = segment && subnetOf(segment, family);
  if (!subnet) return undefined;
  if (family === 'ipv6') return address.replace(/::.*$/, '::1');
  return address.replace(/\d+$/, String((subnet.gateway?.value ?? 1n) & 255n));
}
