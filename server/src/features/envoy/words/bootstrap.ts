import type { WordsByMessage } from './words.ts';

/** The top of the file: what Envoy starts with. */
export const bootstrapWords: WordsByMessage = {
  'config.bootstrap.v3.Bootstrap': {
    about: 'What Envoy reads when it starts: its own identity, fixed listeners and clusters, and where to get more.',
    fields: {
      static_resources: 'Listeners, clusters and secrets that stand in this file and stay as they are until a restart.',
      dynamic_resources:
        'Where listeners and clusters come from that a control plane or watched files may change at any time.',
      admin:
        'The local page for operators: statistics, config dump, log levels, shutdown. Without it there is no admin port.',
      node: 'Who this Envoy is. A control plane chooses its answers by it; with dynamic resources `id` and `cluster` must be set.',
      layered_runtime:
        'Switches and numbers that can be overridden while Envoy runs, in layers of which the last wins.',
      stats_config: 'Which statistics exist and how parts of their names become tags.',
      stats_sinks: 'Where statistics are sent to regularly: statsd, OpenTelemetry, a metrics service.',
      stats_flush_interval: ['How often statistics are sent to the sinks.', '5 seconds'],
      stats_flush_on_admin:
        'Computes statistics only when the admin page is asked for them, instead of at an interval.',
      overload_manager: 'What Envoy gives up, step by step, before memory or connections run out.',
      cluster_manager: 'Settings that concern all clusters together.',
      deferred_stat_options:
        'Whether statistics of a cluster are created only when traffic reaches it, which saves memory with many clusters.',
      bootstrap_extensions: 'Extensions that start with the process itself, before any listener.',
      typed_dns_resolver_config:
        'The resolver that all host names of the file go through, unless a cluster brings its own.',
      watchdogs: 'Notices stuck threads and says what then happens: statistics, or the end of the process.',
      default_regex_engine: ['Which engine evaluates regular expressions.', 'RE2'],
      flags_path: 'A folder in the runtime files whose presence of entries flips start-up flags.',
      header_prefix: ['What stands for `x-envoy` in all headers that Envoy sets or understands.', '`x-envoy`'],
      hds_config: 'A management server that tells this Envoy which hosts to check for health.',
      enable_dispatcher_stats: 'Adds statistics about event loops. They are many and cost time: for debugging.',
      default_socket_interface: 'Name of a bootstrap extension that opens all sockets which name none themselves.',
      fatal_actions: 'What runs after a crash, for example writing down which request was being handled.',
      config_sources: 'Control planes by the authorities that they answer for, in `xdstp://` names.',
      default_config_source: 'The control plane for `xdstp://` names whose authority no other source claims.',
      inline_headers: 'Headers that filters look up often and that therefore get a fixed, faster place.',
      application_log_config: 'The form of lines in Envoy’s own log.',
      memory_allocator_manager: 'How often and how much free memory is given back to the system.',
      grpc_async_client_manager_config: 'How long idle gRPC clients are kept for reuse.',
    },
  },
  'config.bootstrap.v3.Bootstrap.StaticResources': {
    about: 'Resources that stand in the file itself.',
    fields: {
      listeners: 'Where Envoy accepts connections. Each needs an address of its own.',
      clusters: 'Groups of servers that Envoy connects to. Routes and filters refer to them by name.',
      secrets: 'Certificates, keys and validation settings that TLS contexts refer to by name.',
    },
  },
  'config.bootstrap.v3.Bootstrap.DynamicResources': {
    about: 'Where resources come from that may change while Envoy runs.',
    fields: {
      lds_config: 'Where listeners come from (LDS). Files and control planes both do.',
      cds_config: 'Where clusters come from (CDS). Start-up waits for their first answer.',
      ads_config:
        'One gRPC stream for all resources, so that they arrive in the right order. Sources with `ads: {}` use it.',
      lds_resources_locator: 'The `xdstp://` name of the collection of listeners to subscribe to.',
      cds_resources_locator: 'The `xdstp://` name of the collection of clusters to subscribe to.',
    },
  },
  'config.bootstrap.v3.Admin': {
    about: 'The page for operators. Whoever reaches it can stop Envoy and read its configuration.',
    fields: {
      address:
        'Where the page listens. It knows no login: on `0.0.0.0` everyone who reaches the port can shut Envoy down. Left out, nothing listens.',
      access_log: 'Where requests to the admin page are written. Empty: nowhere.',
      access_log_path: 'File for the log of the admin page, replaced by `access_log`. `/dev/null` switches it off.',
      profile_path: ['File that a CPU profile is written to.', '`/var/log/envoy/envoy.prof`'],
      socket_options: 'Options set on the admin socket before it listens.',
      ignore_global_conn_limit:
        'Lets the page be reached even when the limit of connections for all listeners is used up.',
      allow_paths: 'The only paths that are answered; all others get 403. Useful to leave out `/quitquitquit`.',
    },
  },
  'config.core.v3.Node': {
    about: 'The identity of this Envoy, told to control planes and visible in logs and tracing.',
    fields: {
      id: 'Unique name of this Envoy. `--service-node` does the same.',
      cluster:
        'Name of the group of Envoys that it belongs to, not of an upstream cluster. `--service-cluster` does the same.',
      metadata: 'Any further facts for the control plane.',
      locality: 'Where this Envoy runs. Zone-aware load balancing prefers endpoints in the same zone.',
      user_agent_name: 'What the control plane is told about the program behind the node.',
      client_features: 'Names of features that the control plane may rely on.',
    },
  },
  'config.core.v3.Locality': {
    about: 'Where something runs: region, zone, sub-zone.',
    fields: {
      region: 'The largest unit, such as `eu-central-1`.',
      zone: 'The part of the region. Zone-aware load balancing compares this one.',
      sub_zone: 'A part of the zone, such as a rack.',
    },
  },
  'config.bootstrap.v3.ClusterManager': {
    about: 'Settings for all clusters together.',
    fields: {
      local_cluster_name:
        'The cluster that this Envoy itself is a member of. Zone-aware routing needs it, and it must be defined.',
      outlier_detection: 'Where ejections of hosts are logged.',
      upstream_bind_config: 'The local address for connections of all clusters that set none.',
      load_stats_config: 'The management server that load reports are sent to.',
      enable_deferred_cluster_creation: 'Creates a cluster in a worker only when a request needs it.',
    },
  },
  'config.bootstrap.v3.LayeredRuntime': {
    about: 'Layers of runtime values.',
    fields: {
      layers:
        'From the weakest to the strongest: a later layer overrides an earlier one. One at most is the admin layer.',
    },
  },
  'config.bootstrap.v3.RuntimeLayer': {
    about: 'One layer of runtime values. Exactly one kind has to be chosen.',
    fields: {
      name: 'Name of the layer in the admin page; unique.',
      static_layer:
        'Values that stand here, as a tree: `envoy: { reloadable_features: { … } }`, or with dots in the key.',
      disk_layer: 'Values that are read from files of a folder, and again when the folder is swapped.',
      admin_layer: 'Values that are set by POST to `/runtime_modify` of the admin page.',
      rtds_layer: 'Values that a control plane delivers.',
    },
  },
  'config.bootstrap.v3.RuntimeLayer.RtdsLayer': {
    fields: {
      name: 'Name of the resource to ask for.',
      rtds_config: 'The control plane or file that delivers the layer.',
    },
  },
  'config.bootstrap.v3.RuntimeLayer.DiskLayer': {
    fields: {
      symlink_root: 'A symbolic link to the folder with the values; swapping the link loads them anew.',
      subdirectory: 'The folder below the link that is read.',
    },
  },
  'config.bootstrap.v3.Bootstrap.DeferredStatOptions': {
    fields: { enable_deferred_creation_stats: ['Creates the statistics of a cluster when it is first used.', 'false'] },
  },
  'config.core.v3.Metadata': {
    about: 'Facts for filters and load balancing, by namespace.',
    fields: {
      filter_metadata:
        'Untyped values by the name of the filter that reads them; subsets of a cluster read `envoy.lb`.',
      typed_filter_metadata: 'The same with a message type for each value.',
    },
  },
};
