import type { Container, HostPort } from '../containers.ts';
import { gatewaysOf, namespaceOwner, type RunningStack } from './runningStack.ts';

/** What a connection is opened to. */
export interface End {
  readonly address: string;
  readonly port: number;
}

/** Where the host itself finds a published port; at IPv4 addresses only, if that is wanted. */
export function publishedEnds(
  ports: readonly HostPort[],
  port: number | null,
  protocol: string,
  ipv4Only: boolean,
): readonly End[] {
  return bindings(ports, port, protocol)
    .filter(({ hostAddress }) => !ipv4Only || !hostAddress.includes(':'))
    .map(({ hostAddress, hostPort }) => ({ address: localAddress(hostAddress), port: hostPort }));
}

/**
 * Where a container finds a port that another one publishes: at the address that is bound, or, where every one is, at
 * those of its own gateways. IPv4 only, and not what is bound for the host alone.
 */
export function publishedSeenFrom(
  source: Container,
  target: Container,
  port: number | null,
  protocol: string,
  stack: RunningStack,
): readonly End[] {
  const owner = namespaceOwner(stack, target);
  const from = namespaceOwner(stack, source);
  if (!owner || !from) return [];
  if (from.networkMode === 'host') return publishedEnds(owner.ports, port, protocol, true);
  const gateways = gatewaysOf(stack, from).filter((address) => !address.includes(':'));
  return bindings(owner.ports, port, protocol).flatMap(({ hostAddress, hostPort }) => {
    if (hostAddress.includes(':') || hostAddress.startsWith('127.')) return [];
    const addresses = hostAddress === '' || hostAddress === '0.0.0.0' ? gateways : [hostAddress];
    return addresses.map((address) => ({ address, port: hostPort }));
  });
}

/** A port of a routed network has no number on the host. */
function bindings(ports: readonly HostPort[], port: number | null, protocol: string): readonly HostPort[] {
  return ports.filter((each) => each.protocol === protocol && each.containerPort === port && each.hostPort > 0);
}

/** An address that is bound on all interfaces is reached on the loopback one. */
function localAddress(bound: string): string {
  if (bound === '' || bound === '0.0.0.0') return '127.0.0.1';
  return bound === '::' ? '::1' : bound;
}
