import type { WordsByMessage } from './words.ts';

/** HTTP filters that route, limit, change and count. */
export const trafficFilterWords: WordsByMessage = {
  'extensions.filters.http.router.v3.Router': {
    about: 'Sends requests to the cluster of their route. Has to be there, as the last HTTP filter.',
    fields: {
      dynamic_stats: ['Counts by cluster and status.', 'true'],
      start_child_span: 'Makes a span of its own for the upstream. Newer: `spawn_upstream_span` of tracing.',
      suppress_envoy_headers: ['Adds no `x-envoy-…` headers.', 'false'],
      upstream_log: 'A log of attempts to reach endpoints.',
      strict_check_headers: '`x-envoy-…` headers that lead to 400 when they make no sense.',
      respect_expected_rq_timeout: ['Obeys `x-envoy-expected-rq-timeout-ms` of an Envoy in front.', 'false'],
      upstream_http_filters: 'HTTP filters that run for each attempt.',
    },
  },
  'extensions.filters.http.upstream_codec.v3.UpstreamCodec': {
    about: 'Ends a list of filters that run towards a cluster. Has to be the last there.',
  },
  'extensions.filters.http.ratelimit.v3.RateLimit': {
    about: 'Asks a rate limit service whether a request may go on.',
    fields: {
      domain: 'Which set of limits of the service applies.',
      rate_limit_service: 'The service.',
      timeout: ['How long its answer may take.', '20 ms'],
      failure_mode_deny: ['Refuses requests when the service does not answer.', 'false: they pass'],
      stage: ['Uses the descriptors of routes with the same number.', '0'],
      request_type: ['`internal`, `external` or both.', '`both`'],
      enable_x_ratelimit_headers: ['Tells clients how much is left.', '`OFF`'],
      rate_limited_as_resource_exhausted: ['Tells gRPC clients RESOURCE_EXHAUSTED instead of UNAVAILABLE.', 'false'],
      rate_limited_status: ['The status when there is too much.', '429'],
      disable_x_envoy_ratelimited_header: ['Leaves `x-envoy-ratelimited` out.', 'false'],
    },
  },
  'extensions.filters.http.ratelimit.v3.RateLimitPerRoute': {
    about: 'Rate limits on a route.',
    fields: {
      vh_rate_limits: ['Whether limits of the virtual host count as well.', '`OVERRIDE`'],
      rate_limits: 'Descriptors for this route.',
      domain: 'Another set of limits.',
    },
  },
  'config.ratelimit.v3.RateLimitServiceConfig': {
    about: 'The rate limit service.',
    fields: { grpc_service: 'Where it is.' },
  },
  'extensions.filters.http.local_ratelimit.v3.LocalRateLimit': {
    about: 'Limits requests by itself, each Envoy on its own.',
    fields: {
      stat_prefix: 'What the statistics begin with.',
      token_bucket: 'How many requests. Left out, the filter waits for settings of routes.',
      filter_enabled: ['Share of requests that are counted. Without it nothing is limited.', '0 %'],
      filter_enforced: ['Share of them that are refused. Without it nothing is refused.', '0 %'],
      status: ['The status when there is too much.', '429'],
      response_headers_to_add: 'Headers of the refusal.',
      descriptors: 'Buckets of their own for requests with certain descriptors.',
      local_rate_limit_per_downstream_connection: ['A bucket for each connection instead of one for all.', 'false'],
      enable_x_ratelimit_headers: ['Tells clients how much is left.', '`OFF`'],
      stage: ['Uses the descriptors of routes with the same number.', '0'],
    },
  },
  'type.v3.TokenBucket': {
    about: 'A bucket that each request takes a token from.',
    fields: {
      max_tokens: 'Requests that may come at once.',
      tokens_per_fill: ['Tokens added each time.', '1'],
      fill_interval: 'How often they are added; at least 50 ms.',
    },
  },
  'extensions.filters.http.fault.v3.HTTPFault': {
    about: 'Delays or fails requests on purpose, for tests.',
    fields: {
      delay: 'How long, and which share.',
      abort: 'With what status, and which share.',
      max_active_faults: ['Faults at a time.', 'no limit'],
      headers: 'Only requests with these headers.',
      upstream_cluster: 'Only requests for this cluster.',
      response_rate_limit: 'Sends responses slowly.',
    },
  },
  'extensions.filters.http.fault.v3.FaultAbort': {
    fields: {
      http_status: 'The status.',
      grpc_status: 'The status of gRPC.',
      header_abort: 'The client chooses it by header.',
      percentage: ['Share of requests.', '0 %: none'],
    },
  },
  'extensions.filters.common.fault.v3.FaultDelay': {
    fields: {
      fixed_delay: 'How long.',
      header_delay: 'The client chooses it by header.',
      percentage: ['Share of requests.', '0 %: none'],
    },
  },
  'extensions.filters.http.lua.v3.Lua': {
    about: 'Runs a Lua script on requests and responses.',
    fields: {
      default_source_code:
        'The script, with `envoy_on_request(handle)`, `envoy_on_response(handle)` or both. Routes can choose another.',
      inline_code: 'The script. Newer: `default_source_code`.',
      source_codes: 'Scripts by name, for routes.',
      clear_route_cache: ['Chooses the route anew after the script changed headers.', 'true'],
      stat_prefix: 'What the statistics begin with.',
    },
  },
  'extensions.filters.http.lua.v3.LuaPerRoute': {
    about: 'Lua on a route.',
    fields: { disabled: 'true: no script here.', name: 'A script of `source_codes`.', source_code: 'The script here.' },
  },
  'extensions.filters.http.wasm.v3.Wasm': {
    about: 'Runs a WebAssembly module on requests and responses.',
    fields: { config: 'The module and its settings.' },
  },
  'extensions.filters.network.wasm.v3.Wasm': {
    about: 'Runs a WebAssembly module on connections.',
    fields: { config: 'The module and its settings.' },
  },
  'extensions.wasm.v3.PluginConfig': {
    about: 'A WebAssembly plugin.',
    fields: {
      name: 'Name in logs; plugins with the same VM and root are told apart by it.',
      root_id: 'Which plugin of the module.',
      vm_config: 'The machine that it runs in.',
      configuration: 'Settings that the plugin gets as bytes; `StringValue` with JSON by habit.',
      fail_open: 'Lets requests pass when the module cannot run. Newer: `failure_policy`.',
      failure_policy: 'What happens when the module cannot run.',
    },
  },
  'extensions.wasm.v3.VmConfig': {
    fields: {
      vm_id: 'Plugins with the same id and code share a machine.',
      runtime: ['The engine. Which ones there are depends on the image.', 'the first one of the image'],
      code: 'The module: a file, or an address to fetch it from.',
      configuration: 'Settings for the start of the machine.',
      allow_precompiled: ['Uses compiled code inside the module; only of sources that are trusted.', 'false'],
      environment_variables: 'Variables that the module sees.',
    },
  },
  'extensions.filters.http.compressor.v3.Compressor': {
    about: 'Compresses bodies when the client accepts that.',
    fields: {
      compressor_library: 'The method: gzip, Brotli, Zstandard.',
      response_direction_config: 'Which responses.',
      request_direction_config: 'Which requests; none without it.',
      choose_first: ['Wins over other compressors when the client likes both equally.', 'false'],
    },
  },
  'extensions.filters.http.compressor.v3.Compressor.ResponseDirectionConfig': {
    fields: {
      common_config: 'From which size and of which types.',
      disable_on_etag_header: ['Leaves responses with `etag` alone.', 'false'],
      remove_accept_encoding_header: ['Keeps the upstream from compressing.', 'false'],
    },
  },
  'extensions.filters.http.compressor.v3.Compressor.CommonDirectionConfig': {
    fields: {
      min_content_length: ['Bytes from which it is worth it.', '30'],
      content_type: ['Types that are compressed.', 'usual texts: HTML, JSON, JavaScript, CSS …'],
      enabled: ['Whether it is on; runtime can change it.', 'true'],
    },
  },
  'extensions.filters.http.compressor.v3.CompressorPerRoute': {
    about: 'Compression on a route.',
    fields: { disabled: 'true: not here.', overrides: 'Other settings here.' },
  },
  'extensions.compression.gzip.compressor.v3.Gzip': {
    about: 'gzip.',
    fields: {
      compression_level: ['Time against size.', 'zlib’s own, 6'],
      window_bits: ['Size of the window, 9 to 15.', '12'],
      memory_level: ['Memory, 1 to 9.', '5'],
      compression_strategy: ['How zlib searches.', '`DEFAULT_STRATEGY`'],
    },
  },
  'extensions.compression.brotli.compressor.v3.Brotli': {
    about: 'Brotli.',
    fields: { quality: ['Time against size, 0 to 11.', '3'], window_bits: ['Size of the window, 10 to 24.', '18'] },
  },
  'extensions.compression.zstd.compressor.v3.Zstd': {
    about: 'Zstandard.',
    fields: { compression_level: ['Time against size.', '3'] },
  },
  'extensions.filters.http.health_check.v3.HealthCheck': {
    about: 'Answers health checks of this Envoy.',
    fields: {
      pass_through_mode: 'true asks the upstream; false answers here.',
      headers: 'Which requests are health checks; `:path` as a rule.',
      cache_time: 'How long an answer of the upstream is kept.',
      cluster_min_healthy_percentages:
        'Clusters with the share of healthy endpoints that they need; else the answer is 503.',
    },
  },
  'extensions.filters.http.buffer.v3.Buffer': {
    about: 'Collects the whole request before it goes on.',
    fields: { max_request_bytes: 'Largest body; more is answered with 413.' },
  },
  'extensions.filters.http.header_to_metadata.v3.Config': {
    about: 'Makes metadata of headers, for load balancing, RBAC and logs.',
    fields: { request_rules: 'Rules for requests.', response_rules: 'Rules for responses.' },
  },
  'extensions.filters.http.header_to_metadata.v3.Config.Rule': {
    fields: {
      header: 'The header.',
      cookie: 'The cookie.',
      on_header_present: 'What is written when it is there.',
      on_header_missing: 'What is written when it is not.',
      remove: ['Takes the header away afterwards.', 'false'],
    },
  },
  'extensions.filters.http.header_to_metadata.v3.Config.KeyValuePair': {
    fields: {
      metadata_namespace: ['The namespace; `envoy.lb` for subsets.', 'the name of the filter'],
      key: 'The key.',
      value: 'A fixed value instead of the header’s.',
      type: ['Type of the value.', '`STRING`'],
    },
  },
  'extensions.filters.http.header_mutation.v3.HeaderMutation': {
    about: 'Adds and removes headers.',
    fields: { mutations: 'The changes to requests and responses.' },
  },
  'extensions.filters.http.grpc_web.v3.GrpcWeb': { about: 'Lets browsers call gRPC (gRPC-Web).' },
  'extensions.filters.http.grpc_http1_bridge.v3.Config': {
    about: 'Lets HTTP/1.1 clients call gRPC without streaming.',
  },
  'extensions.filters.http.grpc_stats.v3.FilterConfig': {
    about: 'Counts gRPC calls.',
    fields: {
      stats_for_all_methods: 'Counts by method, whatever clients send as one.',
      emit_filter_state: ['Lets logs see the counts.', 'false'],
    },
  },
  'extensions.filters.http.grpc_json_transcoder.v3.GrpcJsonTranscoder': {
    about: 'Offers gRPC services as JSON over HTTP.',
    fields: {
      proto_descriptor: 'File with the compiled descriptors of the services.',
      proto_descriptor_bin: 'The descriptors, in base64.',
      services: 'Services that are offered, by full name.',
      print_options: 'How JSON is written.',
      auto_mapping: ['Offers methods without HTTP annotation as `/package.Service/Method`.', 'false'],
      convert_grpc_status: ['Turns errors of gRPC into JSON.', 'false'],
    },
  },
  'extensions.filters.http.ext_proc.v3.ExternalProcessor': {
    about: 'Lets another service see and change requests and responses.',
    fields: {
      grpc_service: 'The service.',
      processing_mode: ['Which parts it sees.', 'the headers of both'],
      failure_mode_allow: ['Goes on when the service fails.', 'false'],
      message_timeout: ['How long an answer may take.', '200 ms'],
      request_attributes: 'Attributes that go along with the request.',
      response_attributes: 'Attributes that go along with the response.',
      allow_mode_override: ['Lets the service change which parts it sees.', 'false'],
      mutation_rules: 'Headers that it may change.',
    },
  },
  'extensions.filters.http.ext_proc.v3.ProcessingMode': {
    fields: {
      request_header_mode: ['Headers of requests.', '`SEND`'],
      response_header_mode: ['Headers of responses.', '`SEND`'],
      request_body_mode: ['Bodies of requests.', '`NONE`'],
      response_body_mode: ['Bodies of responses.', '`NONE`'],
      request_trailer_mode: ['Trailers of requests.', '`SKIP`'],
      response_trailer_mode: ['Trailers of responses.', '`SKIP`'],
    },
  },
  'extensions.filters.http.dynamic_forward_proxy.v3.FilterConfig': {
    about: 'Looks up the host of each request, for a forward proxy.',
    fields: { dns_cache_config: 'The cache; the cluster must have the same one.' },
  },
  'extensions.common.dynamic_forward_proxy.v3.DnsCacheConfig': {
    fields: {
      name: 'Caches with the same name are one, and must have equal settings.',
      dns_lookup_family: ['Which addresses are used.', '`AUTO`'],
      max_hosts: ['Hosts that are kept.', '1,024'],
      host_ttl: ['How long an unused host is kept.', '5 minutes'],
      dns_refresh_rate: ['How often hosts are looked up again.', '60 seconds'],
    },
  },
  'extensions.filters.http.stateful_session.v3.StatefulSession': {
    about: 'Keeps a client at one endpoint, by cookie or header.',
    fields: {
      session_state: 'Where the endpoint is remembered.',
      strict: ['Fails when that endpoint is gone.', 'false: another is chosen'],
    },
  },
  'extensions.filters.http.adaptive_concurrency.v3.AdaptiveConcurrency': {
    about: 'Limits running requests by measured latency.',
  },
  'extensions.filters.http.admission_control.v3.AdmissionControl': { about: 'Turns requests away while many fail.' },
  'extensions.filters.http.bandwidth_limit.v3.BandwidthLimit': {
    about: 'Limits the speed of bodies.',
    fields: { limit_kbps: 'KiB a second.', enable_mode: ['Which direction.', '`DISABLED`'] },
  },
  'extensions.filters.http.cache.v3.CacheConfig': { about: 'Keeps responses and answers from them. Not finished.' },
  'extensions.filters.http.cdn_loop.v3.CdnLoopConfig': { about: 'Notices requests that go in circles.' },
  'extensions.filters.http.credential_injector.v3.CredentialInjector': {
    about: 'Adds credentials to requests for the upstream.',
  },
  'extensions.filters.http.custom_response.v3.CustomResponse': {
    about: 'Replaces responses, error pages for example.',
  },
  'extensions.filters.http.decompressor.v3.Decompressor': {
    about: 'Unpacks bodies.',
    fields: { decompressor_library: 'The method.' },
  },
  'extensions.filters.http.geoip.v3.Geoip': { about: 'Adds headers about where the client is.' },
  'extensions.filters.http.ip_tagging.v3.IPTagging': { about: 'Adds headers by range of the client’s address.' },
  'extensions.filters.http.json_to_metadata.v3.JsonToMetadata': { about: 'Makes metadata of JSON bodies.' },
  'extensions.filters.http.on_demand.v3.OnDemand': { about: 'Fetches routes and clusters when a request needs them.' },
  'extensions.filters.http.original_src.v3.OriginalSrc': {
    about: 'Connects to the upstream from the client’s own address.',
  },
  'extensions.filters.http.set_metadata.v3.Config': { about: 'Sets fixed metadata.' },
  'extensions.filters.http.set_filter_state.v3.Config': { about: 'Sets values that later filters and sockets use.' },
  'extensions.filters.http.tap.v3.Tap': { about: 'Records requests and responses.' },
  'extensions.filters.http.aws_request_signing.v3.AwsRequestSigning': { about: 'Signs requests for AWS.' },
  'extensions.filters.http.aws_lambda.v3.Config': { about: 'Calls an AWS Lambda function.' },
  'extensions.filters.http.composite.v3.Composite': { about: 'Chooses a filter by request.' },
};
