import type { WordsByMessage } from './words.ts';

/** What routes are made of beside path and cluster. */
export const routePartWords: WordsByMessage = {
  'config.route.v3.HeaderMatcher': {
    about: 'A condition on a header. Without one it has to be there.',
    fields: {
      name: 'The header, in lower case; `:method`, `:path`, `:authority` and `:scheme` as well.',
      string_match: 'What its value has to be.',
      present_match: 'true: it has to be there; false: it must not.',
      range_match: 'A whole number from `start` up to, not including, `end`.',
      exact_match: 'The whole value. Newer: `string_match`.',
      prefix_match: 'Beginning of the value. Newer: `string_match`.',
      suffix_match: 'End of the value. Newer: `string_match`.',
      contains_match: 'Part of the value. Newer: `string_match`.',
      safe_regex_match: 'A regular expression for the whole value. Newer: `string_match`.',
      invert_match: ['Turns the condition round.', 'false'],
      treat_missing_header_as_empty: [
        'Compares a header that is not there as if it were empty.',
        'false: the condition fails',
      ],
    },
  },
  'config.route.v3.QueryParameterMatcher': {
    about: 'A condition on a parameter of the query.',
    fields: {
      name: 'The parameter.',
      string_match: 'What its value has to be.',
      present_match: 'Whether it has to be there.',
    },
  },
  'config.route.v3.WeightedCluster': {
    about: 'Clusters that share the requests.',
    fields: {
      clusters: 'Each with its weight. Their sum must be above 0.',
      total_weight: 'What the weights had to add up to; today their sum counts.',
      runtime_key_prefix: 'Lets runtime change weights under this name.',
      header_name: 'A header whose number picks the cluster instead of chance.',
    },
  },
  'config.route.v3.WeightedCluster.ClusterWeight': {
    about: 'A cluster and its share.',
    fields: {
      name: 'The cluster. It has to be defined.',
      weight: 'Its share, as part of the sum of all weights. 0 sends nothing.',
      cluster_header: 'The header that holds the cluster’s name, instead of `name`.',
      metadata_match: 'Endpoints of the cluster that may be chosen.',
      host_rewrite_literal: 'The `Host` that this cluster gets.',
      request_headers_to_add: 'Headers for requests that go to this cluster.',
      response_headers_to_add: 'Headers for responses that come from this cluster.',
      typed_per_filter_config: 'Settings of HTTP filters for requests that go to this cluster.',
    },
  },
  'config.route.v3.RetryPolicy': {
    about: 'When and how often a failed request is tried again.',
    fields: {
      retry_on:
        'What counts as failed, joined by commas: `5xx`, `connect-failure`, `reset`. Names that Envoy does not know are passed over without a word.',
      num_retries: ['Further attempts after the first one.', '1'],
      per_try_timeout: ['How long one attempt may take, within the route’s `timeout`.', 'the route’s `timeout`'],
      per_try_idle_timeout: ['How long one attempt may go without data.', 'no limit'],
      retry_back_off: ['Pause before the next attempt: random, and longer each time.', '25 ms, up to 250 ms'],
      retriable_status_codes: 'Statuses that count as failed, with `retriable-status-codes` in `retry_on`.',
      retriable_headers: 'Response headers that count as failed, with `retriable-headers` in `retry_on`.',
      retriable_request_headers: 'Only requests with these headers are tried again.',
      retry_host_predicate: 'Hosts that are passed over in the next attempt, such as those already tried.',
      host_selection_retry_max_attempts: ['How often another host is looked for before the one found is taken.', '1'],
      retry_priority: 'Takes another priority level in the next attempt.',
      rate_limited_retry_back_off: 'Waits as long as `retry-after` or another header asks.',
    },
  },
  'config.route.v3.RetryPolicy.RetryBackOff': {
    fields: {
      base_interval: 'Pause before the first further attempt, at most.',
      max_interval: ['Longest pause.', 'ten times the base'],
    },
  },
  'config.route.v3.RouteAction.HashPolicy': {
    about: 'What decides which endpoint a client sticks to.',
    fields: {
      header: 'The value of a header.',
      cookie: 'A cookie; with a `ttl` Envoy makes it.',
      connection_properties: 'The client’s address.',
      query_parameter: 'A parameter of the query.',
      terminal: ['Stops here when this policy gave a value.', 'false'],
    },
  },
  'config.route.v3.RouteAction.RequestMirrorPolicy': {
    about: 'Copies of requests.',
    fields: {
      cluster: 'The cluster that gets the copies. It has to be defined.',
      cluster_header: 'The header that holds that cluster’s name.',
      runtime_fraction: ['Share of the requests.', 'all'],
      trace_sampled: 'Whether copies are traced.',
      disable_shadow_host_suffix_append: ['Leaves `Host` as it is, without `-shadow`.', 'false'],
    },
  },
  'config.route.v3.RouteAction.UpgradeConfig': {
    about: 'An upgrade on this route.',
    fields: {
      upgrade_type: '`websocket`, `CONNECT` or another value of the `Upgrade` header.',
      enabled: ['Whether it is allowed.', 'true'],
      connect_config: 'Ends CONNECT here and forwards what is in the tunnel as plain TCP.',
    },
  },
  'config.route.v3.RouteAction.MaxStreamDuration': {
    fields: {
      max_stream_duration: 'Longest time of a stream on this route; `0s` for none.',
      grpc_timeout_header_max: 'Obeys `grpc-timeout` of the client up to this; `0s` obeys it without limit.',
      grpc_timeout_header_offset: 'Taken off `grpc-timeout`, so that Envoy gives up before the client does.',
    },
  },
  'config.route.v3.CorsPolicy': {
    about: 'Which other web pages may call, as part of a route. Newer: settings of the CORS filter.',
    fields: {
      allow_origin_string_match: 'Origins that may call.',
      allow_methods: 'Value of `access-control-allow-methods`.',
      allow_headers: 'Value of `access-control-allow-headers`.',
      expose_headers: 'Value of `access-control-expose-headers`.',
      max_age: 'Seconds that browsers may remember the answer, as text.',
      allow_credentials: 'Whether cookies may come along.',
      filter_enabled: 'Share of requests that the policy is applied to.',
    },
  },
  'config.route.v3.RateLimit': {
    about: 'One descriptor for the rate limit service.',
    fields: {
      actions: 'The entries of the descriptor, in order. When one cannot be made, the whole descriptor is left out.',
      stage: ['Filters with the same stage use it.', '0'],
      disable_key: 'A runtime key that switches it off.',
      limit: 'A limit that overrides that of the service.',
      hits_addend: ['How much a request counts.', '1'],
      apply_on_stream_done: ['Counts when the response is done.', 'false'],
    },
  },
  'config.route.v3.RateLimit.Action': {
    about: 'One entry of a descriptor.',
    fields: {
      source_cluster: '`source_cluster`: the cluster of this node.',
      destination_cluster: '`destination_cluster`: the cluster of the route.',
      request_headers: 'The value of a header.',
      remote_address: '`remote_address`: the client’s address, as trusted from `x-forwarded-for`.',
      masked_remote_address: 'The client’s network, by prefix length.',
      generic_key: 'A fixed text.',
      header_value_match: 'A fixed text when the headers match.',
      metadata: 'A value from metadata.',
      query_parameter_value_match: 'A fixed text when the query matches.',
    },
  },
  'config.route.v3.RateLimit.Action.GenericKey': {
    fields: { descriptor_value: 'The text.', descriptor_key: ['Name of the entry.', '`generic_key`'] },
  },
  'config.route.v3.RateLimit.Action.RequestHeaders': {
    fields: {
      header_name: 'The header.',
      descriptor_key: 'Name of the entry.',
      skip_if_absent: ['Leaves only this entry out when the header is not there, not the whole descriptor.', 'false'],
    },
  },
  'config.route.v3.InternalRedirectPolicy': {
    about: 'Redirects that Envoy follows itself.',
    fields: {
      max_internal_redirects: ['How many in a row.', '1'],
      redirect_response_codes: ['Statuses that are followed.', '302'],
      allow_cross_scheme_redirect: ['Follows from http to https and back.', 'false'],
      predicates: 'Further conditions.',
    },
  },
  'config.route.v3.VirtualCluster': {
    about: 'Requests with statistics of their own.',
    fields: { name: 'Name in statistics.', headers: 'Which requests; all conditions must hold.' },
  },
  'config.core.v3.HeaderValueOption': {
    about: 'A header to be added.',
    fields: {
      header: 'Name and value.',
      append_action: ['What happens when it is there already.', '`APPEND_IF_EXISTS_OR_ADD`'],
      append: ['Adds to an existing header (true) or replaces it. Newer: `append_action`.', 'true'],
      keep_empty_value: ['Adds it even when the value is empty.', 'false'],
    },
  },
  'config.core.v3.HeaderValue': {
    about: 'A header.',
    fields: {
      key: 'Name of the header.',
      value:
        'Its value. Where headers are added to requests or responses it may hold `%…%` operators; `%%` is a percent sign.',
    },
  },
};
