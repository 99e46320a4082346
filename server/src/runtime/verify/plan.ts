import type { Flow, Place } from '../../reach/verdicts.ts';
import type { Container, HostPort } from '../containers.ts';
import { formatEnd } from './formatEnd.ts';
import type { Probe } from './probeScript.ts';
import {
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
      /** None: there is no address to connect to. */
      readonly ends: readonly End[];
      /** The service's name, for a source that might look it up, and where it should lead. */
      readonly name?: { readonly text: string; readonly addresses: readonly string[] };
    }
  /** Looks whether there is a way out, without going it. `stack` tells where the way leads. */
  | { readonly kind: 'route'; readonly network: string };

export interface End {
  readonly address: string;
  readonly port: number;
}

/** tcpmux: nothing listens there, and "refused" proves an open way as well as a connection does. */
const CLOSED_PORT = 1;

export function planFlow(flow: Flow, stack: RunningStack): Plan {
  const { from, to, protocol } = flow;
  if (protocol !== 'tcp') return skip(`only TCP connections are made, not ${protocol}`);
  if (from.kind === 'host' && to.kind === 'service') return planFromHost(to.name, flow.port, stack);
  if (from.kind !== 'service') return skip(describeExposure(to, flow.port, stack));
  const [source] = runningContainers(stack, from.name);
  if (!source) return skip(whyNotRunning(stack, from.name));
  const network = `container:${source.id}`;
  switch (to.kind) {
    case 'service':
      return planToService(source, to.name, flow.port, stack);
    case 'host':
      return planToHost(source, flow.port, stack);
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
    ...plan.ends.map((end): Probe => ({ kind: 'connect', ...end })),
    ...(plan.name ? [{ kind: 'lookup', name: plan.name.text } as const] : []),
  ];
}

function planToService(source: Container, service: string, port: number | null, stack: RunningStack): Plan {
  const targets = runningContainers(stack, service);
  if (targets.length === 0) return skip(whyNotRunning(stack, service));
  const addresses = targets.flatMap((target) => reachableAddresses(source, target, stack));
  const ends = addresses.map((address) => ({ address, port: port ?? CLOSED_PORT }));
  return { kind: 'connect', network: `container:${source.id}`, ends, name: { text: service, addresses } };
}

/** Where a target can be expected, seen from the source. */
function reachableAddresses(source: Container, target: Container, stack: RunningStack): readonly string[] {
  const from = namespaceOwner(stack, source);
  const owner = namespaceOwner(stack, target);
  if (owner && owner === from) return ['127.0.0.1'];
  if (owner?.networkMode !== 'host') return owner ? addressesOf(owner) : [];
  return from?.networkMode === 'host' ? ['127.0.0.1'] : from ? gatewaysOf(stack, from) : [];
}

function planToHost(source: Container, port: number | null, stack: RunningStack): Plan {
  const owner = namespaceOwner(stack, source);
  const addresses = !owner ? [] : owner.networkMode === 'host' ? ['127.0.0.1'] : gatewaysOf(stack, owner);
  if (addresses.length === 0 && owner && addressesOf(owner).length > 0) {
    return skip("its networks have no address of the engine's machine that is known");
  }
  const ends = addresses.map((address) => ({ address, port: port ?? CLOSED_PORT }));
  return { kind: 'connect', network: `container:${source.id}`, ends };
}

/** Through its published port where it has one, and by its own address, which a Linux host reaches as well. */
function planFromHost(service: string, port: number | null, stack: RunningStack): Plan {
  const targets = runningContainers(stack, service);
  if (targets.length === 0) return skip(whyNotRunning(stack, service));
  const owners = targets.flatMap((target) => namespaceOwner(stack, target) ?? []);
  const published = owners.flatMap(({ ports }) => publishedEnds(ports, port));
  if (stack.desktop && published.length === 0) {
    return skip("Docker Desktop's engine runs in a virtual machine, and this port is not published from there");
  }
  const own = owners.flatMap((owner) => (owner.networkMode === 'host' ? ['127.0.0.1'] : addressesOf(owner)));
  const direct = stack.desktop ? [] : own.map((address) => ({ address, port: port ?? CLOSED_PORT }));
  return { kind: 'connect', network: 'host', ends: [...published, ...direct] };
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

function publishedEnds(ports: readonly HostPort[], port: number | null): End[] {
  return ports
    .filter(({ containerPort, protocol }) => protocol === 'tcp' && containerPort === port)
    .map(({ hostAddress, hostPort }) => ({ address: localAddress(hostAddress), port: hostPort }));
}

/** An address that is bound on all interfaces is reached on the loopback one. */
function localAddress(bound: string): string {
  if (bound === '' || bound === '0.0.0.0') return '127.0.0.1';
  return bound === '::' ? '::1' : bound;
}

function skip(reason: string): Plan {
  return { kind: 'skip', reason };
}
