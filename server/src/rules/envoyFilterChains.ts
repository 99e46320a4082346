import { fieldOf, isUnknown, messageIn, messagesIn } from '../envoy/messageFields.ts';
import type { EnvoyConfig } from '../model/envoyConfig.ts';
import type { EnvoyMessage } from '../model/envoyMessage.ts';
import { messagesOfType } from './envoyPlaces.ts';

/**
 * network   filters of a connection
 * http      filters of a connection manager
 * upstream  filters between the router and a cluster
 */
export type ChainKind = 'network' | 'http' | 'upstream';

export interface ChainOfFilters {
  readonly kind: ChainKind;
  /** In the order of the file. `type`: the message that configures it; undefined where that is not known. */
  readonly filters: readonly { readonly message: EnvoyMessage; readonly type: string | undefined }[];
}

const extensions = 'envoy.extensions';
const manager = `${extensions}.filters.network.http_connection_manager.v3.HttpConnectionManager`;

/** Lists of filters, by the message and the field that hold them. */
const lists: readonly (readonly [type: string, field: string, kind: ChainKind])[] = [
  ['envoy.config.listener.v3.FilterChain', 'filters', 'network'],
  [manager, 'http_filters', 'http'],
  [`${manager}.UpgradeConfig`, 'filters', 'http'],
  [`${extensions}.upstreams.http.v3.HttpProtocolOptions`, 'http_filters', 'upstream'],
  [`${extensions}.filters.http.router.v3.Router`, 'upstream_http_filters', 'upstream'],
];

/** All chains of filters that have some; none in which something cannot be read. */
export function filterChainsOf(config: EnvoyConfig): readonly ChainOfFilters[] {
  return lists.flatMap(([type, field, kind]) =>
    messagesOfType(config, type).flatMap(({ message }): readonly ChainOfFilters[] => {
      if (isUnknown(message, field)) return [];
      const filters = messagesIn(message, field);
      return filters.length === 0
        ? []
        : [{ kind, filters: filters.map((filter) => ({ message: filter, type: typeOf(filter) })) }];
    }),
  );
}

function typeOf(filter: EnvoyMessage): string | undefined {
  return fieldOf(filter, 'typed_config')?.value?.kind === 'message'
    ? messageIn(filter, 'typed_config')?.type
    : undefined;
}

const network = `${extensions}.filters.network`;
const ofNetwork: ReadonlySet<string> = new Set([
  manager,
  `${network}.direct_response.v3.Config`,
  `${network}.dubbo_proxy.v3.DubboProxy`,
  `${network}.echo.v3.Echo`,
  `${network}.generic_proxy.v3.GenericProxy`,
  `${network}.redis_proxy.v3.RedisProxy`,
  `${network}.tcp_proxy.v3.TcpProxy`,
  `${network}.thrift_proxy.v3.ThriftProxy`,
]);
const ofHttp: ReadonlySet<string> = new Set([`${extensions}.filters.http.router.v3.Router`]);
const ofUpstream: ReadonlySet<string> = new Set([`${extensions}.filters.http.upstream_codec.v3.UpstreamCodec`]);

/** Messages of the filters that end a chain. Measured with Envoy 1.40: it takes a chain of them alone. */
export function terminalTypes(kind: ChainKind): ReadonlySet<string> {
  return kind === 'network' ? ofNetwork : kind === 'http' ? ofHttp : ofUpstream;
}
