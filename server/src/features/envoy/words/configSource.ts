import type { WordsByMessage } from './words.ts';

/** Where configuration, data and answers come from. */
export const configSourceWords: WordsByMessage = {
  'config.core.v3.ConfigSource': {
    about: 'Where resources come from. Exactly one kind has to be chosen.',
    fields: {
      ads: 'The one stream of `ads_config`.',
      api_config_source: 'A control plane.',
      path_config_source: 'A file that is read again when it is swapped by a move. Writing into it is not noticed.',
      path: 'A file. Newer: `path_config_source`.',
      self: 'The server that this resource came from.',
      resource_api_version: 'Version of the resources. `V3` is the only one left.',
      initial_fetch_timeout: ['How long start-up waits for the first answer. `0s` waits for ever.', '15 seconds'],
    },
  },
  'config.core.v3.PathConfigSource': {
    about: 'A watched file.',
    fields: {
      path: 'Path of the file. It must exist when Envoy starts.',
      watched_directory: 'Watches this folder instead, for files that are swapped by a symbolic link as in Kubernetes.',
    },
  },
  'config.core.v3.ApiConfigSource': {
    about: 'A control plane.',
    fields: {
      api_type: 'How it is asked: `GRPC`, `DELTA_GRPC` or `REST`; `AGGREGATED_…` for `xdstp://` sources.',
      transport_api_version: 'Version of the protocol. `V3` is the only one left.',
      grpc_services: 'The server, for gRPC. Its cluster has to stand in this file and speak HTTP/2.',
      cluster_names: 'The server’s cluster, for `REST` only.',
      refresh_delay: 'How often to ask, for `REST`.',
      request_timeout: ['How long an answer may take, for `REST`.', '1 second'],
      set_node_on_first_message_only: ['Tells who we are once per stream only.', 'false'],
      rate_limit_settings: 'Limits how often we ask.',
    },
  },
  'config.core.v3.GrpcService': {
    about: 'A gRPC service. Exactly one client has to be chosen.',
    fields: {
      envoy_grpc: 'Through a cluster of this file, by Envoy’s own client. The usual choice.',
      google_grpc: 'By the gRPC library, with an address of its own.',
      timeout: ['How long an answer may take.', 'as the user of the service says, mostly no limit'],
      initial_metadata: 'Headers that go along with each call.',
      retry_policy: 'When to try again.',
    },
  },
  'config.core.v3.GrpcService.EnvoyGrpc': {
    about: 'gRPC through a cluster.',
    fields: {
      cluster_name: 'The cluster. It has to be defined and to speak HTTP/2.',
      authority: ['The `:authority` of calls.', 'the name of the cluster'],
      retry_policy: 'When to try again.',
      max_receive_message_length: 'Largest message that is accepted.',
    },
  },
  'config.core.v3.GrpcService.GoogleGrpc': {
    about: 'gRPC by the library, without a cluster.',
    fields: {
      target_uri: 'Address of the server.',
      stat_prefix: 'What the statistics of these calls begin with.',
      channel_credentials: 'TLS and its certificates.',
    },
  },
  'config.core.v3.HttpUri': {
    about: 'An HTTP address together with the cluster that leads there.',
    fields: {
      uri: 'The address. Where the connection goes is decided by the cluster, not by the host in it.',
      cluster: 'The cluster. It has to be defined, with TLS when the address is https.',
      timeout: 'How long an answer may take.',
    },
  },
  'config.core.v3.HttpService': {
    about: 'A service over HTTP.',
    fields: { http_uri: 'Address and cluster.', request_headers_to_add: 'Headers that go along.' },
  },
  'config.core.v3.DataSource': {
    about: 'A piece of data. Exactly one kind has to be chosen.',
    fields: {
      filename: 'Path of a file. In a container it has to be mounted, and readable for the user that Envoy runs as.',
      inline_string: 'The text itself.',
      inline_bytes: 'The bytes, in base64.',
      environment_variable: 'The value of an environment variable.',
      watched_directory: 'Reads the file again when this folder is swapped, where that is supported.',
    },
  },
  'config.core.v3.AsyncDataSource': {
    fields: {
      local: 'Data that is here: a file or the text itself.',
      remote: 'Data that is fetched over HTTP and compared with its SHA-256.',
    },
  },
  'config.core.v3.TypedExtensionConfig': {
    about: 'An extension.',
    fields: {
      name: 'Free text; `@type` selects the extension.',
      typed_config: 'Which extension, by `@type`, and its settings.',
    },
  },
  'xds.core.v3.TypedExtensionConfig': {
    about: 'An extension.',
    fields: {
      name: 'Free text; `@type` selects the extension.',
      typed_config: 'Which extension, by `@type`, and its settings.',
    },
  },
  'udpa.type.v1.TypedStruct': {
    about:
      'Settings of any type, with the type as text. For control planes that do not know the type; write the type in `@type` where you can.',
    fields: { type_url: 'The type that `value` really is.', value: 'Its fields.' },
  },
  'xds.type.v3.TypedStruct': {
    about:
      'Settings of any type, with the type as text. For control planes that do not know the type; write the type in `@type` where you can.',
    fields: { type_url: 'The type that `value` really is.', value: 'Its fields.' },
  },
  'config.core.v3.RateLimitSettings': {
    fields: {
      max_tokens: ['Questions that may come at once.', '100'],
      fill_rate: ['Questions per second in the long run.', '10'],
    },
  },
};
