import { fieldOf, isUnknown, messageIn } from '../../envoy/messageFields.ts';
import type { EnvoyConfig, EnvoyReference } from '../../model/envoyConfig.ts';
import type { Edit, PlainValue } from '../../text/edit.ts';
import { hasUnreadClusters, knowsAllClusters, namesLookedUpAtStart, staticClusters } from '../envoyClusters.ts';
import { messagesOfType } from '../envoyPlaces.ts';
import { defineEnvoyRule } from '../envoyRule.ts';
import { nearest } from '../nearest.ts';
import type { Fix } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const undefinedCluster = defineEnvoyRule({
  id: 'undefined-cluster',
  category: 'correctness',
  docs: {
    summary: 'A route, filter or source of configuration names a cluster that is not defined.',
    why: 'Envoy looks the clusters of static routes, tracers, sinks and sources up when it starts and refuses the file. Those of `tcp_proxy`, `ext_authz`, rate limits and the like it looks up for each request: it starts, and the requests fail.',
    instead:
      'Name a cluster of `static_resources.clusters`, or define one. Clusters from `cds_config` are known later.',
    references: [
      'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route.proto#envoy-v3-api-field-config-route-v3-routeconfiguration-validate-clusters',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
                filter_chains:
                  - filters:
                      - name: envoy.filters.network.http_connection_manager
                        typed_config:
                          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                          stat_prefix: web
                          route_config:
                            virtual_hosts:
                              - name: all
                                domains: ["*"]
                                routes:
                                  - match: { prefix: / }
                                    route: { cluster: backand }
                                    #                 ^^^^^^^ Envoy does not start
                          http_filters:
                            - name: envoy.filters.http.router
                              typed_config:
                                "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
            clusters:
              - name: backend
        `,
        fixed: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
                filter_chains:
                  - filters:
                      - name: envoy.filters.network.http_connection_manager
                        typed_config:
                          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                          stat_prefix: web
                          route_config:
                            virtual_hosts:
                              - name: all
                                domains: ["*"]
                                routes:
                                  - match: { prefix: / }
                                    route: { cluster: backend }
                          http_filters:
                            - name: envoy.filters.http.router
                              typed_config:
                                "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
            clusters:
              - name: backend
        `,
      },
      {
        text: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 0.0.0.0, port_value: 5432 } }
                filter_chains:
                  - filters:
                      - name: envoy.filters.network.tcp_proxy
                        typed_config:
                          "@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy
                          stat_prefix: database
                          cluster: database
                          #        ^^^^^^^^ each connection to it fails
        `,
        fixed: yaml`
          static_resources:
            listeners:
              - address: { socket_address: { address: 0.0.0.0, port_value: 5432 } }
                filter_chains:
                  - filters:
                      - name: envoy.filters.network.tcp_proxy
                        typed_config:
                          "@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy
                          stat_prefix: database
                          cluster: database
            clusters:
              - name: database
                type: STRICT_DNS
                load_assignment:
                  cluster_name: database
                  endpoints:
                    - lb_endpoints:
                        - endpoint:
                            address:
                              socket_address:
                                address: database
                                port_value: 80
        `,
      },
      {
        text: yaml`
          node: { id: a, cluster: b }
          dynamic_resources:
            cds_config: { path_config_source: { path: ./clusters.yaml } }
          static_resources:
            listeners:
              - address: { socket_address: { address: 0.0.0.0, port_value: 8080 } }
                filter_chains:
                  - filters:
                      - name: envoy.filters.network.http_connection_manager
                        typed_config:
                          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                          stat_prefix: web
                          route_config:
                            virtual_hosts:
                              - name: all
                                domains: ["*"]
                                routes:
                                  - match: { prefix: / }
                                    route: { cluster: backend }
                                    #                 ^^^^^^^ comes from another file
                          http_filters:
                            - name: envoy.filters.http.router
                              typed_config:
                                "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
        `,
        files: {
          './clusters.yaml': yaml`
            resources:
              - "@type": type.googleapis.com/envoy.config.cluster.v3.Cluster
                name: backend
          `,
        },
      },
    ],
    good: [
      yaml`
        static_resources:
          listeners:
            - address: { socket_address: { address: 0.0.0.0, port_value: 5432 } }
              filter_chains:
                - filters:
                    - name: envoy.filters.network.tcp_proxy
                      typed_config:
                        "@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy
                        stat_prefix: database
                        cluster: database
          clusters:
            - name: database
      `,
    ],
  },
  *check(config, files) {
    if (config.kind === 'bootstrap' ? hasUnreadClusters(config) : !files?.knowsClusters) return;
    const clusters = (files?.configs ?? [config]).flatMap(({ symbols }) =>
      symbols.filter(({ kind }) => kind === 'cluster'),
    );
    const names = new Set(clusters.map(({ name }) => name));
    const own = new Set(staticClusters(config).map((cluster) => nameOf(fieldOf(cluster, 'name')?.value)));
    const atStart = new Set([...namesLookedUpAtStart(config)].map(({ contentSpan }) => contentSpan));
    const knowsAll = files?.knowsClusters ?? knowsAllClusters(config);
    const forwarded = forwardedNames(files?.configs ?? [config]);
    for (const reference of config.references) {
      const { kind, name, span } = reference;
      if (kind !== 'cluster' || own.has(name)) continue;
      const isLookedUp = atStart.has(span);
      // Envoy reads the file of `cds_config` after that.
      const isLate = names.has(name) && isLookedUp && config.kind === 'bootstrap';
      if (names.has(name) && !isLate) continue;
      if (!isLookedUp && (!knowsAll || forwarded.has(name) || isRuntimeName(reference))) continue;
      const meant = isLate ? undefined : nearest(name, isLookedUp && own.size > 0 ? own : names);
      const symbol = clusters.find((each) => each.name === (isLate ? name : meant));
      yield {
        span,
        message: messageFor(name, { isLate, isLookedUp, isMain: config.kind === 'bootstrap' }),
        ...(isLookedUp ? {} : { severity: 'warning' as const }),
        ...(symbol
          ? {
              related: [
                {
                  span: symbol.selectionSpan,
                  message: isLate ? 'It is read later' : `\`${symbol.name}\` may be meant`,
                },
              ],
            }
          : {}),
        fixes: [
          ...(meant === undefined
            ? []
            : [
                {
                  title: `Route to \`${meant}\``,
                  safety: 'unsafe',
                  edits: [{ kind: 'replace', span, newText: meant }],
                } satisfies Fix,
              ]),
          ...(config.kind === 'bootstrap' && !isLate
            ? [
                {
                  title: `Define the cluster \`${name}\``,
                  safety: 'unsafe',
                  edits: [definition(config, name)],
                } satisfies Fix,
              ]
            : []),
        ],
      };
    }
  },
});

