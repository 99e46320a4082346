/** A configuration that Envoy accepts; each case changes one thing in it. */
export const baseConfiguration = `admin:
  address:
    socket_address: { address: 127.0.0.1, port_value: 9901 }
static_resources:
  listeners:
    - name: web
      address:
        socket_address: { address: 0.0.0.0, port_value: 10000 }
      filter_chains:
        - filters:
            - name: envoy.filters.network.http_connection_manager
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                stat_prefix: web
                codec_type: AUTO
                route_config:
                  name: local
                  virtual_hosts:
                    - name: all
                      domains: ["*"]
                      routes:
                        - match: { prefix: / }
                          route: { cluster: backend, timeout: 5s }
                http_filters:
                  - name: envoy.filters.http.cors
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors
                  - name: envoy.filters.http.router
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
    - name: database
      address:
        socket_address: { address: 0.0.0.0, port_value: 5432 }
      filter_chains:
        - filters:
            - name: envoy.filters.network.tcp_proxy
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy
                stat_prefix: database
                cluster: database
  clusters:
    - name: backend
      type: STRICT_DNS
      connect_timeout: 1s
      load_assignment:
        cluster_name: backend
        endpoints:
          - lb_endpoints:
              - endpoint: { address: { socket_address: { address: backend, port_value: 8000 } } }
    - name: database
      type: STRICT_DNS
      load_assignment:
        cluster_name: database
        endpoints:
          - lb_endpoints:
              - endpoint: { address: { socket_address: { address: db, port_value: 5432 } } }
`;

const match = 'match: { prefix: / }';
const action = 'route: { cluster: backend, timeout: 5s }';
const cluster = '      connect_timeout: 1s\n';
const manager = '                stat_prefix: web\n';
const server = '        socket_address: { address: 0.0.0.0, port_value: 10000 }\n';
const cors = '                  - name: envoy.filters.http.cors\n';
const corsType = '"@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors';
const tls = 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.';
const upstreamTls = (settings: string): string =>
  `${cluster}      transport_socket: { name: tls, typed_config: { "@type": ${tls}UpstreamTlsContext, ${settings} } }\n`;
const filter = (type: string, settings = ''): string =>
  `                  - { name: more, typed_config: { "@type": type.googleapis.com/envoy.extensions.filters.http.${type}${settings} } }\n${cors}`;

