import type { WordsByMessage } from './words.ts';

/** Where connections come in. */
export const listenerWords: WordsByMessage = {
  'config.listener.v3.Listener': {
    about: 'An address on which Envoy accepts connections, and what is done with them.',
    fields: {
      name: [
        'Unique name, in statistics and in the admin page. Of two listeners with one name the second is dropped.',
        'a random one',
      ],
      address: 'Address and port to listen on. In a container `127.0.0.1` is reached by nobody outside: use `0.0.0.0`.',
      additional_addresses: 'Further addresses with the same filter chains.',
      filter_chains:
        'What handles a connection. The chain whose match fits best is taken; without one the connection is closed.',
      default_filter_chain: 'The chain for connections that no other one matches.',
      filter_chain_matcher: 'A tree of matchers that picks the chain, instead of the matches in the chains.',
      listener_filters:
        'Look at a new connection before a chain is chosen: server name of TLS, PROXY protocol header, original destination.',
      listener_filters_timeout: [
        'How long these filters wait for data of the client; then the connection is closed. `0s` waits for ever.',
        '15 seconds',
      ],
      continue_on_listener_filters_timeout: [
        'Goes on without the filters’ result when their time is up, instead of closing.',
        'false',
      ],
      per_connection_buffer_limit_bytes: [
        'How much is buffered for a connection before the peer has to wait. Lower it where clients are not trusted.',
        '1 MiB',
      ],
      traffic_direction: [
        'Whether traffic comes to the service beside this Envoy or leaves it. Shown in tracing and statistics; nothing is blocked.',
        '`UNSPECIFIED`',
      ],
      access_log:
        'Connections of the listener, also those that no chain takes. Requests are logged in the connection manager.',
      bind_to_port: [
        'false opens no port: the listener gets its connections from another one with `use_original_dst`.',
        'true',
      ],
      use_original_dst: 'Hands connections redirected by iptables to the listener of their original address.',
      udp_listener_config: 'Settings for a UDP address; needed for QUIC.',
      connection_balance_config: 'Spreads connections evenly over threads. Worth it for few long connections.',
      enable_reuse_port: [
        'Each thread has its own socket, so that the kernel spreads connections over them.',
        'true on Linux',
      ],
      tcp_backlog_size: ['How many connections may wait to be accepted.', 'the system’s limit on Linux'],
      tcp_fast_open_queue_length: 'Allows TCP Fast Open with that many pending requests.',
      tcp_keepalive: 'Probes of the system that notice dead peers.',
      socket_options: 'Options set on the socket, by number, before it listens.',
      transparent: 'Accepts connections to foreign addresses that iptables (TPROXY) sends here. Needs CAP_NET_ADMIN.',
      freebind: 'Allows an address that the machine does not have yet.',
      drain_type: [
        'Whether connections are also drained when health checks are failed on purpose, or only when the listener changes.',
        '`DEFAULT`',
      ],
      stat_prefix: ['The name in statistics, instead of the address.', 'the address'],
      max_connections_to_accept_per_socket_event: 'How many connections a thread accepts in one go.',
      bypass_overload_manager: ['Leaves the listener out of load shedding: for probes and control.', 'false'],
      ignore_global_conn_limit: ['Connections do not count towards the limit of all listeners.', 'false'],
      internal_listener: 'A listener without a port, reached by clusters of the same Envoy.',
      api_listener: 'For Envoy Mobile: requests come from the program itself.',
      metadata: 'Facts about the listener for filters and access logs.',
    },
  },
  'config.listener.v3.FilterChain': {
    about: 'The filters for connections of one kind.',
    fields: {
      filter_chain_match:
        'Which connections: server name, destination port, source address. Empty fits all; two chains with equal matches are refused.',
      filters:
        'Network filters in their order. The last one must end the chain: connection manager, TCP proxy or another proxy.',
      transport_socket: 'TLS for connections of clients. Left out, they are plain text.',
      transport_socket_connect_timeout: 'How long the TLS handshake may take.',
      name: 'Name of the chain in statistics and logs.',
      metadata: 'Facts about the chain for filters and access logs.',
    },
  },
  'config.listener.v3.FilterChainMatch': {
    about: 'The connections that a filter chain is for. All conditions must hold; the most specific match wins.',
    fields: {
      server_names:
        'Names that the client asks for by TLS (SNI): exact, or `*.example.com`. The `tls_inspector` listener filter must be there.',
      transport_protocol: '`tls` or `raw_buffer`, as found by a listener filter.',
      application_protocols: 'Protocols that the client offers (ALPN): `h2`, `http/1.1`.',
      destination_port: 'Port that the client wanted to reach; of use with `use_original_dst`.',
      prefix_ranges: 'Destination addresses.',
      source_prefix_ranges: 'Addresses of clients, after PROXY protocol was read.',
      direct_source_prefix_ranges: 'Addresses of the peers that are really connected.',
      source_ports: 'Ports of clients.',
      source_type: ['Whether clients are on this machine or elsewhere.', '`ANY`'],
    },
  },
  'config.listener.v3.Filter': {
    about: 'A network filter.',
    fields: {
      name: 'Free text that shows in statistics; `@type` selects the filter.',
      typed_config: 'Which filter, by `@type`, and its settings.',
      config_discovery: 'Settings that a control plane delivers instead of `typed_config`.',
    },
  },
  'config.listener.v3.ListenerFilter': {
    about: 'A listener filter.',
    fields: {
      name: 'Free text; `@type` selects the filter.',
      typed_config: 'Which filter, by `@type`, and its settings.',
      filter_disabled: 'Connections that the filter is skipped for.',
    },
  },
  'config.listener.v3.UdpListenerConfig': {
    about: 'Settings of a UDP listener.',
    fields: {
      quic_options: 'Makes it a QUIC listener, for HTTP/3.',
      downstream_socket_config: 'Size of datagrams and use of offloading.',
    },
  },
  'config.core.v3.Address': {
    about: 'An address. Exactly one kind has to be chosen.',
    fields: {
      socket_address: 'Host and port.',
      pipe: 'A Unix domain socket.',
      envoy_internal_address: 'A listener of this Envoy that has no port.',
    },
  },
  'config.core.v3.SocketAddress': {
    about: 'Host and port.',
    fields: {
      address:
        'IP address; of an endpoint also a host name, which needs a cluster of type `STRICT_DNS` or `LOGICAL_DNS`. Listeners take IP addresses only.',
      port_value:
        'Port number. Of a compose service it is the port inside the container, not the published one. 0 lets the system choose.',
      named_port: 'Name of a port, looked up by a resolver of your own. The usual one knows numbers only.',
      protocol: ['TCP or UDP. UDP listeners serve QUIC, DNS and UDP proxies.', '`TCP`'],
      ipv4_compat: 'With the address `::`, accepts IPv4 as well.',
      resolver_name: 'Name of a custom address resolver. The usual one takes IP addresses.',
    },
  },
  'config.core.v3.Pipe': {
    about: 'A Unix domain socket.',
    fields: {
      path: 'Path of the socket; `@name` for one in the abstract namespace of Linux.',
      mode: 'Permissions of the socket’s file.',
    },
  },
  'config.core.v3.CidrRange': {
    about: 'A range of addresses.',
    fields: {
      address_prefix: 'The address that the range begins with, such as `10.0.0.0`.',
      prefix_len: ['How many leading bits count. Unset means 0, so the range holds every address.', '0'],
    },
  },
  'config.core.v3.TcpKeepalive': {
    about: 'Probes by which the system notices dead peers.',
    fields: {
      keepalive_probes: ['Lost probes after which the connection is dead.', 'the system’s, 9 on Linux'],
      keepalive_time: ['Seconds of silence before the first probe.', 'the system’s, 7,200 on Linux'],
      keepalive_interval: ['Seconds between probes.', 'the system’s, 75 on Linux'],
    },
  },
  'extensions.filters.listener.tls_inspector.v3.TlsInspector': {
    about: 'Reads server name and protocols from the TLS greeting, so that filter chains can match them.',
  },
  'extensions.filters.listener.http_inspector.v3.HttpInspector': {
    about: 'Finds out whether a plain-text connection speaks HTTP, so that filter chains can match it.',
  },
  'extensions.filters.listener.original_dst.v3.OriginalDst': {
    about: 'Restores the address that a connection had before iptables redirected it.',
  },
  'extensions.filters.listener.proxy_protocol.v3.ProxyProtocol': {
    about: 'Reads the PROXY protocol header of a load balancer in front, so that the client’s address is known.',
    fields: {
      allow_requests_without_proxy_protocol: [
        'Takes connections without the header too. Then clients that get past the load balancer choose their own address.',
        'false',
      ],
      rules: 'What to keep of the header’s extra fields.',
    },
  },
};
