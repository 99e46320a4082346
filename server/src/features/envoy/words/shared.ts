import type { FieldWords } from './words.ts';

/** Fields that mean the same wherever they stand, by name. */
export const sharedFieldWords: Readonly<Record<string, FieldWords>> = {
  stat_prefix: 'What the statistics begin with.',
  transport_api_version: 'Version of the protocol. `V3` is the only one left.',
  typed_config: 'Settings of the extension; `@type` says which one.',
  grpc_service: 'The service, over gRPC.',
  http_service: 'The service, over HTTP.',
  http_uri: 'Address and cluster.',
  runtime_key: 'The key that runtime can set.',
  typed_per_filter_config: 'Settings of HTTP filters, by the name that the filter has in `http_filters`.',
  request_headers_to_add: 'Headers for requests.',
  request_headers_to_remove: 'Headers taken from requests.',
  response_headers_to_add: 'Headers for responses.',
  response_headers_to_remove: 'Headers taken from responses.',
  access_log: 'Where lines about it are written.',
  dns_lookup_family: ['Which addresses of a name are used.', '`AUTO`'],
  typed_dns_resolver_config: 'The resolver for host names.',
  retry_policy: 'When to try again.',
  metadata: 'Facts for filters and logs.',
  per_connection_buffer_limit_bytes: 'How much is buffered for a connection.',
};
