import type { ValueDoc } from '../../docs/keyDoc.ts';

const value = (text: string, summary: string): ValueDoc => ({ value: text, summary });

const requestParts: readonly ValueDoc[] = [
  value(':method', 'the method'),
  value(':path', 'path and query'),
  value(':authority', 'the Host'),
  value(':scheme', 'http or https'),
  value('authorization', 'credentials'),
  value('content-type', 'type of the body'),
  value('origin', 'the page that calls'),
  value('user-agent', 'the program that calls'),
  value('x-forwarded-for', 'addresses of clients and proxies'),
  value('x-request-id', 'id of the request'),
];

const upgrades: readonly ValueDoc[] = [
  value('websocket', 'WebSockets'),
  value('CONNECT', 'tunnels'),
  value('CONNECT-UDP', 'tunnels for UDP'),
];

const anyAddress: readonly ValueDoc[] = [
  value('0.0.0.0', 'every IPv4 address of the machine'),
  value('127.0.0.1', 'this machine or container only'),
  value('::', 'every IPv6 address of the machine'),
];

const logFiles: readonly ValueDoc[] = [
  value('/dev/stdout', 'standard output, as docker logs shows it'),
  value('/dev/stderr', 'standard error'),
  value('/dev/null', 'nowhere'),
];

/** Texts worth proposing, by message and field; other values may be right as well. */
export const wellKnownValues: Readonly<Record<string, readonly ValueDoc[]>> = {
  'envoy.config.core.v3.SocketAddress.address': anyAddress,
  'envoy.config.route.v3.VirtualHost.domains': [value('*', 'every other domain')],
  'envoy.config.route.v3.RouteMatch.prefix': [value('/', 'every path')],
  'envoy.config.route.v3.HeaderMatcher.name': requestParts,
  'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.UpgradeConfig.upgrade_type':
    upgrades,
  'envoy.config.route.v3.RouteAction.UpgradeConfig.upgrade_type': upgrades,
  'envoy.extensions.access_loggers.file.v3.FileAccessLog.path': logFiles,
  'envoy.config.bootstrap.v3.Admin.access_log_path': logFiles,
  'envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.alpn_protocols': [
    value('h2', 'HTTP/2'),
    value('http/1.1', 'HTTP/1.1'),
    value('h3', 'HTTP/3, over QUIC'),
  ],
  'envoy.config.listener.v3.FilterChainMatch.application_protocols': [
    value('h2', 'HTTP/2'),
    value('http/1.1', 'HTTP/1.1'),
  ],
  'envoy.config.listener.v3.FilterChainMatch.transport_protocol': [
    value('tls', 'TLS; needs the tls_inspector'),
    value('raw_buffer', 'plain text'),
  ],
  'envoy.config.core.v3.DataSource.filename': [
    value('/etc/ssl/certs/ca-certificates.crt', 'authorities that Debian and Alpine trust'),
    value('/etc/pki/tls/certs/ca-bundle.crt', 'authorities that Red Hat trusts'),
  ],
  'envoy.config.overload.v3.OverloadAction.name': [
    value('envoy.overload_actions.stop_accepting_requests', 'answers with 503'),
    value('envoy.overload_actions.stop_accepting_connections', 'accepts no more connections'),
    value('envoy.overload_actions.disable_http_keepalive', 'closes connections after a request'),
    value('envoy.overload_actions.reject_incoming_connections', 'closes new connections at once'),
    value('envoy.overload_actions.shrink_heap', 'gives memory back'),
    value('envoy.overload_actions.reduce_timeouts', 'shortens timeouts'),
    value('envoy.overload_actions.reset_high_memory_stream', 'ends the requests that use most memory'),
  ],
  'envoy.extensions.wasm.v3.VmConfig.runtime': [
    value('envoy.wasm.runtime.v8', 'V8, in the usual image'),
    value('envoy.wasm.runtime.null', 'code that is part of Envoy'),
  ],
  'envoy.config.trace.v3.ZipkinConfig.collector_endpoint': [value('/api/v2/spans', 'as Zipkin has it')],
  'envoy.config.core.v3.HeaderValue.key': [
    value('x-forwarded-proto', 'http or https, as the client used it'),
    value('strict-transport-security', 'browsers come back over https only'),
    value('cache-control', 'how long answers are kept'),
    value('x-frame-options', 'whether pages may be framed'),
    value('x-content-type-options', 'nosniff'),
  ],
};

