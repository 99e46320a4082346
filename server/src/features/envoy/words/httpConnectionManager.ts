import type { WordsByMessage } from './words.ts';

/** From a connection to requests. */
export const httpConnectionManagerWords: WordsByMessage = {
  'extensions.filters.network.http_connection_manager.v3.HttpConnectionManager': {
    about: 'Turns a connection into HTTP requests, runs the HTTP filters over them and routes them to clusters.',
    fields: {
      stat_prefix: 'What the statistics of these requests begin with, after `http.`.',
      codec_type: ['Which HTTP version clients speak. `AUTO` finds out; `HTTP3` needs a UDP listener.', '`AUTO`'],
      route_config: 'The routes, written here.',
      rds: 'The routes come from a control plane or a file, by name.',
      scoped_routes: 'Route tables of which each request gets one, by a header or another key.',
      http_filters:
        'HTTP filters in their order: requests pass from first to last, responses back. The last one must be the router.',
      access_log: 'One line for each request. Nothing is logged without it.',
      access_log_options: 'Log lines before a request is over: when it begins, or at an interval.',
      use_remote_address: [
        'Takes the peer’s address for the client’s and adds it to `x-forwarded-for`. Set it to true on an Envoy that faces the internet, false behind another proxy.',
        'false',
      ],
      xff_num_trusted_hops: [
        'How many proxies in front are trusted: the client’s address is taken from that far at the right of `x-forwarded-for`.',
        '0',
      ],
      skip_xff_append: ['Leaves `x-forwarded-for` as it came.', 'false'],
      generate_request_id: ['Gives each request an `x-request-id`, which ties logs and traces together.', 'true'],
      preserve_external_request_id: ['Keeps an `x-request-id` that a client outside sent.', 'false'],
      always_set_request_id_in_response: ['Returns `x-request-id` to the client.', 'false, unless tracing is forced'],
      tracing: 'Whether and how often requests are traced. The tracer stands in `provider`.',
      common_http_protocol_options: 'Limits for all HTTP versions: idle time, age of connections, headers.',
      http_protocol_options: 'Settings of HTTP/1.',
      http2_protocol_options: 'Settings of HTTP/2.',
      http3_protocol_options: 'Settings of HTTP/3.',
      normalize_path: [
        'Resolves `..`, `.` and percent-encoded letters in paths before routing. Where rules allow or deny by path it should be true.',
        'as the runtime key `http_connection_manager.normalize_path` says, else false',
      ],
      merge_slashes: [
        'Makes one slash of several in a row, before filters and routes see the path and for the upstream too.',
        'false',
      ],
      path_with_escaped_slashes_action: [
        'What to do with `%2F` and `%5C` in paths. Kept, they may slip past rules by path.',
        '`KEEP_UNCHANGED`',
      ],
      path_normalization_options: 'Own rules of normalization, for matching and for what is forwarded.',
      server_name: ['The `server` header of responses.', '`envoy`'],
      server_header_transformation: ['Whether the upstream’s `server` header is replaced.', '`OVERWRITE`'],
      scheme_header_transformation: 'Overwrites `:scheme`, for example behind something that ends TLS.',
      via: 'A name that is added to `via` in requests and responses.',
      add_user_agent: [
        'Sends `user-agent` and `x-envoy-downstream-service-cluster` with the cluster of the node.',
        'false',
      ],
      upgrade_configs:
        'Upgrades that are allowed, such as `websocket` or `CONNECT`. Without an entry they are refused.',
      stream_idle_timeout: [
        'How long a request may go without any data in either direction. Raise it or set `0s` for streams and long polling.',
        '5 minutes',
      ],
      request_timeout: ['How long a client may take to send the whole request.', 'no limit'],
      request_headers_timeout: ['How long a client may take to send the headers, against slow attackers.', 'no limit'],
      drain_timeout: ['Grace between announcing that a connection ends and closing it.', '5 seconds'],
      delayed_close_timeout: [
        'How long Envoy waits for the peer to close first, so that the last bytes arrive.',
        '1 second',
      ],
      max_request_headers_kb: [
        'Largest size of all request headers together, in KiB; more is answered with 431. Long cookies and tokens may need more.',
        '60',
      ],
      local_reply_config: 'How answers that Envoy makes itself look: status, body, headers.',
      internal_address_config: 'Which client addresses count as internal and may use `x-envoy-…` headers.',
      forward_client_cert_details: [
        'What becomes of `x-forwarded-client-cert`. On an Envoy at the edge: `SANITIZE` or `SANITIZE_SET`.',
        '`SANITIZE`',
      ],
      set_current_client_cert_details:
        'Which facts of the client’s certificate go into `x-forwarded-client-cert`; with `APPEND_FORWARD` and `SANITIZE_SET`.',
      proxy_100_continue: ['Forwards `100-continue` instead of answering it here.', 'false'],
      strip_matching_host_port: [
        'Takes the port from `Host` when it is that of the listener. Then domains without port match.',
        'false',
      ],
      strip_any_host_port: ['Takes any port from `Host` before routing.', 'false'],
      strip_trailing_host_dot: ['Takes the dot at the end of `Host` away.', 'false'],
      stream_error_on_invalid_http_message: [
        'After a malformed message ends only that request, not the whole connection.',
        'false',
      ],
      original_ip_detection_extensions: 'Other ways to learn the client’s address, such as a header of a CDN.',
      request_id_extension: 'How request ids are made.',
      early_header_mutation_extensions: 'Changes headers before anything else sees them.',
      append_x_forwarded_port: ['Adds `x-forwarded-port`.', 'false'],
      proxy_status_config: 'Adds a `proxy-status` header that says why a request failed.',
    },
  },
  'extensions.filters.network.http_connection_manager.v3.HttpFilter': {
    about: 'An HTTP filter.',
    fields: {
      name: 'Routes refer to the filter by this name in `typed_per_filter_config`; `@type` selects what it does.',
      typed_config: 'Which filter, by `@type`, and its settings.',
      config_discovery: 'Settings that a control plane delivers instead of `typed_config`.',
      is_optional: ['Goes on without the filter when this Envoy does not know it.', 'false'],
      disabled: ['Switches it off; routes can switch it on in `typed_per_filter_config`.', 'false'],
    },
  },
  'extensions.filters.network.http_connection_manager.v3.Rds': {
    about: 'Routes from a control plane or a file.',
    fields: {
      config_source: 'Where they come from.',
      route_config_name: 'The name of the route configuration to ask for.',
    },
  },
  'extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.Tracing': {
    about: 'Tracing of requests.',
    fields: {
      provider: 'The tracer. Without one nothing is sent.',
      random_sampling: ['Share of requests that are traced, in percent.', '100'],
      client_sampling: [
        'Share of requests that are traced because the client asks by `x-client-trace-id`, in percent.',
        '100',
      ],
      overall_sampling: ['Upper limit for all reasons together, in percent.', '100'],
      spawn_upstream_span: ['Makes a span of its own for each attempt to reach the upstream.', 'false'],
      verbose: ['Adds events of the stream to spans.', 'false'],
      max_path_tag_length: ['Characters of the path that are kept in spans.', '256'],
      custom_tags: 'Further tags: fixed text, a header, an environment variable, metadata.',
    },
  },
  'extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.UpgradeConfig': {
    about: 'An upgrade that is allowed.',
    fields: {
      upgrade_type: '`websocket`, `CONNECT` or another value of the `Upgrade` header.',
      enabled: ['Whether it is allowed; a route can decide otherwise.', 'true'],
      filters: 'HTTP filters for upgraded requests, instead of the usual ones.',
    },
  },
  'extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.InternalAddressConfig': {
    fields: {
      cidr_ranges: ['Ranges that count as internal.', 'no client is internal'],
      unix_sockets: ['Whether clients on Unix sockets count as internal.', 'false'],
    },
  },
  'extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.SetCurrentClientCertDetails': {
    fields: {
      subject: 'Adds the subject.',
      cert: 'Adds the certificate itself, PEM in URL encoding.',
      chain: 'Adds the whole chain.',
      dns: 'Adds its DNS names.',
      uri: 'Adds its URI, where SPIFFE has the identity.',
    },
  },
  'extensions.filters.network.http_connection_manager.v3.LocalReplyConfig': {
    fields: {
      mappers: 'Changes for some answers; the first that fits counts.',
      body_format: [
        'The body of all of Envoy’s own answers; `%LOCAL_REPLY_BODY%` stands for the usual text.',
        'plain text',
      ],
    },
  },
  'extensions.filters.network.http_connection_manager.v3.ResponseMapper': {
    fields: {
      filter: 'Which answers, with the filters of access logs.',
      status_code: 'The status to send instead.',
      body: 'The text that `%LOCAL_REPLY_BODY%` then stands for.',
      body_format_override: 'The form of the body for these answers.',
      headers_to_add: 'Headers for these answers.',
    },
  },
  'config.core.v3.HttpProtocolOptions': {
    about: 'Limits that hold for every HTTP version.',
    fields: {
      idle_timeout: ['How long a connection without requests stays open. `0s` keeps it.', '1 hour'],
      max_connection_duration: ['The age at which a connection is drained and closed.', 'no limit'],
      max_headers_count: ['Most headers of a message; more is refused.', '100'],
      max_stream_duration: ['How long one request may take in all.', 'no limit'],
      max_requests_per_connection: [
        'Requests after which a connection is closed; 1 switches keep-alive off.',
        'no limit',
      ],
      headers_with_underscores_action: [
        'What to do with header names that have underscores, which some servers take for dashes.',
        '`ALLOW`',
      ],
    },
  },
  'config.core.v3.Http1ProtocolOptions': {
    about: 'Settings of HTTP/1.',
    fields: {
      accept_http_10: ['Serves HTTP/1.0 clients as well. Otherwise they get 426.', 'false'],
      default_host_for_http_10: 'The `Host` of HTTP/1.0 requests that have none.',
      allow_absolute_url: ['Takes requests with a whole URL in the first line, as a forward proxy gets them.', 'true'],
      enable_trailers: ['Passes trailers on.', 'false'],
      header_key_format: ['How header names are written on the wire, for peers that insist on capitals.', 'lower case'],
      allow_chunked_length: ['Accepts messages with both `content-length` and chunks.', 'false'],
    },
  },
  'config.core.v3.Http2ProtocolOptions': {
    about: 'Settings of HTTP/2. An empty message is enough to switch it on for a cluster.',
    fields: {
      max_concurrent_streams: [
        'Requests that one connection may carry at a time. Lower it, to 100 say, against untrusted clients.',
        '1,024',
      ],
      initial_stream_window_size: ['Bytes of one request that may be under way without confirmation.', '16 MiB'],
      initial_connection_window_size: ['The same for the whole connection.', '24 MiB'],
      connection_keepalive: 'Pings that notice dead connections.',
      allow_connect: ['Allows extended CONNECT, which carries WebSockets over HTTP/2.', 'false'],
      hpack_table_size: ['Size of the table for header compression.', '4,096 bytes'],
      max_outbound_frames: ['Frames that may wait for a slow peer before the connection is closed.', '10,000'],
      override_stream_error_on_invalid_http_message:
        'Whether a malformed message ends only its request, not the connection.',
      allow_metadata: ['Passes Envoy’s METADATA frames on.', 'false'],
    },
  },
  'config.core.v3.KeepaliveSettings': {
    about: 'Pings on an HTTP/2 or HTTP/3 connection.',
    fields: {
      interval: ['Time between pings.', 'none are sent'],
      timeout: 'How long to wait for the answer before the connection is closed.',
      connection_idle_interval: 'After this much silence a ping comes before the next request.',
    },
  },
  'config.core.v3.Http3ProtocolOptions': {
    about: 'Settings of HTTP/3.',
    fields: {
      allow_extended_connect: ['Allows extended CONNECT, which carries WebSockets.', 'false'],
      quic_protocol_options: 'Settings of QUIC below it.',
    },
  },
};
