import type { Flow, Place } from '../../reach/verdicts.ts';
import type { Container } from '../containers.ts';
import { formatEnd } from './formatEnd.ts';
import type { Probe } from './probeScript.ts';
import { type End, publishedEnds, publishedSeenFrom } from './publishedEnds.ts';
import {
  addressesIn,
  addressesOf,
  gatewaysOf,
  namespaceOwner,
  type RunningStack,
  runningContainers,
  whyNotRunning,
} from './runningStack.ts';

/** How a flow is measured. `network` is what the helper joins: `container:ID` or `host`. */
export type Plan =
  | { readonly kind: 'skip'; readonly reason: string }
  | {
      readonly kind: 'connect';
      readonly network: string;
      readonly protocol: Transport;
      /** None: there is no address to connect to. */
      readonly ends: readonly End[];
      /** The service's name, for a source that might look it up, and where it should lead. */
      readonly name?: Name;
      /** What does not answer may be a program that takes datagrams and says nothing. */
      readonly silenceIsNormal?: boolean;
    }
  /** Looks whether there is a way out, without going it. `stack` tells where the way leads. */
  | { readonly kind: 'route'; readonly network: string };

export interface Name {
  readonly text: string;
  readonly addresses: readonly string[];
  /** The flow is about this name: only addresses among its answers count. */
  readonly decides?: boolean;
}

type Transport = 'tcp' | 'udp' | 'icmp';

/** tcpmux: nothing listens there, and "refused" proves an open way as well as a connection does. */
const CLOSED_PORT = 1;

export function planFlow(flow: Flow, stack: RunningStack): Plan {
  const { from, to, protocol } = flow;
  if (protocol === 'sctp') return skip('no SCTP connections are made');
  if (from.kind === 'host' && to.kind === 'service') return planFromHost(to.name, flow, protocol, stack);
  if (from.kind !== 'service') return skip(describeExposure(to, flow.port, stack));
  const [source] = runningContainers(stack, from.name);
  if (!source) return skip(whyNotRunning(stack, from.name));
  const network = joined(source, stack);
  switch (to.kind) {
    case 'service':
      return planToService(source, to.name, flow, protocol, stack);
    case 'host':
      return planToHost(source, flow.port, protocol, stack);
    case 'internet':
      // the machine's own way out is no property of the stack
      if (namespaceOwner(stack, source)?.networkMode === 'host') return skip("it has the machine's own way out");
      return { kind: 'route', network };
    case 'lan':
      return skip('no connection is made to other machines');
  }
}

/** What the helper has to try. */
export function probesOf(plan: Plan): readonly Probe[] {
  if (plan.kind !== 'connect') return [];
  return [
    ...plan.ends.map((end): Probe => {
      if (plan.protocol === 'icmp') return { kind: 'echo', address: end.address };
      return { kind: plan.protocol === 'tcp' ? 'connect' : 'datagram', ...end };
    }),
    ...(plan.name ? [{ kind: 'lookup', name: plan.name.text } as const] : []),
  ];
}

function planToService(source: Container, service: string, flow: Flow, protocol: Transport, stack: RunningStack): Plan {
  const targets = runningContainers(stack, service);
  if (targets.length === 0) return skip(whyNotRunning(stack, service));
  const { via, port } = flow;
  const network = joined(source, stack);
  const published = targets.flatMap((target) => publishedSeenFrom(source, target, port, protocol, stack));
  if (via?.kind === 'published')
    return { kind: 'connect', network, protocol, ends: published, silenceIsNormal: protocol === 'udp' };
  const addresses = targets.flatMap((target) => reachableAddresses(source, target, flow, stack));
  const ends = addresses.flatMap((address) => endsAt(address, port, protocol));
  if (via?.kind === 'address') return { kind: 'connect', network, protocol, ends };
  const name: Name = via ? { text: via.name, addresses, decides: true } : { text: service, addresses };
  const around = via || protocol !== 'tcp' ? [] : published;
  return { kind: 'connect', network, protocol, ends: [...ends, ...around], name };
}

