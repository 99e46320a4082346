import { isLoopback, isUnspecified } from '../model/addressClass.ts';
import type { Network } from '../model/network.ts';
import type { Project } from '../model/project.ts';
import type { Protocol, PublishedPort, Service } from '../model/service.ts';
import { namespaceOf } from './namespace.ts';
import { membershipsOf } from './segment.ts';

/**
 * Where on the host a container port is published.
 * all       every address of the host
 * address   one address that is not loopback
 * loopback  only the host itself
 * nowhere   the service has internal networks only: the engine publishes nothing and says nothing (measured)
 * unknown   a variable or an external network decides
 */
export interface Publication {
  readonly port: PublishedPort;
  readonly scope: 'all' | 'address' | 'loopback' | 'nowhere' | 'unknown';
  /** `8080`, `8000-8010`, or `a free port`. */
  readonly hostPort: string;
  /** The bound address as written. */
  readonly hostAddress?: string;
}

/** How the container port of a service is published; any port when `containerPort` is null. */
export function publicationsOf(
  project: Project,
  service: Service,
  containerPort: number | null,
  protocol: Protocol,
): readonly Publication[] {
  const namespace = namespaceOf(project, service);
  if (namespace.kind !== 'own') return [];
  const owner = namespace.owner;
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
        scope: scopeOf(project, owner, port),
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
