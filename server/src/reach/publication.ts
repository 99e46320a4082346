import { isLoopback, isUnspecified } from '../model/addressClass.ts';
import type { Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { Protocol, PublishedPort, Service } from '../model/service.ts';
import { defaultRouteAmong } from './defaultRoute.ts';
import { type EngineFacts, unknownEngine } from './engine.ts';
import { namespaceOf } from './namespace.ts';
import { gatewayMode, membershipsOf } from './segment.ts';

/**
 * Where on the host a container port is published.
 * all       every address of the host
 * address   one address that is not loopback
 * loopback  only the host itself
 * nowhere   the service has internal networks only: the engine publishes nothing and says nothing (measured)
 * unknown   a variable, an external network or the gateway mode decides
 */
export interface Publication {
  readonly port: PublishedPort;
  readonly scope: 'all' | 'address' | 'loopback' | 'nowhere' | 'unknown';
  /** `8080`, `8000-8010`, or `a free port`. */
  readonly hostPort: string;
  /** The bound address as written. */
  readonly hostAddress?: string;
  /** The network has gateway mode `routed`: the port is open at the container's address, not at an IPv4 one of the host. */
  readonly routed?: boolean;
}

/** How the container port of a service is published; any port when `containerPort` is null. */
export function publicationsOf(
  project: Project,
  service: Service,
  containerPort: number | null,
  protocol: Protocol,
  engine: EngineFacts = unknownEngine,
): readonly Publication[] {
  const namespace = namespaceOf(project, service);
  if (namespace.kind !== 'own') return [];
  const owner = namespace.owner;
  const mode = publishingMode(project, owner, engine);
  return owner.ports
    .filter((port) => {
      if (containerPort === null) return true;
      return (
        (!port.known || port.protocol === protocol) &&
        containerPort >= port.target.first &&
        containerPort <= port.target.last
      );
    })
    .map(
      (port): Publication => ({
        port,
        scope: mode === 'nat' ? scopeOf(project, owner, port) : 'unknown',
        ...(mode === 'routed' ? { routed: true } : {}),
        hostPort: hostPortFor(port, containerPort),
        ...(port.hostAddress ? { hostAddress: port.hostAddress.text.value } : {}),
      }),
    );
}

function hostPortFor(port: PublishedPort, containerPort: number | null): string {
  const { published, target } = port;
  if (!published) return 'a free port';
  if (published.first === published.last) return String(published.first);
  if (containerPort !== null && published.last - published.first === target.last - target.first) {
    return String(published.first + containerPort - target.first);
  }
  return `${published.first}-${published.last}`;
}

/** Of the network through which the service's packets leave; that is the one whose driver publishes. */
function publishingMode(project: Project, owner: Service, engine: EngineFacts): 'nat' | 'routed' | 'unknown' {
  const memberships = membershipsOf(project, owner);
  const route = defaultRouteAmong(memberships, engine);
  const modes = memberships.flatMap(({ network, attachment }) =>
    network?.driver === 'bridge' && (route.kind !== 'network' || route.network === attachment.network)
      ? [gatewayMode(network, 'ipv4', engine)]
      : [],
  );
  if (route.kind === 'none') return 'nat';
  if (route.kind === 'network' && modes.includes('routed')) return 'routed';
  return modes.includes('routed') || modes.includes('unknown') ? 'unknown' : 'nat';
}

function scopeOf(project: Project, owner: Service, port: PublishedPort): Publication['scope'] {
  const networks = membershipsOf(project, owner).map(({ network }) => network);
  // Bridges and overlays publish; macvlan and ipvlan containers have addresses of their own on the link.
  const publishesNothing = (network: Network | undefined): boolean =>
    network?.internal === true || network?.driver === 'macvlan' || network?.driver === 'ipvlan';
  if (networks.length > 0 && networks.every(publishesNothing)) return 'nowhere';
  const publishes = (network: Network | undefined): boolean =>
    network?.internal === false && (network.driver === 'bridge' || network.driver === 'overlay');
  if (!networks.some(publishes)) return 'unknown';
  if (!port.known) return 'unknown';
  const { hostAddress } = port;
  if (!hostAddress) return 'all';
  const address = hostAddress.address;
  if (!address) return 'unknown';
  if (isUnspecified(address)) return 'all';
  return isLoopback(address) ? 'loopback' : 'address';
}
