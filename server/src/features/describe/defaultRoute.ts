import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { namespaceOf } from '../../reach/namespace.ts';
import { membershipsOf } from '../../reach/segment.ts';

/** Through which network a service's packets to the outside go. */
export type DefaultRoute =
  | { readonly kind: 'network'; readonly network: string; readonly because: 'only' | 'priority' | 'name' }
  /** Internal networks only. */
  | { readonly kind: 'none' }
  /** The machine decides, or a variable or network of others hides the answer. */
  | { readonly kind: 'unknown' };

/**
 * The network with the highest `gw_priority`, among equals the first by name that is not internal (engine 28; older
 * engines ignore the priority). `priority` has no part in it.
 */
export function defaultRouteOf(project: Project, service: Service): DefaultRoute {
  const namespace = namespaceOf(project, service);
  if (namespace.kind !== 'own') return { kind: 'unknown' };
  const memberships = membershipsOf(project, namespace.owner);
  if (memberships.some(({ network }) => network?.internal === undefined || network.driver === 'overlay'))
    return { kind: 'unknown' };
  const ways = memberships.flatMap(({ network, attachment }) => {
    if (!network || network.internal) return [];
    const priority = attachment.gatewayPriority ? attachment.gatewayPriority.value : 0;
    return [
      {
        network: attachment.network,
        name: network.realName.value,
        priority,
        given: attachment.gatewayPriority !== undefined,
      },
    ];
  });
  if (ways.some(({ priority }) => priority === undefined)) return { kind: 'unknown' };
  const [first, ...others] = ways.toSorted((a, b) => (b.priority ?? 0) - (a.priority ?? 0) || compare(a.name, b.name));
  if (!first) return { kind: 'none' };
  if (others.length === 0) return { kind: 'network', network: first.network, because: 'only' };
  const byPriority = (first.priority ?? 0) > (others[0]?.priority ?? 0);
  return { kind: 'network', network: first.network, because: byPriority ? 'priority' : 'name' };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