/** What Envoy does without the cluster, measured with Envoy 1.40. */
function messageFor(
  name: string,
  { isLate, isLookedUp, isMain }: { readonly isLate: boolean; readonly isLookedUp: boolean; readonly isMain: boolean },
): string {
  if (isLate)
    return `The cluster \`${name}\` comes from another file, which Envoy reads after it has looked for this name: it does not start.`;
  const none = `No cluster is called \`${name}\``;
  if (!isLookedUp)
    return isMain ? `${none}: Envoy starts, and each connection to it fails.` : `${none}: each connection to it fails.`;
  return isMain
    ? `${none}: Envoy does not start.`
    : `${none}: Envoy refuses what this belongs to and goes on without it.`;
}

const nameOf = (value: { readonly kind: string; readonly value?: unknown } | undefined): string =>
  value?.kind === 'scalar' ? String(value.value) : '';

/** A name in a header or a pattern that is filled in for each request. */
const isRuntimeName = ({ name }: EnvoyReference): boolean => name.includes('%');

/** Names that a filter of the files makes clusters for while it runs. */
function forwardedNames(configs: readonly EnvoyConfig[]): ReadonlySet<string> {
  const dynamic = 'envoy.extensions.filters.http.dynamic_forward_proxy.v3.FilterConfig';
  const any = configs.some((config) =>
    messagesOfType(config, dynamic).some(({ message }) => fieldOf(message, 'sub_cluster_config')),
  );
  return new Set(any ? configs.flatMap(({ references }) => references.map(({ name }) => name)) : []);
}

/** The usual cluster of a service: found by its name, on the port that has to be filled in. */
function definition({ root, uri }: EnvoyConfig, name: string): Edit {
  const host = /^[\w.-]+$/.test(name) ? name.replaceAll('_', '-') : 'localhost';
  const socket = { address: host === name ? name : host, port_value: 80 };
  const cluster: PlainValue = {
    name,
    type: 'STRICT_DNS',
    load_assignment: {
      cluster_name: name,
      endpoints: [{ lb_endpoints: [{ endpoint: { address: { socket_address: socket } } }] }],
    },
  };
  const list = fieldOf(root, 'static_resources', 'clusters')?.value;
  const path = [...(messageIn(root, 'static_resources')?.path ?? ['static_resources']), 'clusters'];
  return list?.kind === 'list' && !isUnknown(root, 'static_resources')
    ? { kind: 'append', uri, path, value: cluster }
    : { kind: 'set', uri, path, value: [cluster] };
}