/** Services that share a namespace share a helper. */
function joined(source: Container, stack: RunningStack): string {
  return `container:${(namespaceOwner(stack, source) ?? source).id}`;
}

/** A program that listens for datagrams need not answer, so a port that is closed is asked as well. */
function endsAt(address: string, port: number | null, protocol: Transport): readonly End[] {
  const asked = { address, port: port ?? CLOSED_PORT };
  return protocol === 'udp' ? [asked, { address, port: closedPortFor(address) }] : [asked];
}

/** Another one for every address: the `traceroute` of busybox takes answers about equal ports for its own. */
function closedPortFor(address: string): number {
  let hash = 7;
  for (const character of address) hash = (hash * 31 + character.charCodeAt(0)) % 20_011;
  return 33_434 + hash;
}

/** Where a target can be expected, seen from the source. */
function reachableAddresses(
  source: Container,
  target: Container,
  { via }: Flow,
  stack: RunningStack,
): readonly string[] {
  const from = namespaceOwner(stack, source);
  const owner = namespaceOwner(stack, target);
  if (owner && via && via.kind !== 'published')
    return addressesIn(stack, owner, via.network, 'family' in via ? via.family : undefined);
  if (owner && owner === from) return ['127.0.0.1'];
  if (owner?.networkMode !== 'host') return owner ? addressesOf(owner) : [];
  return from?.networkMode === 'host' ? ['127.0.0.1'] : from ? gatewaysOf(stack, from) : [];
}

function planToHost(source: Container, port: number | null, protocol: Transport, stack: RunningStack): Plan {
  const owner = namespaceOwner(stack, source);
  const addresses = !owner ? [] : owner.networkMode === 'host' ? ['127.0.0.1'] : gatewaysOf(stack, owner);
  if (addresses.length === 0 && owner && addressesOf(owner).length > 0) {
    return skip("its networks have no address of the engine's machine that is known");
  }
  const ends = addresses.flatMap((address) => endsAt(address, port, protocol));
  return { kind: 'connect', network: joined(source, stack), protocol, ends };
}

/** Through its published port where it has one, and by its own address, which a Linux host reaches as well. */
function planFromHost(service: string, { port, via }: Flow, protocol: Transport, stack: RunningStack): Plan {
  const targets = runningContainers(stack, service);
  if (targets.length === 0) return skip(whyNotRunning(stack, service));
  const owners = targets.flatMap((target) => namespaceOwner(stack, target) ?? []);
  const published =
    via?.kind === 'address'
      ? []
      : owners.flatMap(({ ports }) => publishedEnds(ports, port, protocol, via !== undefined));
  if (stack.desktop && published.length === 0) {
    return skip("Docker Desktop's engine runs in a virtual machine, and this port is not published from there");
  }
  const own = owners.flatMap((owner) => {
    if (owner.networkMode === 'host') return ['127.0.0.1'];
    return via?.kind === 'address' ? addressesIn(stack, owner, via.network, via.family) : addressesOf(owner);
  });
  const direct =
    stack.desktop || via?.kind === 'published' ? [] : own.flatMap((address) => endsAt(address, port, protocol));
  const silenceIsNormal = protocol === 'udp' && direct.length === 0;
  return { kind: 'connect', network: 'host', protocol, ends: [...published, ...direct], silenceIsNormal };
}

/** What can be said without a machine outside: where the engine has opened the port. */
function describeExposure(to: Place, port: number | null, stack: RunningStack): string {
  const reason = 'it takes another machine to measure this';
  if (to.kind !== 'service') return reason;
  const containers = runningContainers(stack, to.name);
  if (containers.length === 0) return whyNotRunning(stack, to.name);
  const ports = containers.flatMap((container) => namespaceOwner(stack, container)?.ports ?? []);
  const bound = ports.filter(({ containerPort }) => port === null || containerPort === port);
  if (bound.length === 0) return `${reason}; the engine has published no port for it`;
  const ends = bound.map(({ hostAddress, hostPort }) => formatEnd(hostAddress, hostPort));
  return `${reason}; the engine has published it on ${ends.join(', ')}`;
}

function skip(reason: string): Plan {
  return { kind: 'skip', reason };
}
