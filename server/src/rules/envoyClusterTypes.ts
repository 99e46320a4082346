import { fieldOf, messageIn, messagesIn } from '../envoy/messageFields.ts';
import type { EnvoyMessage } from '../model/envoyMessage.ts';

export type ClusterType = 'STATIC' | 'STRICT_DNS' | 'LOGICAL_DNS' | 'EDS' | 'ORIGINAL_DST';

/** How a cluster finds its endpoints; undefined for an extension and for what cannot be read. */
export function clusterTypeOf(cluster: EnvoyMessage): ClusterType | undefined {
  if (fieldOf(cluster, 'cluster_type')) return undefined;
  const field = fieldOf(cluster, 'type');
  if (!field) return 'STATIC';
  const { value } = field;
  return value?.kind === 'scalar' && typeof value.value === 'string' ? (value.value as ClusterType) : undefined;
}

/** The endpoints of `load_assignment` that stand in the file. */
export function endpointsOf(cluster: EnvoyMessage): readonly EnvoyMessage[] {
  return messagesIn(cluster, 'load_assignment', 'endpoints').flatMap((locality) =>
    messagesIn(locality, 'lb_endpoints').flatMap((entry) => {
      const endpoint = messageIn(entry, 'endpoint');
      return endpoint ? [endpoint] : [];
    }),
  );
}
