import type { WordsByMessage } from './words.ts';

/** Groups of servers that Envoy connects to. */
export const clusterWords: WordsByMessage = {
  'config.cluster.v3.Cluster': {
    about: 'A group of servers that Envoy connects to.',
    fields: {
      name: 'Unique name. Routes and filters refer to it; statistics begin with it.',
      alt_stat_name: 'Another name for statistics.',
      type: [
        'How endpoints are found: as written (`STATIC`), by DNS (`STRICT_DNS`, `LOGICAL_DNS`), from a control plane (`EDS`). Host names need a DNS type.',
        '`STATIC`',
      ],
      cluster_type: 'A kind of cluster that is an extension, such as aggregate or dynamic forward proxy.',
      load_assignment: 'The endpoints. Not for `EDS` and `ORIGINAL_DST`.',
      eds_cluster_config: 'Where an `EDS` cluster gets its endpoints.',
      connect_timeout: ['How long opening a connection may take.', '5 seconds'],
      lb_policy: ['How an endpoint is chosen.', '`ROUND_ROBIN`'],
      load_balancing_policy: 'The policy as an extension, which has more settings. It wins over `lb_policy`.',
      health_checks: 'Probes that take endpoints out while they fail. Without them an endpoint counts as healthy.',
      outlier_detection: 'Takes endpoints out that answer real requests with errors.',
      circuit_breakers: [
        'Limits of connections, requests and retries. What exceeds them fails at once with 503.',
        '1,024 connections, 1,024 waiting and 1,024 running requests, 3 retries',
      ],
      transport_socket: 'TLS to the endpoints. Left out, connections are plain text, on port 443 too.',
      transport_socket_matches: 'Different TLS settings for different endpoints, by their metadata.',
      typed_extension_protocol_options:
        'Settings of protocols by name; HTTP/2 to the endpoints is switched on here under `envoy.extensions.upstreams.http.v3.HttpProtocolOptions`.',
      http2_protocol_options:
        'Speaks HTTP/2 to the endpoints, which gRPC needs. Newer: `typed_extension_protocol_options`.',
      http_protocol_options: 'Settings of HTTP/1. Newer: `typed_extension_protocol_options`.',
      common_http_protocol_options: 'Limits for all HTTP versions. Newer: `typed_extension_protocol_options`.',
      upstream_http_protocol_options:
        'SNI and check of names by the request’s host. Newer: `typed_extension_protocol_options`.',
      protocol_selection: 'Whether to use the client’s HTTP version. Newer: `typed_extension_protocol_options`.',
      max_requests_per_connection:
        'Requests after which a connection is closed. Newer: `typed_extension_protocol_options`.',
      dns_lookup_family: [
        'Which addresses of a name are used. Where IPv6 leads nowhere, `V4_ONLY` avoids failing attempts.',
        '`AUTO`: IPv6 before IPv4',
      ],
      dns_refresh_rate: ['How often names are looked up.', '5 seconds'],
      dns_failure_refresh_rate: ['How soon a failed look-up is repeated.', '`dns_refresh_rate`'],
      respect_dns_ttl: ['Looks up again when the answer’s lifetime is over.', 'false'],
      dns_resolvers: 'DNS servers. Newer: `typed_dns_resolver_config`.',
      typed_dns_resolver_config: 'The resolver for names of this cluster.',
      use_tcp_for_dns_lookups: 'Asks DNS servers over TCP.',
      wait_for_warm_on_init: ['Lets start-up wait until names are resolved.', 'true'],
      per_connection_buffer_limit_bytes: [
        'How much is buffered for a connection before the other side has to wait.',
        '1 MiB',
      ],
      common_lb_config: 'Settings of load balancing that all policies share.',
      lb_subset_config: 'Divides endpoints by metadata, so that routes can choose a part of them.',
      ring_hash_lb_config: 'Settings of `RING_HASH`.',
      maglev_lb_config: 'Settings of `MAGLEV`.',
      least_request_lb_config: 'Settings of `LEAST_REQUEST`.',
      round_robin_lb_config: 'Settings of `ROUND_ROBIN`.',
      original_dst_lb_config: 'Settings of `ORIGINAL_DST`.',
      upstream_bind_config: 'The local address for connections of this cluster.',
      upstream_connection_options: 'TCP keep-alive and the like.',
      close_connections_on_host_health_failure: [
        'Closes connections to an endpoint that fails its health check.',
        'false',
      ],
      ignore_health_on_host_removal: [
        'Drops endpoints that discovery no longer names, even when they are healthy.',
        'false',
      ],
      preconnect_policy: 'Opens connections before they are needed.',
      track_cluster_stats: 'Further statistics: sizes, use of timeouts, per endpoint.',
      metadata: 'Facts about the cluster for filters and logs.',
      filters: 'Network filters for connections to the endpoints.',
      lrs_server: 'Where load reports of the cluster are sent.',
      cleanup_interval: ['How long an unused endpoint of `ORIGINAL_DST` is kept.', '5 seconds'],
    },
  },
  'config.cluster.v3.Cluster.EdsClusterConfig': {
    about: 'Where endpoints come from.',
    fields: {
      eds_config: 'The control plane or file. A control plane’s own cluster cannot be found this way.',
      service_name: ['The name to ask for.', 'the name of the cluster'],
    },
  },
  'config.cluster.v3.Cluster.CustomClusterType': {
    about: 'A kind of cluster that is an extension.',
    fields: {
      name: 'Name of the extension: `envoy.clusters.aggregate`, `envoy.clusters.dynamic_forward_proxy`.',
      typed_config: 'Its settings.',
    },
  },
  'config.cluster.v3.LoadBalancingPolicy': {
    about: 'Load balancing as an extension.',
    fields: { policies: 'In order of preference: the first that this Envoy knows is used.' },
  },
  'config.cluster.v3.LoadBalancingPolicy.Policy': { fields: { typed_extension_config: 'The policy, by `@type`.' } },
  'config.cluster.v3.CircuitBreakers': {
    about: 'Limits that protect the endpoints.',
    fields: {
      thresholds: 'Limits by priority of the route; one entry each for `DEFAULT` and `HIGH`.',
      per_host_thresholds: 'Limits for a single endpoint; of them only `max_connections` is used.',
    },
  },
  'config.cluster.v3.CircuitBreakers.Thresholds': {
    about: 'Limits for one priority.',
    fields: {
      priority: ['Routes of this priority.', '`DEFAULT`'],
      max_connections: ['Connections to all endpoints together.', '1,024'],
      max_pending_requests: ['Requests that wait for a connection.', '1,024'],
      max_requests: ['Requests that are running.', '1,024'],
      max_retries: ['Retries that are running. Low values keep retries from making an outage worse.', '3'],
      retry_budget: 'Limits retries to a share of running requests, instead of `max_retries`.',
      track_remaining: ['Statistics that show how much is left.', 'false'],
      max_connection_pools: ['Connection pools at a time.', 'no limit'],
    },
  },
  'config.cluster.v3.OutlierDetection': {
    about: 'Takes endpoints out that fail real requests.',
    fields: {
      consecutive_5xx: ['Server errors in a row, connection failures included.', '5'],
      consecutive_gateway_failure: ['Answers 502, 503 and 504 in a row.', '5'],
      consecutive_local_origin_failure: [
        'Failures in a row that came from this side, when they are counted apart.',
        '5',
      ],
      enforcing_consecutive_5xx: ['How likely such an endpoint really is taken out, in percent.', '100'],
      enforcing_consecutive_gateway_failure: ['The same for gateway errors.', '0: only counted'],
      enforcing_success_rate: ['The same for a low share of successes.', '100'],
      interval: ['How often the numbers are looked at.', '10 seconds'],
      base_ejection_time: ['How long an endpoint stays out; longer each time.', '30 seconds'],
      max_ejection_time: ['The longest time.', '300 seconds'],
      max_ejection_percent: ['Share of endpoints that may be out at a time, in percent.', '10'],
      success_rate_minimum_hosts: ['Endpoints with enough requests that are needed to compare rates.', '5'],
      success_rate_request_volume: ['Requests per interval that make an endpoint count.', '100'],
      split_external_local_origin_errors: ['Counts failed connections apart from error answers.', 'false'],
    },
  },
  'config.cluster.v3.Cluster.CommonLbConfig': {
    about: 'Settings that all load balancing policies share.',
    fields: {
      healthy_panic_threshold: [
        'Below this share of healthy endpoints all are used, the sick ones too. 0 switches that off.',
        '50 %',
      ],
      locality_weighted_lb_config: 'Divides traffic by the weights of localities.',
      zone_aware_lb_config: 'Prefers endpoints in the zone of this Envoy.',
      update_merge_window: ['Collects changes of endpoints for so long before they take effect.', '1 second'],
      ignore_new_hosts_until_first_hc: ['Leaves new endpoints out until their first health check.', 'false'],
      close_connections_on_host_set_change: ['Closes connections when endpoints change.', 'false'],
      consistent_hashing_lb_config: 'Limits and names for ring hash and Maglev.',
    },
  },
  'config.cluster.v3.Cluster.LbSubsetConfig': {
    about: 'Divides endpoints by metadata.',
    fields: {
      subset_selectors: 'Sets of keys under `envoy.lb`; endpoints with equal values form a subset.',
      fallback_policy: ['What happens when a route’s `metadata_match` fits no subset.', '`NO_FALLBACK`: 503'],
      default_subset: 'The endpoints that `DEFAULT_SUBSET` falls back to.',
    },
  },
  'config.cluster.v3.Cluster.LbSubsetConfig.LbSubsetSelector': {
    fields: {
      keys: 'Keys of the endpoints’ metadata.',
      fallback_policy: 'What happens when no subset of these keys fits.',
    },
  },
  'config.cluster.v3.Cluster.RingHashLbConfig': {
    fields: {
      minimum_ring_size: ['Entries of the ring. More divide more evenly and cost memory.', '1,024'],
      maximum_ring_size: ['Most entries.', '8,388,608'],
      hash_function: ['The function.', '`XX_HASH`'],
    },
  },
  'config.cluster.v3.Cluster.LeastRequestLbConfig': {
    fields: {
      choice_count: ['How many endpoints are picked by chance; the one with the fewest requests wins.', '2'],
      slow_start_config: 'Gives new endpoints little traffic at first.',
      active_request_bias: ['How strongly running requests count when weights differ.', '1.0'],
    },
  },
  'config.cluster.v3.Cluster.MaglevLbConfig': {
    fields: { table_size: ['Entries of the table; a prime number.', '65,537'] },
  },
  'config.cluster.v3.UpstreamConnectionOptions': {
    about: 'Settings of TCP connections to the endpoints.',
    fields: {
      tcp_keepalive: 'Probes of the system that notice dead endpoints.',
      happy_eyeballs_config: 'Which address family is tried first when an endpoint has several addresses.',
      set_local_interface_name_on_upstream_connections: 'Tells filters which interface the connection uses.',
    },
  },
  'config.cluster.v3.Cluster.RefreshRate': {
    fields: { base_interval: 'First pause.', max_interval: ['Longest pause.', 'ten times the base'] },
  },
  'config.cluster.v3.TrackClusterStats': {
    fields: {
      timeout_budgets: 'How much of its timeout each request used.',
      request_response_sizes: 'Sizes of headers and bodies.',
      per_endpoint_stats: 'Statistics for each endpoint; many.',
    },
  },
  'config.core.v3.BindConfig': {
    about: 'The local address of connections.',
    fields: {
      source_address: 'The address; port 0 lets the system choose.',
      freebind: 'Allows an address that the machine does not have.',
    },
  },
};
