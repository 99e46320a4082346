import type { WordsByMessage } from './words.ts';

/** Statistics, overload and tracing. */
export const statisticsWords: WordsByMessage = {
  'config.metrics.v3.StatsConfig': {
    about: 'Which statistics exist and how they are named.',
    fields: {
      stats_tags: 'Rules that cut a part out of a statistic’s name and make a tag of it.',
      use_all_default_tags: [
        'Applies the tags that Envoy brings, for cluster names, response codes and so on.',
        'true',
      ],
      stats_matcher: 'Leaves out statistics by name. Each one costs memory, and limits by name save it.',
      histogram_bucket_settings: 'The bounds of histogram buckets, by name of the statistic.',
    },
  },
  'config.metrics.v3.TagSpecifier': {
    about: 'One tag that is taken from names of statistics.',
    fields: {
      tag_name: 'What the tag is called.',
      regex: 'The first group is cut from the name, the second one is the tag’s value.',
      fixed_value: 'A tag with the same value on all statistics.',
    },
  },
  'config.metrics.v3.StatsMatcher': {
    about: 'Which statistics are created.',
    fields: {
      reject_all: 'true creates none at all.',
      exclusion_list: 'All but those that match.',
      inclusion_list: 'Only those that match.',
    },
  },
  'config.metrics.v3.StatsSink': {
    about: 'A receiver of statistics.',
    fields: {
      name: 'Free text; `@type` decides what kind of sink it is.',
      typed_config: 'The kind of sink and its settings.',
    },
  },
  'config.metrics.v3.StatsdSink': {
    about: 'Sends statistics to statsd.',
    fields: {
      address: 'Where the UDP packets go; the host must be an IP address.',
      tcp_cluster_name: 'The cluster that is connected over TCP instead.',
      prefix: ['What stands before each name.', '`envoy`'],
    },
  },
  'config.metrics.v3.MetricsServiceConfig': {
    about: 'Streams statistics to a gRPC service.',
    fields: { grpc_service: 'The service that receives the stream.' },
  },
  'extensions.stat_sinks.open_telemetry.v3.SinkConfig': {
    about: 'Sends statistics to an OpenTelemetry collector.',
    fields: {
      grpc_service: 'The collector, over gRPC.',
      http_service: 'The collector, over HTTP.',
      report_counters_as_deltas: ['Sends what was added since the last time, not the sum.', 'false'],
      report_histograms_as_deltas: ['The same for histograms.', 'false'],
      emit_tags_as_attributes: ['Sends tags as attributes, beside the name.', 'true'],
      use_tag_extracted_name: ['Names metrics without the parts that became tags.', 'true'],
    },
  },
  'config.overload.v3.OverloadManager': {
    about: 'Watches resources and sheds load before they run out.',
    fields: {
      refresh_interval: ['How often resources are measured.', '1 second'],
      resource_monitors: 'What is measured. Each reports a pressure between 0 and 1.',
      actions: 'What happens at which pressure: stop accepting requests, close idle connections and so on.',
      loadshed_points: 'Places in the handling of a request at which it can be turned away.',
    },
  },
  'config.overload.v3.ResourceMonitor': {
    about: 'One measured resource.',
    fields: {
      name: 'Triggers refer to the monitor by this name.',
      typed_config: 'What is measured and where its limit lies.',
    },
  },
  'config.overload.v3.OverloadAction': {
    about: 'What is done under pressure.',
    fields: {
      name: 'One of Envoy’s actions, such as `envoy.overload_actions.stop_accepting_requests`.',
      triggers: 'The monitors that set it off; any one of them is enough.',
    },
  },
  'config.overload.v3.Trigger': {
    fields: {
      name: 'The name of the resource monitor.',
      threshold: 'On or off at one value.',
      scaled: 'Gradually, between two values.',
    },
  },
  'config.overload.v3.ThresholdTrigger': {
    fields: { value: 'Pressure, 0 to 1, from which on the action is in force.' },
  },
  'extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig': {
    about: 'Limits how many clients are connected to all listeners together.',
    fields: { max_active_downstream_connections: 'The limit. Further connections are closed at once.' },
  },
  'extensions.resource_monitors.fixed_heap.v3.FixedHeapConfig': {
    about: 'Measures the heap against a fixed size.',
    fields: {
      max_heap_size_bytes: 'The size that counts as pressure 1. Set it below the memory limit of the container.',
    },
  },
  'config.trace.v3.Tracing.Http': {
    about: 'Where spans are sent.',
    fields: { name: 'Free text; `@type` selects the tracer.', typed_config: 'The tracer and its settings.' },
  },
  'config.trace.v3.ZipkinConfig': {
    about: 'Sends spans to Zipkin or to anything that speaks its API.',
    fields: {
      collector_cluster: 'The cluster of the collector. It must be defined.',
      collector_endpoint: 'The path that spans are posted to; `/api/v2/spans` as a rule.',
      collector_endpoint_version: 'The form of the body. `HTTP_JSON` is Zipkin’s v2 API.',
      collector_hostname: ['The `Host` header for the collector.', 'the name of the cluster'],
      shared_span_context: ['Whether client and server share one span id.', 'true'],
      trace_id_128bit: ['Makes trace ids of 128 bits instead of 64.', 'false'],
    },
  },
  'config.trace.v3.OpenTelemetryConfig': {
    about: 'Sends spans to an OpenTelemetry collector.',
    fields: {
      grpc_service: 'The collector, over gRPC; port 4317 as a rule. Without a service spans are dropped.',
      http_service: 'The collector, over HTTP; port 4318 as a rule.',
      service_name: ['The name under which traces appear.', '`unknown_service:envoy`'],
      resource_detectors: 'Where facts about the process come from, such as environment variables.',
      sampler: 'Which traces are kept; set, it decides before the percentages of the connection manager.',
    },
  },
  'config.trace.v3.SkyWalkingConfig': {
    about: 'Sends spans to Apache SkyWalking.',
    fields: { grpc_service: 'The SkyWalking backend.', client_config: 'Names and token that the backend is told.' },
  },
  'config.trace.v3.ClientConfig': {
    fields: {
      service_name: ['The service in SkyWalking.', 'the `cluster` of the node'],
      instance_name: ['The instance in SkyWalking.', 'the `id` of the node'],
    },
  },
  'config.trace.v3.DatadogConfig': {
    about: 'Sends spans to a Datadog agent.',
    fields: {
      collector_cluster: 'The cluster of the agent. It must be defined.',
      service_name: ['The service in Datadog.', '`envoy`'],
    },
  },
};
