import { messageWords } from '../words/allWords.ts';
import { hole, type SnippetMap } from './snippetValue.ts';

const http = 'envoy.extensions.filters.http';
const network = 'envoy.extensions.filters.network';
const loggers = 'envoy.extensions.access_loggers';
const tls = 'envoy.extensions.transport_sockets.tls.v3';

/** `@type` as it has to be written for a message. */
export const typeUrl = (type: string): string => `type.googleapis.com/${type}`;

/** An extension with its settings. */
export const extension = (name: string, type: string, settings: SnippetMap = {}): SnippetMap => ({
  name,
  typed_config: { '@type': typeUrl(type), ...settings },
});

const router = extension('envoy.filters.http.router', `${http}.router.v3.Router`);

const certificate = {
  tls_certificates: [
    {
      certificate_chain: { filename: hole(1, '/etc/envoy/tls.crt') },
      private_key: { filename: hole(2, '/etc/envoy/tls.key') },
    },
  ],
};

export const trustedByAll: SnippetMap = {
  validation_context: { trusted_ca: { filename: hole(2, '/etc/ssl/certs/ca-certificates.crt') } },
};

const share = (percent: number): SnippetMap => ({
  runtime_key: '',
  default_value: { numerator: percent, denominator: 'HUNDRED' },
});

const always = (key: string): SnippetMap => ({ ...share(100), runtime_key: key });

const grpcCluster = (number: number, name: string, timeout: string): SnippetMap => ({
  envoy_grpc: { cluster_name: hole(number, name) },
  timeout,
});

const bucket = {
  max_tokens: hole(1, 100),
  tokens_per_fill: hole(2, 100),
  fill_interval: hole(3, '60s'),
};

/** Connection manager with a route for everything. */
export const connectionManager: SnippetMap = {
  stat_prefix: hole(1, 'ingress_http'),
  route_config: {
    name: hole(2, 'local_route'),
    virtual_hosts: [
      {
        name: hole(3, 'backend'),
        domains: ['*'],
        routes: [{ match: { prefix: '/' }, route: { cluster: hole(4, 'backend') } }],
      },
    ],
  },
  http_filters: [router],
};

