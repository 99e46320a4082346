import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toRange } from '../../../text/span.ts';
import { parseYaml } from '../../../text/yamlTree.ts';
import { readProxy } from './readProxy.ts';

const text = `admin: {address: {socket_address: {address: 127.0.0.1, port_value: 9901}}}
staticResources:
  listeners:
  - name: web
    address:
      socketAddress: {address: 0.0.0.0, portValue: "10000"}
    filter_chains:
    - filter_chain_match: {server_names: [shop.test, www.shop.test]}
      filters:
        name: envoy.filters.network.http_connection_manager
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          http_filters:
          - name: allow
            typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBAC}
          route_config:
            name: local
            virtual_hosts:
            - name: api
              domains: [api.test, "*.api.test"]
              routes:
              - match: {prefix: /v1, headers: [{name: ":method", string_match: {exact: POST}}]}
                route: {weighted_clusters: {clusters: [{name: backend, weight: 90}, {name: canary, weight: 10}]}}
              - match: {path: /old}
                redirect: {path_redirect: /new}
            - name: rest
              domains: ["*"]
              routes: {match: {prefix: /}, route: {cluster: backend}}
  - address: {socket_address: {address: "::", port_value: 5432}}
    filter_chains:
    - filters:
      - name: tcp
        typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy, cluster: db}
  clusters:
  - name: backend
    type: strict_dns
    load_assignment: &one
      endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: backend, port_value: 8000}}}}]}]
  - {name: canary, type: STRICT_DNS, load_assignment: *one}
  - name: db
    !ignore type: STATIC
`;
const uri = 'file:///shop/envoy.yaml';
const read = (from: string) => readProxy(parseYaml(uri, from));

describe('readProxy', () => {
  const proxy = read(text);

  it('reads listeners with the conditions of their chains and routes', () => {
    expect(
      proxy.listeners.map(({ name, addresses, filterChains }) => [
        name,
        addresses.map(({ host, port }) => `${host} ${port}`),
        filterChains.map(({ conditions, filters }) => [
          ...conditions,
          ...filters.flatMap(({ type, httpFilters, targets, routes }) => [
            type,
            ...httpFilters.map((each) => each.type),
            ...targets.map(({ cluster }) => cluster),
            ...(routes?.virtualHosts ?? []).flatMap(({ name: host, routes: all }) =>
              all.map((route) => [
                host,
                ...route.conditions,
                route.outcome,
                ...route.targets.map((each) => `${each.cluster} ${each.share}`),
              ]),
            ),
          ]),
        ]),
      ]),
    ).toEqual([
      [
        'web',
        ['0.0.0.0 10000'],
        [
          [
            'TLS server name shop.test or www.shop.test',
            'HttpConnectionManager',
            'RBAC',
            [
              'api',
              'host api.test or *.api.test',
              'path starting with /v1',
              'method POST',
              'clusters',
              'backend 90',
              'canary 10',
            ],
            ['api', 'host api.test or *.api.test', 'path /old', 'redirect'],
            ['rest', 'clusters', 'backend undefined'],
          ],
        ],
      ],
      [undefined, [':: 5432'], [['TcpProxy', 'db']]],
    ]);
  });

  it('says in words what matcher trees choose', () => {
    const type = 'type.googleapis.com';
    const header = (name: string) =>
      `{name: h, typed_config: {"@type": ${type}/envoy.type.matcher.v3.HttpRequestHeaderMatchInput, header_name: ${name}}}`;
    const route = (cluster: string) =>
      `{action: {name: r, typed_config: {"@type": ${type}/envoy.config.route.v3.Route, match: {prefix: /v1}, route: {cluster: ${cluster}}}}}`;
    const chain = (name: string) =>
      `{action: {name: c, typed_config: {"@type": ${type}/google.protobuf.StringValue, value: ${name}}}}`;
    const { listeners } = read(`static_resources:
  listeners:
  - address: {socket_address: {address: 0.0.0.0, port_value: 80}}
    filter_chain_matcher:
      matcher_tree:
        input: {name: p, typed_config: {"@type": ${type}/envoy.extensions.matching.common_inputs.network.v3.DestinationPortInput}}
        exact_match_map: {map: {"80": ${chain('web')}}}
      on_no_match: ${chain('rest')}
    filter_chains:
    - name: web
      filters:
      - name: http
        typed_config:
          route_config:
            virtual_hosts:
            - domains: ["*"]
              matcher:
                matcher_list:
                  matchers:
                  - predicate: {single_predicate: {input: ${header('x-user')}, value_match: {prefix: a}}}
                    on_match: ${route('users')}
                  - predicate: {not_matcher: {or_matcher: {}}}
                    on_match: {matcher: {matcher_tree: {input: ${header('":method"')}, exact_match_map: {map: {GET: ${route('reads')}}}}}}
                on_no_match: ${route('others')}
    - name: rest
    - name: unused
`);
    const [web, ...rest] = listeners[0]?.filterChains ?? [];
    expect([web, ...rest].map((each) => each?.conditions)).toEqual([
      ['destination port 80'],
      ['what the matcher does not find'],
      ['what a matcher chooses it for'],
    ]);
    const routes = web?.filters[0]?.routes?.virtualHosts[0]?.routes ?? [];
    expect(routes.map(({ conditions, targets }) => [targets[0]?.cluster, ...conditions])).toEqual([
      ['users', 'header x-user starting with a', 'path starting with /v1'],
      ['reads', 'not several conditions of a matcher', 'method GET', 'path starting with /v1'],
      ['others', 'what the matcher does not find', 'path starting with /v1'],
    ]);
  });

  it('reads clusters, endpoints behind aliases, and the admin interface', () => {
    expect(
      proxy.clusters.map(({ name, discovery, endpoints }) => [
        name,
        discovery,
        ...endpoints.map(({ host, port }) => `${host}:${port}`),
      ]),
    ).toEqual([
      ['backend', 'STRICT_DNS', 'backend:8000'],
      ['canary', 'STRICT_DNS', 'backend:8000'],
      ['db', 'STATIC'],
    ]);
    expect([proxy.admin?.host, proxy.admin?.port, proxy.complete]).toEqual([
      '127.0.0.1',
      9901,
      { listeners: true, clusters: true },
    ]);
  });

  it.each([
    ['discovery of listeners', 'dynamic_resources: {lds_config: {ads: {}}}\nstatic_resources: {}'],
    [
      'a port of the system',
      'static_resources: {listeners: [{address: {socket_address: {address: x, port_value: 0}}}]}',
    ],
    ['a template', 'static_resources: {listeners: [{address: {socket_address: {address: x, port_value: $PORT}}}]}'],
    ['no list of resources', 'admin: {}'],
  ])('does not know all listeners with %s', (_, from) => {
    expect(read(from).complete.listeners).toBe(false);
  });

  it('reads what is whole of every beginning of a file, with spans in it', () => {
    for (let end = 0; end <= text.length; end += 17) {
      const part = text.slice(0, end);
      const { listeners, clusters } = read(part);
      for (const { span, selectionSpan } of [...listeners, ...clusters]) {
        for (const each of [span, selectionSpan]) {
          const range = toRange(each);
          expect([range.start >= 0, range.end <= part.length, range.start <= range.end]).toEqual([true, true, true]);
        }
      }
    }
  });

  it('survives aliases that lead into themselves, and any text', () => {
    read('static_resources: &a\n  listeners: &b [*a, *b, [*b, *b]]\n  clusters: *a');
    fc.assert(fc.property(fc.string(), (any) => read(`static_resources:\n  listeners: ${any}`).listeners.length >= 0));
  });
});
