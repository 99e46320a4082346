import type { WordsByMessage } from './words.ts';

/** Endpoints, and how their health is found out. */
export const endpointWords: WordsByMessage = {
  'config.endpoint.v3.ClusterLoadAssignment': {
    about: 'The endpoints of a cluster.',
    fields: {
      cluster_name:
        'Name of the cluster, or its `service_name`. Envoy does not compare it in the file; another name only confuses.',
      endpoints: 'Groups of endpoints by locality and priority.',
      named_endpoints: 'Endpoints that groups refer to by name.',
      policy: 'Dropping of requests and over-provisioning.',
    },
  },
  'config.endpoint.v3.ClusterLoadAssignment.Policy': {
    fields: {
      overprovisioning_factor: ['How much healthier than needed a locality counts, in percent.', '140'],
      drop_overloads: 'Shares of requests that are dropped on purpose.',
      endpoint_stale_after: 'Age after which endpoints from a control plane are thrown away.',
    },
  },
  'config.endpoint.v3.LocalityLbEndpoints': {
    about: 'Endpoints of one place and priority.',
    fields: {
      lb_endpoints: 'The endpoints.',
      locality: 'Where they are.',
      load_balancing_weight: 'Share of this place, with `locality_weighted_lb_config` only.',
      priority: ['0 is used first; the next one when too few endpoints are healthy. No number may be left out.', '0'],
      metadata: 'Facts about all endpoints of the group.',
      proximity: 'How far away the place is; used by few extensions.',
    },
  },
  'config.endpoint.v3.LbEndpoint': {
    about: 'An endpoint with its weight.',
    fields: {
      endpoint: 'Address and host name.',
      endpoint_name: 'An endpoint of `named_endpoints`.',
      load_balancing_weight: ['Its share, against the sum of all weights.', '1'],
      health_status: [
        'What is known of its health from outside. `DRAINING` and `UNHEALTHY` get no traffic.',
        '`UNKNOWN`, which counts as healthy',
      ],
      metadata: 'Facts about the endpoint; those under `envoy.lb` form subsets.',
    },
  },
  'config.endpoint.v3.Endpoint': {
    about: 'One server.',
    fields: {
      address: 'Where it is. A host name needs a cluster of type `STRICT_DNS` or `LOGICAL_DNS`.',
      hostname: 'Name for health checks and `auto_host_rewrite`; it is not looked up.',
      health_check_config: 'Another port or host for health checks.',
      additional_addresses: 'Further addresses of the same server, tried one after the other.',
    },
  },
  'config.endpoint.v3.Endpoint.HealthCheckConfig': {
    fields: {
      port_value: 'Port that is checked instead.',
      hostname: 'The `Host` of the check.',
      address: 'Address that is checked instead.',
      disable_active_health_check: 'No checks for this endpoint.',
    },
  },
  'config.core.v3.HealthCheck': {
    about: 'A probe. Exactly one kind has to be chosen.',
    fields: {
      timeout: 'How long to wait for the answer. Later is a failure.',
      interval: 'Time between two checks.',
      unhealthy_threshold:
        'Failures in a row that take an endpoint out. An HTTP status that is neither expected nor retriable takes it out at once.',
      healthy_threshold: 'Successes in a row that bring it back; when it is new, one is enough.',
      http_health_check: 'An HTTP request that has to succeed.',
      tcp_health_check: 'A connection, and bytes to send and expect where given.',
      grpc_health_check: 'The standard health service of gRPC.',
      custom_health_check: 'A check that is an extension, such as Redis.',
      initial_jitter: 'Random wait before the first check.',
      interval_jitter: 'Random time added to each interval, so that Envoys do not check all at once.',
      no_traffic_interval: ['Time between checks while the cluster is not used.', '60 seconds'],
      no_traffic_healthy_interval: ['The same for healthy endpoints.', '`no_traffic_interval`'],
      unhealthy_interval: ['Time between checks of an unhealthy endpoint.', '`interval`'],
      reuse_connection: ['Keeps one connection for all checks.', 'true'],
      alt_port: 'Port that is checked instead of the endpoint’s.',
      event_log_path: 'File for changes of health. Newer: `event_logger`.',
      event_logger: 'Where changes of health are written.',
      always_log_health_check_failures: ['Writes every failure, not only changes.', 'false'],
      tls_options: 'ALPN for checks over TLS.',
      transport_socket_match_criteria: 'TLS settings of the cluster that checks use.',
    },
  },
  'config.core.v3.HealthCheck.HttpHealthCheck': {
    about: 'A probe over HTTP.',
    fields: {
      path: 'Path of the request, such as `/healthz`.',
      host: ['The `Host` of the request.', 'the name of the cluster'],
      expected_statuses: ['Statuses that count as healthy, each from `start` up to, not including, `end`.', '200 only'],
      retriable_statuses: 'Statuses that count towards the threshold instead of failing at once.',
      request_headers_to_add: 'Further headers of the request.',
      codec_client_type: ['HTTP version of the check. gRPC servers need `HTTP2`.', '`HTTP1`'],
      method: ['Method of the request.', '`GET`'],
      service_name_matcher: 'Also compares `x-envoy-upstream-healthchecked-cluster`.',
    },
  },
  'config.core.v3.HealthCheck.TcpHealthCheck': {
    about: 'A probe over TCP. Empty, a connection is enough.',
    fields: { send: 'Bytes to send, as hexadecimal text.', receive: 'Parts that the answer must hold, in this order.' },
  },
  'config.core.v3.HealthCheck.GrpcHealthCheck': {
    about: 'A probe by the standard health service of gRPC. The cluster has to speak HTTP/2.',
    fields: {
      service_name: 'The service that is asked about; empty for the whole server.',
      authority: ['The `:authority` of the request.', 'the name of the cluster'],
    },
  },
};