/** Settings to begin with, by the message of an extension, in the order in which they are proposed. */
export const configs: Readonly<Record<string, SnippetMap>> = {
  [`${http}.router.v3.Router`]: {},
  [`${network}.http_connection_manager.v3.HttpConnectionManager`]: connectionManager,
  [`${network}.tcp_proxy.v3.TcpProxy`]: { stat_prefix: hole(1, 'ingress_tcp'), cluster: hole(2, 'backend') },
  [`${network}.redis_proxy.v3.RedisProxy`]: {
    stat_prefix: hole(1, 'redis'),
    settings: { op_timeout: hole(2, '5s') },
    prefix_routes: { catch_all_route: { cluster: hole(3, 'redis') } },
  },
  [`${network}.local_ratelimit.v3.LocalRateLimit`]: { stat_prefix: 'tcp_rate_limit', token_bucket: bucket },
  [`${network}.connection_limit.v3.ConnectionLimit`]: {
    stat_prefix: 'connection_limit',
    max_connections: hole(1, 1000),
  },
  [`${network}.rbac.v3.RBAC`]: {
    stat_prefix: 'rbac',
    rules: {
      action: 'ALLOW',
      policies: {
        internal: {
          permissions: [{ any: true }],
          principals: [{ direct_remote_ip: { address_prefix: hole(1, '10.0.0.0'), prefix_len: hole(2, 8) } }],
        },
      },
    },
  },
  [`${network}.ext_authz.v3.ExtAuthz`]: {
    stat_prefix: 'ext_authz',
    grpc_service: grpcCluster(1, 'authz', '0.25s'),
    transport_api_version: 'V3',
  },
  [`${network}.direct_response.v3.Config`]: { response: { inline_string: hole(1, 'hello') } },
  [`${http}.cors.v3.Cors`]: {},
  [`${http}.cors.v3.CorsPolicy`]: {
    allow_origin_string_match: [{ exact: hole(1, 'https://app.example.com') }],
    allow_methods: hole(2, 'GET, POST, PUT, DELETE, OPTIONS'),
    allow_headers: hole(3, 'content-type, authorization'),
    max_age: '86400',
  },
  [`${http}.jwt_authn.v3.JwtAuthentication`]: {
    providers: {
      main: {
        issuer: hole(1, 'https://issuer.example.com/'),
        audiences: [hole(2, 'api')],
        remote_jwks: {
          http_uri: {
            uri: hole(3, 'https://issuer.example.com/.well-known/jwks.json'),
            cluster: hole(4, 'issuer'),
            timeout: '5s',
          },
          cache_duration: '300s',
        },
      },
    },
    rules: [{ match: { prefix: '/' }, requires: { provider_name: 'main' } }],
  },
  [`${http}.jwt_authn.v3.PerRouteConfig`]: { disabled: true },
  [`${http}.ext_authz.v3.ExtAuthz`]: {
    grpc_service: grpcCluster(1, 'authz', '0.25s'),
    transport_api_version: 'V3',
    failure_mode_allow: false,
  },
  [`${http}.ext_authz.v3.ExtAuthzPerRoute`]: { disabled: true },
  [`${http}.ratelimit.v3.RateLimit`]: {
    domain: hole(1, 'default'),
    failure_mode_deny: false,
    rate_limit_service: { grpc_service: grpcCluster(2, 'ratelimit', '0.25s'), transport_api_version: 'V3' },
  },
  [`${http}.ratelimit.v3.RateLimitPerRoute`]: { vh_rate_limits: 'INCLUDE' },
  [`${http}.local_ratelimit.v3.LocalRateLimit`]: {
    stat_prefix: 'local_rate_limit',
    token_bucket: bucket,
    filter_enabled: always('local_rate_limit_enabled'),
    filter_enforced: always('local_rate_limit_enforced'),
  },
  [`${http}.lua.v3.Lua`]: {
    default_source_code: {
      inline_string: hole(1, 'function envoy_on_request(handle) handle:headers():add("x-lua", "yes") end'),
    },
  },
  [`${http}.lua.v3.LuaPerRoute`]: { disabled: true },
  [`${http}.fault.v3.HTTPFault`]: {
    delay: { fixed_delay: hole(1, '2s'), percentage: { numerator: hole(2, 10), denominator: 'HUNDRED' } },
  },
  [`${http}.rbac.v3.RBAC`]: {
    rules: {
      action: 'ALLOW',
      policies: {
        readers: {
          permissions: [{ header: { name: ':method', string_match: { exact: hole(1, 'GET') } } }],
          principals: [{ any: true }],
        },
      },
    },
  },
  [`${http}.rbac.v3.RBACPerRoute`]: {},
  [`${http}.compressor.v3.Compressor`]: {
    response_direction_config: { common_config: { min_content_length: hole(1, 100) } },
    compressor_library: extension('gzip', 'envoy.extensions.compression.gzip.compressor.v3.Gzip'),
  },
  [`${http}.compressor.v3.CompressorPerRoute`]: { disabled: true },
  [`${http}.decompressor.v3.Decompressor`]: {
    decompressor_library: extension('gzip', 'envoy.extensions.compression.gzip.decompressor.v3.Gzip'),
  },
  [`${http}.health_check.v3.HealthCheck`]: {
    pass_through_mode: false,
    headers: [{ name: ':path', string_match: { exact: hole(1, '/healthz') } }],
  },
  [`${http}.buffer.v3.Buffer`]: { max_request_bytes: hole(1, 1048576) },
  [`${http}.buffer.v3.BufferPerRoute`]: { disabled: true },
  [`${http}.csrf.v3.CsrfPolicy`]: { filter_enabled: always('csrf_enabled') },
  [`${http}.basic_auth.v3.BasicAuth`]: { users: { filename: hole(1, '/etc/envoy/users.htpasswd') } },
  [`${http}.header_mutation.v3.HeaderMutation`]: {
    mutations: {
      request_mutations: [{ append: { header: { key: hole(1, 'x-added'), value: hole(2, 'yes') } } }],
    },
  },
  [`${http}.header_to_metadata.v3.Config`]: {
    request_rules: [
      {
        header: hole(1, 'x-version'),
        on_header_present: { metadata_namespace: 'envoy.lb', key: hole(2, 'version'), type: 'STRING' },
      },
    ],
  },
  [`${http}.ext_proc.v3.ExternalProcessor`]: {
    grpc_service: grpcCluster(1, 'ext_proc', '0.25s'),
    processing_mode: { request_header_mode: 'SEND', response_header_mode: 'SKIP' },
  },
  [`${http}.grpc_json_transcoder.v3.GrpcJsonTranscoder`]: {
    proto_descriptor: hole(1, '/etc/envoy/service.pb'),
    services: [hole(2, 'package.Service')],
  },
  [`${http}.dynamic_forward_proxy.v3.FilterConfig`]: {
    dns_cache_config: { name: hole(1, 'dynamic_forward_proxy'), dns_lookup_family: 'V4_ONLY' },
  },
  [`${http}.wasm.v3.Wasm`]: {
    config: {
      name: hole(1, 'plugin'),
      vm_config: { runtime: 'envoy.wasm.runtime.v8', code: { local: { filename: hole(2, '/etc/envoy/plugin.wasm') } } },
    },
  },
  [`${tls}.DownstreamTlsContext`]: { common_tls_context: certificate },
  [`${tls}.UpstreamTlsContext`]: { sni: hole(1, 'backend.example.com'), common_tls_context: trustedByAll },
  'envoy.extensions.transport_sockets.quic.v3.QuicDownstreamTransport': {
    downstream_tls_context: { common_tls_context: { alpn_protocols: ['h3'], ...certificate } },
  },
  'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': { explicit_http_config: { http2_protocol_options: {} } },
  [`${loggers}.stream.v3.StdoutAccessLog`]: {},
  [`${loggers}.file.v3.FileAccessLog`]: { path: hole(1, '/dev/stdout') },
  [`${loggers}.grpc.v3.HttpGrpcAccessLogConfig`]: {
    common_config: {
      log_name: hole(1, 'access'),
      transport_api_version: 'V3',
      grpc_service: grpcCluster(2, 'als', '0.25s'),
    },
  },
  [`${loggers}.open_telemetry.v3.OpenTelemetryAccessLogConfig`]: {
    log_name: hole(1, 'access'),
    grpc_service: grpcCluster(2, 'otel_collector', '0.25s'),
  },
  'envoy.config.trace.v3.OpenTelemetryConfig': {
    service_name: hole(1, 'envoy'),
    grpc_service: grpcCluster(2, 'otel_collector', '0.25s'),
  },
  'envoy.config.trace.v3.ZipkinConfig': {
    collector_cluster: hole(1, 'zipkin'),
    collector_endpoint: '/api/v2/spans',
    collector_endpoint_version: 'HTTP_JSON',
  },
  'envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector': {},
  'envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol': {},
  'envoy.extensions.clusters.dynamic_forward_proxy.v3.ClusterConfig': {
    dns_cache_config: { name: hole(1, 'dynamic_forward_proxy'), dns_lookup_family: 'V4_ONLY' },
  },
  'envoy.extensions.clusters.aggregate.v3.ClusterConfig': { clusters: [hole(1, 'primary'), hole(2, 'secondary')] },
  'envoy.extensions.resource_monitors.fixed_heap.v3.FixedHeapConfig': { max_heap_size_bytes: hole(1, 536870912) },
};

const order: ReadonlyMap<string, number> = new Map(Object.keys(configs).map((type, index) => [type, index]));

/** Place of an extension in a list of proposals: those with settings, those with words, all others. */
export const extensionRank = (type: string): number =>
  order.get(type) ?? (messageWords(type) === undefined ? 2_000 : 1_000);