/** Conditions of `retry_on`, joined by commas. Source: x-envoy-retry-on and x-envoy-retry-grpc-on. */
export const retryConditions: readonly ValueDoc[] = [
  value('5xx', 'any 5xx, or no answer at all'),
  value('gateway-error', '502, 503 or 504'),
  value('reset', 'no answer: disconnect, reset, timeout'),
  value('reset-before-request', 'no answer, and the headers were not sent yet'),
  value('connect-failure', 'the connection could not be opened'),
  value('refused-stream', 'the upstream refused the stream'),
  value('retriable-4xx', '409'),
  value('retriable-status-codes', 'those of retriable_status_codes'),
  value('retriable-headers', 'those of retriable_headers'),
  value('envoy-ratelimited', 'x-envoy-ratelimited is there'),
  value('http3-post-connect-failure', 'HTTP/3 failed after it was connected'),
  value('cancelled', 'gRPC: CANCELLED'),
  value('deadline-exceeded', 'gRPC: DEADLINE_EXCEEDED'),
  value('internal', 'gRPC: INTERNAL'),
  value('resource-exhausted', 'gRPC: RESOURCE_EXHAUSTED'),
  value('unavailable', 'gRPC: UNAVAILABLE'),
];

/** Operators of formats for logs, headers and bodies, `%` left out; in snippets `$1` is what has to be filled in. */
export const formatOperators: readonly ValueDoc[] = [
  value('START_TIME', 'when the request began'),
  value('REQ(${1:X-NAME})', 'a request header'),
  value('RESP(${1:X-NAME})', 'a response header'),
  value('TRAILER(${1:X-NAME})', 'a response trailer'),
  value('REQ(:METHOD)', 'the method'),
  value('REQ(X-ENVOY-ORIGINAL-PATH?:PATH)', 'the path before rewriting'),
  value('REQ(:AUTHORITY)', 'the Host'),
  value('REQ(X-REQUEST-ID)', 'id of the request'),
  value('PROTOCOL', 'HTTP version'),
  value('RESPONSE_CODE', 'status'),
  value('RESPONSE_CODE_DETAILS', 'why this status'),
  value('RESPONSE_FLAGS', 'what Envoy itself had to say: UH, UF, NR …'),
  value('GRPC_STATUS', 'status of gRPC'),
  value('BYTES_RECEIVED', 'size of the request body'),
  value('BYTES_SENT', 'size of the response body'),
  value('DURATION', 'milliseconds in all'),
  value('REQUEST_DURATION', 'milliseconds to the end of the request'),
  value('RESPONSE_DURATION', 'milliseconds to the begin of the response'),
  value('ROUTE_NAME', 'name of the route'),
  value('UPSTREAM_HOST', 'address of the endpoint'),
  value('UPSTREAM_CLUSTER', 'name of the cluster'),
  value('UPSTREAM_TRANSPORT_FAILURE_REASON', 'why TLS failed'),
  value('DOWNSTREAM_REMOTE_ADDRESS', 'address and port of the client'),
  value('DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT', 'address of the client'),
  value('DOWNSTREAM_DIRECT_REMOTE_ADDRESS', 'address and port of the peer'),
  value('DOWNSTREAM_LOCAL_ADDRESS', 'address that the client reached'),
  value('REQUESTED_SERVER_NAME', 'server name of TLS'),
  value('DOWNSTREAM_TLS_VERSION', 'version of TLS'),
  value('DOWNSTREAM_PEER_SUBJECT', 'subject of the client certificate'),
  value('DOWNSTREAM_PEER_URI_SAN', 'URI of the client certificate'),
  value('DYNAMIC_METADATA(${1:NAMESPACE}:${2:KEY})', 'what a filter found out'),
  value('FILTER_STATE(${1:KEY})', 'state of a filter'),
  value('CONNECTION_TERMINATION_DETAILS', 'why the connection was closed'),
  value('LOCAL_REPLY_BODY', 'text of an answer by Envoy itself'),
  value('HOSTNAME', 'name of this machine'),
  value('ENVIRONMENT(${1:NAME})', 'an environment variable'),
];
