import { connectionManager, extension, trustedByAll, typeUrl } from './configs.ts';
import { hole, type SnippetHole, type SnippetMap } from './snippetValue.ts';

/** A whole message to begin with. */
export interface MessageSnippet {
  readonly label: string;
  readonly about: string;
  readonly value: SnippetMap;
}

const tcp = (host: string | SnippetHole, port: number | SnippetHole): SnippetMap => ({
  socket_address: { address: host, port_value: port },
});

const tlsSocket = (kind: 'Upstream' | 'Downstream', settings: SnippetMap): SnippetMap =>
  extension('envoy.transport_sockets.tls', `envoy.extensions.transport_sockets.tls.v3.${kind}TlsContext`, settings);

const files = (first: number): SnippetMap => ({
  tls_certificates: [
    {
      certificate_chain: { filename: hole(first, '/etc/envoy/tls.crt') },
      private_key: { filename: hole(first + 1, '/etc/envoy/tls.key') },
    },
  ],
});

const manager: SnippetMap = extension(
  'envoy.filters.network.http_connection_manager',
  'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
  connectionManager,
);

const tcpProxy: SnippetMap = extension(
  'envoy.filters.network.tcp_proxy',
  'envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
  { stat_prefix: hole(1, 'ingress_tcp'), cluster: hole(4, 'backend') },
);

const endpoints = (host: SnippetHole, port: SnippetHole): SnippetMap => ({
  load_assignment: {
    cluster_name: hole(1, 'backend'),
    endpoints: [{ lb_endpoints: [{ endpoint: { address: tcp(host, port) } }] }],
  },
});

const cluster = (type: string, host: SnippetHole, port: SnippetHole, more: SnippetMap = {}): SnippetMap => ({
  name: hole(1, 'backend'),
  type,
  connect_timeout: '5s',
  ...endpoints(host, port),
  ...more,
});

const http2: SnippetMap = {
  typed_extension_protocol_options: {
    'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
      '@type': typeUrl('envoy.extensions.upstreams.http.v3.HttpProtocolOptions'),
      explicit_http_config: { http2_protocol_options: {} },
    },
  },
};

const timing: SnippetMap = { timeout: '1s', interval: '5s', unhealthy_threshold: 3, healthy_threshold: 2 };

