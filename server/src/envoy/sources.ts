import type { Discovered, EnvoySource } from '../model/envoyFiles.ts';
import type { EnvoyMessage } from '../model/envoyMessage.ts';
import { messageIn, textIn } from './messageFields.ts';

interface Place {
  readonly field: string;
  readonly brings: Discovered;
  /** The field with the name that is looked up. */
  readonly name?: string;
}

/** The fields in which sources stand, by message. */
const places: Readonly<Record<string, readonly Place[]>> = {
  'envoy.config.bootstrap.v3.Bootstrap.DynamicResources': [
    { field: 'lds_config', brings: 'listeners' },
    { field: 'cds_config', brings: 'clusters' },
  ],
  'envoy.extensions.filters.network.http_connection_manager.v3.Rds': [
    { field: 'config_source', brings: 'routes', name: 'route_config_name' },
  ],
  'envoy.config.cluster.v3.Cluster.EdsClusterConfig': [
    { field: 'eds_config', brings: 'endpoints', name: 'service_name' },
  ],
  'envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig': [
    { field: 'sds_config', brings: 'secrets', name: 'name' },
  ],
};

/** The files that a message itself names as sources of configuration. `owner`: the cluster that it stands in. */
export function sourcesOf(message: EnvoyMessage, owner: string | undefined): readonly EnvoySource[] {
  return (places[message.type] ?? []).flatMap(({ field, brings, name }): readonly EnvoySource[] => {
    const source = messageIn(message, field);
    const path = textIn(source, 'path_config_source', 'path') ?? textIn(source, 'path');
    if (!path) return [];
    const own = name === undefined ? undefined : textIn(message, name);
    const wanted = name === undefined ? undefined : (own?.value ?? owner);
    return [
      {
        brings,
        path: path.value,
        span: path.contentSpan,
        ...(wanted === undefined ? {} : { name: wanted }),
        ...(own && wanted !== undefined ? { nameSpan: own.contentSpan } : {}),
      },
    ];
  });
}
