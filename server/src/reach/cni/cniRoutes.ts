import { type Cidr, containsCidr, overlaps } from '../../model/address.ts';
import type { CniSegment, CniSegmentRoute, CniSubnet } from '../../model/cniSegment.ts';

/** How a container sends to addresses. */
export type ContainerRoute =
  /** Asks on the link for the address itself. */
  | { readonly kind: 'link' }
  /** To the gateway of its subnet. */
  | { readonly kind: 'gateway'; readonly route: CniSegmentRoute }
  | { readonly kind: 'none' }
  /** To another next hop, or only for a part of the addresses. */
  | { readonly kind: 'unknown'; readonly route: CniSegmentRoute | undefined };

/** The route of a container with an address of `own` to all of `target`; the longest one counts. */
export function routeOf(segment: CniSegment, own: CniSubnet, target: Cidr): ContainerRoute {
  // measured: beside the route of the subnet itself, one to the same addresses may be the one that is taken
  const rival = segment.routes.find(({ cidr }) => overlaps(cidr, own.cidr) && cidr.prefix >= own.cidr.prefix);
  if (rival && overlaps(own.cidr, target)) return { kind: 'unknown', route: rival };
  if (containsCidr(own.cidr, target)) return { kind: 'link' };
  if (overlaps(own.cidr, target)) return { kind: 'unknown', route: undefined };
  const matching = segment.routes
    .filter(({ cidr }) => overlaps(cidr, target))
    .toSorted((a, b) => b.cidr.prefix - a.cidr.prefix);
  const [best] = matching;
  if (!best) return { kind: 'none' };
  const isGateway = best.via !== undefined && own.gateway !== undefined && best.via.value === own.gateway.value;
  if (!isGateway || !containsCidr(best.cidr, target)) return { kind: 'unknown', route: best };
  return { kind: 'gateway', route: best };
}

/** The route to machines of which no address is known. */
export function routeOut(segment: CniSegment, own: CniSubnet): ContainerRoute {
  const routes = segment.routes.filter(({ cidr }) => cidr.family === own.cidr.family);
  const best = routes.find(({ cidr }) => cidr.prefix === 0);
  if (!best) return routes.length === 0 ? { kind: 'none' } : { kind: 'unknown', route: routes[0] };
  const isGateway = best.via !== undefined && own.gateway !== undefined && best.via.value === own.gateway.value;
  return isGateway ? { kind: 'gateway', route: best } : { kind: 'unknown', route: best };
}

/** The addresses that containers of a network may get, as one block around them. */
export const targetOf = ({ cidr, first, last, several }: CniSubnet): Cidr =>
  several ? cidr : { ...cidr, prefix: cidr.family === 4 ? 32 : 128, first, last };
