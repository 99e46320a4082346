import type { WordsByMessage } from './words.ts';

/** What is written about requests and connections. */
export const accessLogWords: WordsByMessage = {
  'config.accesslog.v3.AccessLog': {
    about: 'A log of requests or connections.',
    fields: {
      name: 'Free text; `@type` selects the kind of log.',
      typed_config: 'Where lines go, by `@type`: file, standard output, a gRPC service.',
      filter: 'Which requests are logged.',
    },
  },
  'extensions.access_loggers.file.v3.FileAccessLog': {
    about: 'Writes lines to a file.',
    fields: {
      path: 'Path of the file; `/dev/stdout` in a container.',
      log_format: ['Form of the lines.', 'Envoy’s usual line with time, request, status, sizes and durations'],
      format: 'Form of the lines as text. Newer: `log_format`.',
      json_format: 'Form of the lines as JSON. Newer: `log_format`.',
      typed_json_format: 'Form of the lines as JSON with numbers. Newer: `log_format`.',
    },
  },
  'extensions.access_loggers.stream.v3.StdoutAccessLog': {
    about: 'Writes lines to standard output, where `docker logs` finds them.',
    fields: { log_format: ['Form of the lines.', 'Envoy’s usual line'] },
  },
  'extensions.access_loggers.stream.v3.StderrAccessLog': {
    about: 'Writes lines to standard error, where `docker logs` finds them.',
    fields: { log_format: ['Form of the lines.', 'Envoy’s usual line'] },
  },
  'extensions.access_loggers.grpc.v3.HttpGrpcAccessLogConfig': {
    about: 'Streams requests to a gRPC service.',
    fields: {
      common_config: 'The service and how lines are collected.',
      additional_request_headers_to_log: 'Request headers that go along.',
      additional_response_headers_to_log: 'Response headers that go along.',
    },
  },
  'extensions.access_loggers.grpc.v3.TcpGrpcAccessLogConfig': {
    about: 'Streams connections to a gRPC service.',
    fields: { common_config: 'The service and how lines are collected.' },
  },
  'extensions.access_loggers.grpc.v3.CommonGrpcAccessLogConfig': {
    fields: {
      log_name: 'Name by which the service tells logs apart.',
      grpc_service: 'The service.',
      buffer_flush_interval: ['How long lines are collected.', '1 second'],
      buffer_size_bytes: ['How much is collected.', '16 KiB'],
    },
  },
  'extensions.access_loggers.open_telemetry.v3.OpenTelemetryAccessLogConfig': {
    about: 'Sends requests to an OpenTelemetry collector as log records.',
    fields: {
      grpc_service: 'The collector, over gRPC.',
      http_service: 'The collector, over HTTP.',
      log_name: 'Name by which the collector tells logs apart.',
      resource_attributes: 'Attributes of the resource, beside those that Envoy sets.',
      body: 'The record’s body; `%…%` operators are replaced.',
      attributes: 'The record’s attributes; `%…%` operators are replaced.',
      common_config: 'The collector. Newer: `grpc_service`.',
    },
  },
  'config.accesslog.v3.AccessLogFilter': {
    about: 'Which requests are logged. Exactly one kind has to be chosen.',
    fields: {
      status_code_filter: 'Statuses, for example those from 500 on.',
      duration_filter: 'Requests that took longer or shorter.',
      not_health_check_filter: 'Requests that are no health checks.',
      traceable_filter: 'Requests that are traced.',
      runtime_filter: 'A share of the requests.',
      and_filter: 'All conditions hold.',
      or_filter: 'One of the conditions holds.',
      header_filter: 'A condition on a header.',
      response_flag_filter: 'Requests that Envoy itself failed, by flag: `UH`, `UF`, `NR` …',
      grpc_status_filter: 'Results of gRPC.',
      extension_filter: 'A filter that is an extension, such as CEL.',
      metadata_filter: 'What filters found out.',
      log_type_filter: 'Kinds of lines: at the end, in between, at the beginning.',
    },
  },
  'config.accesslog.v3.StatusCodeFilter': { fields: { comparison: 'How the status is compared.' } },
  'config.accesslog.v3.DurationFilter': { fields: { comparison: 'How the milliseconds are compared.' } },
  'config.accesslog.v3.ComparisonFilter': {
    fields: { op: ['The comparison.', '`EQ`'], value: 'The number to compare with; runtime can change it.' },
  },
  'config.core.v3.SubstitutionFormatString': {
    about: 'A form for lines and bodies. Exactly one kind has to be chosen.',
    fields: {
      text_format_source: 'Text with `%…%` operators. A log line needs a line break at its end.',
      text_format: 'Text with `%…%` operators. Newer: `text_format_source`.',
      json_format: 'A JSON object whose texts may hold `%…%` operators; numbers stay numbers.',
      omit_empty_values: ['Leaves out what has no value, instead of writing `-` or null.', 'false'],
      content_type: ['The `content-type` when it is a body.', '`text/plain`, or `application/json`'],
      formatters: 'Extensions that bring further operators, such as `%REQ_WITHOUT_QUERY%`.',
      json_format_options: 'Order of the keys.',
    },
  },
};
