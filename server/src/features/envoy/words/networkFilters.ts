import type { WordsByMessage } from './words.ts';

/** Filters for connections, and kinds of clusters and load balancing that are extensions. */
export const networkFilterWords: WordsByMessage = {
  'extensions.filters.network.tcp_proxy.v3.TcpProxy': {
    about: 'Passes a connection on to a cluster, whatever it carries.',
    fields: {
      stat_prefix: 'What the statistics of these connections begin with, after `tcp.`.',
      cluster: 'The cluster. Envoy does not notice at the start when it is missing: connections are then closed.',
      weighted_clusters: 'Several clusters with shares.',
      access_log: 'One line for each connection, when it ends.',
      idle_timeout: ['How long a connection without data stays open. `0s` keeps it.', '1 hour'],
      max_connect_attempts: ['Attempts to reach an endpoint.', '1'],
      tunneling_config: 'Carries the bytes through HTTP CONNECT.',
      hash_policy: 'What sticky load balancing goes by: the client’s address.',
      metadata_match: 'Endpoints that may be chosen.',
      max_downstream_connection_duration: ['The longest time of a connection.', 'no limit'],
    },
  },
  'extensions.filters.network.tcp_proxy.v3.TcpProxy.TunnelingConfig': {
    fields: {
      hostname: 'Host and port that CONNECT asks for; `%…%` operators are replaced.',
      use_post: ['Uses POST instead of CONNECT.', 'false'],
      headers_to_add: 'Headers of the request.',
    },
  },
  'extensions.filters.network.redis_proxy.v3.RedisProxy': {
    about: 'Speaks Redis: divides keys over clusters and endpoints.',
    fields: {
      stat_prefix: 'What the statistics begin with, after `redis.`.',
      settings: 'Timeouts and connections to Redis.',
      prefix_routes: 'Which keys go to which cluster.',
      downstream_auth_passwords: 'Passwords that clients have to give.',
    },
  },
  'extensions.filters.network.redis_proxy.v3.RedisProxy.ConnPoolSettings': {
    fields: {
      op_timeout: 'How long a command may take.',
      enable_hashtagging: ['Keys with the same part in braces go to the same server.', 'false'],
      enable_redirection: ['Follows MOVED and ASK of a Redis cluster.', 'false'],
      read_policy: ['Which servers are read from.', '`MASTER`'],
    },
  },
  'extensions.filters.network.redis_proxy.v3.RedisProxy.PrefixRoutes': {
    fields: {
      routes: 'Beginnings of keys; the longest that fits counts.',
      catch_all_route: 'Where all other keys go.',
      case_insensitive: ['Whether capitals are ignored.', 'false'],
    },
  },
  'extensions.filters.network.redis_proxy.v3.RedisProxy.PrefixRoutes.Route': {
    fields: {
      cluster: 'The cluster. It has to be defined.',
      prefix: 'Beginning of the keys.',
      remove_prefix: ['Takes the beginning away.', 'false'],
    },
  },
  'extensions.filters.network.ext_authz.v3.ExtAuthz': {
    about: 'Asks another service whether a connection may go on.',
    fields: {
      stat_prefix: 'What the statistics begin with.',
      grpc_service: 'The service.',
      failure_mode_allow: ['Lets connections pass when it does not answer.', 'false'],
    },
  },
  'extensions.filters.network.local_ratelimit.v3.LocalRateLimit': {
    about: 'Limits new connections by itself.',
    fields: { token_bucket: 'How many connections.', stat_prefix: 'What the statistics begin with.' },
  },
  'extensions.filters.network.ratelimit.v3.RateLimit': {
    about: 'Asks a rate limit service whether a connection may go on.',
  },
  'extensions.filters.network.connection_limit.v3.ConnectionLimit': {
    about: 'Limits connections that are open at a time.',
    fields: { max_connections: 'How many.', delay: 'How long a refused connection is held before it is closed.' },
  },
  'extensions.filters.network.direct_response.v3.Config': {
    about: 'Sends a fixed answer and closes.',
    fields: { response: 'The bytes.' },
  },
  'extensions.filters.network.echo.v3.Echo': { about: 'Sends back what it gets, for tests.' },
  'extensions.filters.network.sni_cluster.v3.SniCluster': {
    about: 'Takes the cluster’s name from the server name of TLS.',
  },
  'extensions.filters.network.sni_dynamic_forward_proxy.v3.FilterConfig': {
    about: 'Looks up the server name of TLS and connects there.',
  },
  'extensions.filters.network.mongo_proxy.v3.MongoProxy': {
    about: 'Reads MongoDB traffic for statistics and logs.',
    fields: {
      stat_prefix: 'What the statistics begin with, after `mongo.`.',
      access_log: 'File for the log of operations.',
    },
  },
  'extensions.filters.network.mysql_proxy.v3.MySQLProxy': {
    about: 'Reads MySQL traffic for statistics; contrib image only.',
    fields: { stat_prefix: 'What the statistics begin with, after `mysql.`.' },
  },
  'extensions.filters.network.postgres_proxy.v3alpha.PostgresProxy': {
    about: 'Reads PostgreSQL traffic for statistics; contrib image only.',
    fields: {
      stat_prefix: 'What the statistics begin with, after `postgres.`.',
      terminate_ssl: ['Ends TLS here.', 'false'],
    },
  },
  'extensions.filters.network.kafka_broker.v3.KafkaBroker': {
    about: 'Reads Kafka traffic for statistics; contrib image only.',
    fields: { stat_prefix: 'What the statistics begin with, after `kafka.`.' },
  },
  'extensions.filters.network.thrift_proxy.v3.ThriftProxy': {
    about: 'Routes Thrift requests.',
    fields: { stat_prefix: 'What the statistics begin with.', route_config: 'The routes.' },
  },
  'extensions.filters.network.zookeeper_proxy.v3.ZooKeeperProxy': {
    about: 'Reads ZooKeeper traffic for statistics.',
    fields: { stat_prefix: 'What the statistics begin with.' },
  },
  'extensions.filters.network.generic_proxy.v3.GenericProxy': {
    about: 'Routes requests of protocols that a codec knows.',
  },
  'extensions.filters.network.dubbo_proxy.v3.DubboProxy': { about: 'Routes Dubbo requests.' },
  'extensions.filters.udp.udp_proxy.v3.UdpProxyConfig': {
    about: 'Passes datagrams on to a cluster.',
    fields: {
      stat_prefix: 'What the statistics begin with, after `udp.`.',
      matcher: 'Which cluster, as a tree of matchers with an `action`.',
      cluster: 'The cluster. Newer: `matcher`.',
      idle_timeout: ['How long a session without datagrams is kept.', '1 minute'],
      hash_policies: 'What sticky load balancing goes by.',
    },
  },
  'extensions.filters.udp.udp_proxy.v3.Route': {
    about: 'Where datagrams go.',
    fields: { cluster: 'The cluster. It has to be defined.' },
  },
  'extensions.filters.udp.dns_filter.v3.DnsFilterConfig': {
    about: 'Answers DNS questions.',
    fields: {
      stat_prefix: 'What the statistics begin with.',
      server_config: 'Names that are answered here.',
      client_config: 'Servers that are asked about all others.',
    },
  },
  'extensions.clusters.aggregate.v3.ClusterConfig': {
    about: 'A cluster of clusters: the next is used when the one before is sick.',
    fields: { clusters: 'The clusters, best first. They have to be defined.' },
  },
  'extensions.clusters.dynamic_forward_proxy.v3.ClusterConfig': {
    about: 'A cluster whose endpoints are the hosts that requests ask for.',
    fields: {
      dns_cache_config: 'The cache; the HTTP filter must have the same one.',
      sub_clusters_config: 'A cluster of its own for each host.',
    },
  },
  'extensions.clusters.redis.v3.RedisClusterConfig': { about: 'A Redis cluster that finds its own servers.' },
  'extensions.clusters.dns.v3.DnsCluster': {
    about: 'Endpoints by DNS, as an extension.',
    fields: {
      dns_lookup_family: ['Which addresses are used.', '`AUTO`'],
      dns_refresh_rate: ['How often names are looked up.', '5 seconds'],
      all_addresses_in_single_endpoint: ['One endpoint for all addresses, as `LOGICAL_DNS` does.', 'false'],
    },
  },
  'extensions.load_balancing_policies.round_robin.v3.RoundRobin': { about: 'One endpoint after the other.' },
  'extensions.load_balancing_policies.least_request.v3.LeastRequest': {
    about: 'The one of some endpoints with the fewest running requests.',
    fields: {
      choice_count: ['How many are looked at.', '2'],
      locality_lb_config: 'How localities count.',
      slow_start_config: 'Gives new endpoints little traffic at first.',
    },
  },
  'extensions.load_balancing_policies.ring_hash.v3.RingHash': {
    about: 'The same client goes to the same endpoint, by a ring of hashes.',
    fields: { minimum_ring_size: ['Entries of the ring.', '1,024'], maximum_ring_size: ['Most entries.', '8,388,608'] },
  },
  'extensions.load_balancing_policies.maglev.v3.Maglev': {
    about: 'The same client goes to the same endpoint, by Maglev’s table.',
    fields: { table_size: ['Entries of the table; a prime number.', '65,537'] },
  },
  'extensions.load_balancing_policies.random.v3.Random': { about: 'Any endpoint, by chance.' },
  'extensions.load_balancing_policies.wrr_locality.v3.WrrLocality': {
    about: 'Localities by weight, and a policy within each.',
  },
  'extensions.load_balancing_policies.client_side_weighted_round_robin.v3.ClientSideWeightedRoundRobin': {
    about: 'Weights follow the load that endpoints report.',
  },
  'extensions.load_balancing_policies.subset.v3.Subset': { about: 'A part of the endpoints, by metadata.' },
  'extensions.load_balancing_policies.cluster_provided.v3.ClusterProvided': { about: 'The cluster’s own way.' },
  'extensions.load_balancing_policies.common.v3.LocalityLbConfig': {
    fields: {
      zone_aware_lb_config: 'Prefers endpoints in the zone of this Envoy.',
      locality_weighted_lb_config: 'Divides traffic by the weights of localities.',
    },
  },
  'extensions.load_balancing_policies.common.v3.LocalityLbConfig.ZoneAwareLbConfig': {
    fields: {
      min_cluster_size: ['Endpoints from which on zones count.', '6'],
      routing_enabled: ['Share of requests, in percent.', '100'],
    },
  },
};
