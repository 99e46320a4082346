import type { PlainValue } from '../text/edit.ts';

const filters = 'envoy.extensions.filters';
const router = {
  name: 'envoy.filters.http.router',
  typed_config: { '@type': `type.googleapis.com/${filters}.http.router.v3.Router` },
};
const service = (cluster: string): PlainValue => ({ envoy_grpc: { cluster_name: cluster } });

/** Without these settings Envoy refuses the extensions that people use most; the names in them are to be filled in. */
const settings: ReadonlyMap<string, Readonly<Record<string, PlainValue>>> = new Map([
  [
    `${filters}.network.http_connection_manager.v3.HttpConnectionManager`,
    { stat_prefix: 'ingress', route_config: { virtual_hosts: [] }, http_filters: [router] },
  ],
  [`${filters}.network.tcp_proxy.v3.TcpProxy`, { stat_prefix: 'tcp', cluster: 'backend' }],
  [`${filters}.http.ext_authz.v3.ExtAuthz`, { transport_api_version: 'V3', grpc_service: service('ext_authz') }],
  [
    `${filters}.http.ratelimit.v3.RateLimit`,
    {
      domain: 'ingress',
      rate_limit_service: { transport_api_version: 'V3', grpc_service: service('rate_limit') },
    },
  ],
  [`${filters}.http.local_ratelimit.v3.LocalRateLimit`, { stat_prefix: 'local_rate_limit' }],
  [`${filters}.http.lua.v3.Lua`, {}],
]);

export const neededSettings = (type: string | undefined): Readonly<Record<string, PlainValue>> =>
  (type === undefined ? undefined : settings.get(type)) ?? {};