/** Whole messages for the place where one is expected, by type. */
export const messageSnippets: Readonly<Record<string, readonly MessageSnippet[]>> = {
  'envoy.config.listener.v3.Listener': [
    {
      label: 'HTTP listener',
      about: 'Listens on a port, routes all requests to one cluster.',
      value: {
        name: hole(5, 'ingress'),
        address: tcp('0.0.0.0', hole(6, 8080)),
        filter_chains: [{ filters: [manager] }],
      },
    },
    {
      label: 'HTTPS listener',
      about: 'The same with TLS; certificate and key come from files.',
      value: {
        name: hole(5, 'ingress_tls'),
        address: tcp('0.0.0.0', hole(6, 8443)),
        filter_chains: [
          {
            transport_socket: tlsSocket('Downstream', {
              common_tls_context: { alpn_protocols: ['h2', 'http/1.1'], ...files(7) },
            }),
            filters: [manager],
          },
        ],
      },
    },
    {
      label: 'TCP listener',
      about: 'Listens on a port, passes connections on to one cluster.',
      value: {
        name: hole(2, 'tcp'),
        address: tcp('0.0.0.0', hole(3, 5432)),
        filter_chains: [{ filters: [tcpProxy] }],
      },
    },
  ],
  'envoy.config.listener.v3.FilterChain': [
    { label: 'HTTP filter chain', about: 'Routes all requests to one cluster.', value: { filters: [manager] } },
    { label: 'TCP filter chain', about: 'Passes connections on to one cluster.', value: { filters: [tcpProxy] } },
  ],
  'envoy.config.cluster.v3.Cluster': [
    {
      label: 'cluster by name',
      about: 'One server by host name, such as a compose service.',
      value: cluster('STRICT_DNS', hole(2, 'backend'), hole(3, 8000)),
    },
    {
      label: 'cluster by address',
      about: 'One server by IP address.',
      value: cluster('STATIC', hole(2, '10.0.0.2'), hole(3, 8000)),
    },
    {
      label: 'gRPC cluster',
      about: 'One server by host name that speaks HTTP/2.',
      value: cluster('STRICT_DNS', hole(2, 'backend'), hole(3, 50051), http2),
    },
    {
      label: 'HTTPS cluster',
      about: 'One server by host name, over TLS; its certificate is checked.',
      value: cluster('STRICT_DNS', hole(2, 'api.example.com'), hole(3, 443), {
        transport_socket: tlsSocket('Upstream', {
          sni: hole(2, 'api.example.com'),
          common_tls_context: {
            validation_context: {
              trusted_ca: { filename: '/etc/ssl/certs/ca-certificates.crt' },
              match_typed_subject_alt_names: [{ san_type: 'DNS', matcher: { exact: hole(2, 'api.example.com') } }],
            },
          },
        }),
      }),
    },
  ],
  'envoy.config.endpoint.v3.LocalityLbEndpoints': [
    {
      label: 'endpoints',
      about: 'One endpoint; more go below it.',
      value: { lb_endpoints: [{ endpoint: { address: tcp(hole(1, 'backend'), hole(2, 8000)) } }] },
    },
  ],
  'envoy.config.endpoint.v3.LbEndpoint': [
    {
      label: 'endpoint',
      about: 'A server by host and port.',
      value: { endpoint: { address: tcp(hole(1, 'backend'), hole(2, 8000)) } },
    },
  ],
  'envoy.config.core.v3.Address': [
    { label: 'host and port', about: 'An address over TCP.', value: tcp(hole(1, '0.0.0.0'), hole(2, 8080)) },
  ],
  'envoy.config.route.v3.VirtualHost': [
    {
      label: 'virtual host',
      about: 'All requests of a domain to one cluster.',
      value: {
        name: hole(1, 'backend'),
        domains: [hole(2, '*')],
        routes: [{ match: { prefix: '/' }, route: { cluster: hole(3, 'backend') } }],
      },
    },
    {
      label: 'redirect to https',
      about: 'Sends all requests to the same place over https.',
      value: {
        name: hole(1, 'to_https'),
        domains: [hole(2, '*')],
        routes: [{ match: { prefix: '/' }, redirect: { https_redirect: true } }],
      },
    },
  ],
  'envoy.config.route.v3.Route': [
    {
      label: 'route to cluster',
      about: 'Requests by prefix of the path to a cluster.',
      value: { match: { prefix: hole(1, '/') }, route: { cluster: hole(2, 'backend') } },
    },
    {
      label: 'route with rewrite',
      about: 'Takes the prefix away before the request goes on.',
      value: {
        match: { path_separated_prefix: hole(1, '/api') },
        route: { cluster: hole(2, 'backend'), prefix_rewrite: hole(3, '/') },
      },
    },
    {
      label: 'route by header',
      about: 'Requests with a header to a cluster.',
      value: {
        match: { prefix: '/', headers: [{ name: hole(1, 'x-version'), string_match: { exact: hole(2, 'canary') } }] },
        route: { cluster: hole(3, 'backend') },
      },
    },
    {
      label: 'route by weight',
      about: 'Divides requests between two clusters.',
      value: {
        match: { prefix: hole(1, '/') },
        route: {
          weighted_clusters: {
            clusters: [
              { name: hole(2, 'backend'), weight: hole(3, 90) },
              { name: hole(4, 'canary'), weight: hole(5, 10) },
            ],
          },
        },
      },
    },
    {
      label: 'route with retries',
      about: 'Tries again when the server cannot be reached or fails.',
      value: {
        match: { prefix: hole(1, '/') },
        route: {
          cluster: hole(2, 'backend'),
          timeout: '15s',
          retry_policy: { retry_on: 'connect-failure,refused-stream,5xx', num_retries: 2, per_try_timeout: '5s' },
        },
      },
    },
    {
      label: 'websocket route',
      about: 'Lets WebSockets pass and does not end them after 15 seconds.',
      value: {
        match: { prefix: hole(1, '/ws') },
        route: { cluster: hole(2, 'backend'), timeout: '0s', upgrade_configs: [{ upgrade_type: 'websocket' }] },
      },
    },
    {
      label: 'redirect to https',
      about: 'The same place over https.',
      value: { match: { prefix: hole(1, '/') }, redirect: { https_redirect: true } },
    },
    {
      label: 'direct response',
      about: 'Answers without a cluster.',
      value: {
        match: { path: hole(1, '/healthz') },
        direct_response: { status: hole(2, 200), body: { inline_string: hole(3, 'ok') } },
      },
    },
  ],
  'envoy.config.core.v3.HealthCheck': [
    {
      label: 'HTTP health check',
      about: 'Healthy is what answers 200.',
      value: { ...timing, http_health_check: { path: hole(1, '/healthz') } },
    },
    {
      label: 'TCP health check',
      about: 'Healthy is what accepts a connection.',
      value: { ...timing, tcp_health_check: {} },
    },
    {
      label: 'gRPC health check',
      about: 'Asks the standard health service.',
      value: { ...timing, grpc_health_check: {} },
    },
  ],
  'envoy.config.core.v3.HeaderValueOption': [
    {
      label: 'header',
      about: 'Sets a header.',
      value: {
        header: { key: hole(1, 'x-name'), value: hole(2, 'value') },
        append_action: 'OVERWRITE_IF_EXISTS_OR_ADD',
      },
    },
  ],
  'envoy.extensions.transport_sockets.tls.v3.Secret': [
    {
      label: 'certificate',
      about: 'Certificate and key from files.',
      value: {
        name: hole(1, 'server_cert'),
        tls_certificate: {
          certificate_chain: { filename: hole(2, '/etc/envoy/tls.crt') },
          private_key: { filename: hole(3, '/etc/envoy/tls.key') },
        },
      },
    },
    {
      label: 'trusted authorities',
      about: 'Whom to trust, from a file.',
      value: { name: hole(1, 'trusted'), ...trustedByAll },
    },
  ],
  'envoy.config.cluster.v3.CircuitBreakers.Thresholds': [
    {
      label: 'limits',
      about: 'The limits that hold without an entry, to be changed.',
      value: {
        priority: 'DEFAULT',
        max_connections: hole(1, 1024),
        max_pending_requests: hole(2, 1024),
        max_requests: hole(3, 1024),
        max_retries: hole(4, 3),
      },
    },
  ],
  'envoy.config.bootstrap.v3.Bootstrap': [
    {
      label: 'proxy',
      about: 'A whole proxy: one listener, all requests to one server.',
      value: {
        admin: { address: tcp('127.0.0.1', 9901) },
        static_resources: {
          listeners: [
            {
              name: 'ingress',
              address: tcp('0.0.0.0', hole(5, 8080)),
              filter_chains: [{ filters: [manager] }],
            },
          ],
          clusters: [
            {
              name: hole(4, 'backend'),
              type: 'STRICT_DNS',
              load_assignment: {
                cluster_name: hole(4, 'backend'),
                endpoints: [{ lb_endpoints: [{ endpoint: { address: tcp(hole(6, 'backend'), hole(7, 8000)) } }] }],
              },
            },
          ],
        },
      },
    },
  ],
};