/** What is replaced by what. Whether Envoy accepts the result is asked, not written down. */
export const handCases: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'another name of a filter': ['name: envoy.filters.http.router', 'name: anything'],
  'router without configuration': [
    '\n                    typed_config:\n                      "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router',
    '',
  ],
  'unknown field of a manager': ['stat_prefix: web', 'stat_prefxi: web'],
  'unknown field of a cluster': [cluster, '      hosts: []\n'],
  'unknown field at the top': ['admin:', 'admn:'],
  'undefined cluster in a route': ['cluster: backend,', 'cluster: nope,'],
  'undefined cluster without validation': [
    '                  name: local\n',
    '                  name: local\n                  validate_clusters: false\n                  internal_only_headers: [x]\n',
  ],
  'undefined cluster in tcp_proxy': ['                cluster: database', '                cluster: nope'],
  'undefined weighted cluster': [action, 'route: { weighted_clusters: { clusters: [{ name: nope, weight: 1 }] } }'],
  'undefined shadow cluster': [action, 'route: { cluster: backend, request_mirror_policies: [{ cluster: nope }] }'],
  'weights without sum': [action, 'route: { weighted_clusters: { clusters: [{ name: backend }] } }'],
  'type in lower case': ['type: STRICT_DNS', 'type: strict_dns'],
  'type as a number': ['type: STRICT_DNS', 'type: 1'],
  'type that is not': ['type: STRICT_DNS', 'type: STRICTDNS'],
  'type as an unknown number': ['type: STRICT_DNS', 'type: 99'],
  'no stat_prefix': [manager, ''],
  'no address': [`      address:\n${server}`, ''],
  'no name of a cluster': ['    - name: backend\n      type', '    - type'],
  'route without match': [match, 'name: x'],
  'route without action': [action, 'name: x'],
  'empty action': [action, 'route: {}'],
  'duration in words': ['connect_timeout: 1s', 'connect_timeout: 1 second'],
  'duration as a number': ['connect_timeout: 1s', 'connect_timeout: 1'],
  'duration in milliseconds': ['connect_timeout: 1s', 'connect_timeout: 500ms'],
  'duration of nothing': ['connect_timeout: 1s', 'connect_timeout: 0s'],
  'duration with a fraction': ['connect_timeout: 1s', 'connect_timeout: 0.25s'],
  'duration as a message': ['connect_timeout: 1s', 'connect_timeout: { seconds: 1 }'],
  'negative duration': ['timeout: 5s', 'timeout: -5s'],
  'misspelt type': ['cors.v3.Cors', 'cors.v3.Crs'],
  'type for another place': [corsType, corsType.replace('http.cors.v3.Cors', 'network.tcp_proxy.v3.TcpProxy')],
  'type without its host': [corsType, corsType.replace('type.googleapis.com/', '')],
  'type with another host': [corsType, corsType.replace('type.googleapis.com', 'foo.com')],
  'type of the API v2': [corsType, '"@type": type.googleapis.com/envoy.config.filter.http.cors.v2.Cors'],
  'no type': [corsType, 'x: 1'],
  'nothing in typed_config': [`typed_config:\n                      ${corsType}`, 'typed_config: {}'],
  'doubled cluster': ['    - name: database\n      type', '    - name: backend\n      type'],
  'doubled listener': ['    - name: database\n      address', '    - name: web\n      address'],
  'doubled address': ['port_value: 5432 }\n      filter', 'port_value: 10000 }\n      filter'],
  'router before others': [
    cors,
    `                  - { name: r, typed_config: { "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router } }\n${cors}`,
  ],
  'port out of range': ['port_value: 10000', 'port_value: 70000'],
  'port in quotes': ['port_value: 10000', 'port_value: "10000"'],
  'port with an exponent': ['port_value: 10000', 'port_value: 1e4'],
  'port with a fraction': ['port_value: 10000', 'port_value: 10000.5'],
  'port in words': ['port_value: 10000', 'port_value: http'],
  'other name of the port': ['port_value: 10000', 'port: 10000'],
  'no port': [', port_value: 10000', ''],
  'port zero': ['port_value: 10000', 'port_value: 0'],
  'name in place of an address': ['address: 0.0.0.0, port_value: 10000', 'address: localhost, port_value: 10000'],
  'name in the admin address': ['address: 127.0.0.1', 'address: localhost'],
  'doubled domain': ['domains: ["*"]', 'domains: [a.com, A.com]'],
  'two wildcards': ['domains: ["*"]', 'domains: ["*", "*"]'],
  'wildcard in the middle': ['domains: ["*"]', 'domains: [a.*.com]'],
  'LOGICAL_DNS with one': ['type: STRICT_DNS', 'type: LOGICAL_DNS'],
  'LOGICAL_DNS with two': [
    'type: STRICT_DNS\n      connect_timeout: 1s',
    'type: LOGICAL_DNS\n      load_assignment: { cluster_name: a, endpoints: [{ lb_endpoints: [] }, {}] }\n      connect_timeout: 1s\n      x: 1',
  ],
  'STATIC with a name': ['type: STRICT_DNS', 'type: STATIC'],
  'no type of a cluster': ['      type: STRICT_DNS\n      connect', '      connect'],
  'EDS without a source': ['type: STRICT_DNS', 'type: EDS'],
  'ORIGINAL_DST with endpoints': ['type: STRICT_DNS', 'type: ORIGINAL_DST\n      lb_policy: CLUSTER_PROVIDED'],
  'CLUSTER_PROVIDED by none': [cluster, '      lb_policy: CLUSTER_PROVIDED\n'],
  'ring too small': [cluster, '      lb_policy: RING_HASH\n      ring_hash_lb_config: { maximum_ring_size: 10 }\n'],
  'maglev table that is not prime': [cluster, '      lb_policy: MAGLEV\n      maglev_lb_config: { table_size: 100 }\n'],
  'chains with the same match': [
    '      filter_chains:\n        - filters:\n            - name: envoy.filters.network.http',
    '      filter_chains:\n        - {}\n        - filters:\n            - name: envoy.filters.network.http',
  ],
  'server names without inspector': [
    '        - filters:\n            - name: envoy.filters.network.tcp',
    '        - filter_chain_match: { server_names: [a.com] }\n          filters:\n            - name: envoy.filters.network.tcp',
  ],
  'server name with a lone asterisk': [
    '        - filters:\n            - name: envoy.filters.network.tcp',
    '        - filter_chain_match: { server_names: ["*"] }\n          filters:\n            - name: envoy.filters.network.tcp',
  ],
  'doubled key': [cluster, cluster + cluster],
  tab: [cluster, '\tconnect_timeout: 1s\n'],
  'merge key': [cluster, `${cluster}      <<: { type: STATIC }\n`],
  'boolean as yes': [cluster, '      respect_dns_ttl: yes\n'],
  'boolean as text': [cluster, '      respect_dns_ttl: "true"\n'],
  'boolean as a number': [cluster, '      respect_dns_ttl: 1\n'],
  'number as a name': ['stat_prefix: web', 'stat_prefix: 5'],
  'fraction as a name': ['stat_prefix: web', 'stat_prefix: 1.5'],
  'nothing as a value': ['connect_timeout: 1s', 'connect_timeout: null'],
  'map in place of a list': ['domains: ["*"]', 'domains: "*"'],
  'list in place of a map': [action, 'route: [{ cluster: backend }]'],
  'the other spelling': ['connect_timeout', 'connectTimeout'],
  'two of a oneof': [match, 'match: { prefix: /, path: /a }'],
  'two actions': [action, `${action}\n                          redirect: {}`],
  'regex that is open': [match, 'match: { safe_regex: { regex: "[" } }'],
  'regex with look-ahead': [match, 'match: { safe_regex: { regex: "(?!a)b" } }'],
  'regex with named groups': [match, 'match: { safe_regex: { regex: "/(?P<a>x)(?<b>y)?" } }'],
  'unknown command': [
    '                  name: local\n',
    '                  name: local\n                  request_headers_to_add: [{ header: { key: x, value: "%FOO%" } }]\n',
  ],
  'lone percent sign': [
    '                  name: local\n',
    '                  name: local\n                  request_headers_to_add: [{ header: { key: x, value: "100%" } }]\n',
  ],
  'doubled percent sign': [
    '                  name: local\n',
    '                  name: local\n                  request_headers_to_add: [{ header: { key: x, value: "100%%" } }]\n',
  ],
  'added host header': [
    '                  name: local\n',
    '                  name: local\n                  request_headers_to_add: [{ header: { key: host, value: a } }]\n',
  ],
  'two rewrites': [
    action,
    'route: { cluster: backend, prefix_rewrite: /a, regex_rewrite: { pattern: { regex: a }, substitution: b } }',
  ],
  'filter for a route': [
    '                  name: local\n',
    '                  name: local\n                  typed_per_filter_config: { r: { "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router } }\n',
  ],
  'wrong message for a route': [
    '                  name: local\n',
    '                  name: local\n                  typed_per_filter_config: { r: { "@type": type.googleapis.com/envoy.extensions.filters.http.buffer.v3.Buffer, max_request_bytes: 1 } }\n',
  ],
  'health check without thresholds': [
    cluster,
    '      health_checks: [{ timeout: 1s, interval: 1s, tcp_health_check: {} }]\n',
  ],
  'health check of statuses without range': [
    cluster,
    '      health_checks: [{ timeout: 1s, interval: 1s, healthy_threshold: 1, unhealthy_threshold: 1, http_health_check: { path: /, expected_statuses: [{ start: 200, end: 200 }] } }]\n',
  ],
  'gRPC health check without HTTP/2': [
    cluster,
    '      health_checks: [{ timeout: 1s, interval: 1s, healthy_threshold: 1, unhealthy_threshold: 1, grpc_health_check: {} }]\n',
  ],
  'TLS to a cluster': [cluster, upstreamTls('sni: a')],
  'TLS with an unknown secret': [
    cluster,
    upstreamTls('common_tls_context: { validation_context_sds_secret_config: { name: nope } }'),
  ],
  'TLS with names but no authority': [
    cluster,
    upstreamTls(
      'common_tls_context: { validation_context: { match_typed_subject_alt_names: [{ san_type: DNS, matcher: { exact: a } }] } }',
    ),
  ],
  'server TLS in a cluster': [cluster, upstreamTls('sni: a').replace('Upstream', 'Downstream')],
  'clusters from a file without a node': [
    'admin:',
    'dynamic_resources: { cds_config: { path_config_source: { path: /etc/hostname } } }\nadmin:',
  ],
  'gRPC source without a service': [
    'admin:',
    'node: { id: a, cluster: b }\ndynamic_resources: { cds_config: { api_config_source: { api_type: GRPC, transport_api_version: V3 } } }\nadmin:',
  ],
  'retry on nothing known': [action, 'route: { cluster: backend, retry_policy: { retry_on: foo } }'],
  'admin on the port of a listener': ['address: 127.0.0.1, port_value: 9901', 'address: 0.0.0.0, port_value: 10000'],
  'other name in the assignment': ['cluster_name: backend', 'cluster_name: other'],
  'ext_authz to nowhere': [
    cors,
    filter('ext_authz.v3.ExtAuthz', ', grpc_service: { envoy_grpc: { cluster_name: nope } }'),
  ],
  'rate limit without domain': [cors, filter('ratelimit.v3.RateLimit')],
  buffer: [cors, filter('buffer.v3.Buffer', ', max_request_bytes: 5')],
  'buffer for routes in the chain': [cors, filter('buffer.v3.BufferPerRoute', ', disabled: true')],
  lua: [cors, filter('lua.v3.Lua', ', default_source_code: { inline_string: "x = 1" }')],
  'deprecated field': [cluster, '      http2_protocol_options: {}\n'],
  'second document': ['admin:', 'admin:'],
};
