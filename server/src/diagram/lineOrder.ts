import type { Network } from '../model/network.ts';
import type { Service } from '../model/service.ts';

/**
 * The networks from the outside in: first those through which a published port comes in, then the others that have a
 * way out, then the internal ones by the number of services between them and the outside. The author's order decides
 * where that is equal. A network whose `internal` is hidden counts as open, since an external one usually is shared
 * with a proxy.
 */
export function orderNetworks(services: readonly Service[], networks: readonly Network[]): readonly Network[] {
  const distance = distances(services, networks);
  return networks
    .map((network, index) => ({ network, index, distance: distance.get(network.name) ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => (a.distance === b.distance ? a.index - b.index : a.distance - b.distance))
    .map((entry) => entry.network);
}

function distances(services: readonly Service[], networks: readonly Network[]): ReadonlyMap<string, number> {
  const publishing = services.filter((service) => service.ports.length > 0);
  const published = new Set(
    publishing.flatMap((service) => service.attachments.map((attachment) => attachment.network)),
  );
  const distance = new Map<string, number>();
  let frontier = networks.filter((network) => network.internal !== true).map((network) => network.name);
  for (const name of frontier) distance.set(name, published.has(name) ? 0 : 0.5);
  const waiting = new Set(services);
  for (let steps = 1; frontier.length > 0 || steps === 1; steps++) {
    const reached = new Set(frontier);
    const next = new Set<string>();
    for (const service of waiting) {
      if (!service.attachments.some((attachment) => reached.has(attachment.network))) continue;
      waiting.delete(service);
      for (const { network } of service.attachments) next.add(network);
    }
    // A port published from internal networks alone reaches nobody, but it shows which side its author took for the outside.
    if (steps === 1) for (const name of published) next.add(name);
    frontier = [...next].filter((name) => !distance.has(name));
    for (const name of frontier) distance.set(name, steps);
  }
  return distance;
}
