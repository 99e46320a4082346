import type { EnvoyAddress } from '../model/envoyConfig.ts';
import type { EnvoyMessage, EnvoyValue } from '../model/envoyMessage.ts';
import { isResource } from './symbols.ts';

/** The addresses in a part of the configuration. `owner`: the listener or cluster that it is in. */
export function addressOf(
  message: EnvoyMessage,
  use: EnvoyAddress['use'],
  owner: string | undefined,
): EnvoyAddress | undefined {
  if (message.type !== 'envoy.config.core.v3.SocketAddress') return undefined;
  const host = message.fields.get('address')?.value;
  if (host?.kind !== 'scalar') return undefined;
  const port = message.fields.get('port_value')?.value;
  const protocol = message.fields.get('protocol')?.value;
  return {
    host: String(host.value),
    hostSpan: host.contentSpan,
    port: port?.kind === 'scalar' ? Number(port.value) : undefined,
    portSpan: port?.kind === 'scalar' ? port.contentSpan : undefined,
    protocol: protocol?.kind === 'scalar' && protocol.value === 'UDP' ? 'udp' : 'tcp',
    use,
    owner,
  };
}

/** What the addresses directly in a message's field are for; undefined for those that are neither. */
export function useOfAddress(type: string, field: string): EnvoyAddress['use'] | undefined {
  if (field === 'address' && type === 'envoy.config.listener.v3.Listener') return 'listener';
  if (field === 'additional_addresses' && type === 'envoy.config.listener.v3.Listener') return 'listener';
  if (field === 'address' && type === 'envoy.config.bootstrap.v3.Admin') return 'admin';
  if ((field === 'address' || field === 'additional_addresses') && type === 'envoy.config.endpoint.v3.Endpoint')
    return 'endpoint';
  return undefined;
}

/** The name of a listener or cluster, which the endpoints of a discovery file give as well. */
export function ownerName(message: EnvoyMessage): string | undefined {
  const field = nameFields.get(message.type);
  if (field === undefined || (field === 'cluster_name' && !isResource(message))) return undefined;
  const name: EnvoyValue | undefined = message.fields.get(field)?.value;
  return name?.kind === 'scalar' ? String(name.value) : undefined;
}

const nameFields: ReadonlyMap<string, string> = new Map([
  ['envoy.config.listener.v3.Listener', 'name'],
  ['envoy.config.cluster.v3.Cluster', 'name'],
  ['envoy.config.endpoint.v3.ClusterLoadAssignment', 'cluster_name'],
]);
