import { describe, expect, it } from 'vitest';
import { openProject } from '../../../test/harness/openProject.ts';
import { toRange } from '../text/span.ts';
import { waysThroughProxies } from './throughProxies.ts';
import type { Flow, Place } from './verdicts.ts';

const compose = `//- compose.yaml
services:
  $0edge:
    image: envoyproxy/envoy:v1.34.1
    networks: [front, back]
    ports: ["8080:10000"]
    volumes: [./edge.yaml:/etc/envoy/envoy.yaml]
  client:
    image: node:22
    networks: [front]
  backend:
    image: node:22
    networks: [back]
  sidecar:
    image: envoyproxy/envoy:v1.34.1
    network_mode: service:backend
    volumes: [./sidecar.yaml:/etc/envoy/envoy.yaml]
  store:
    image: node:22
    networks: [data]
networks:
  front: {}
  back: {internal: true}
  data: {internal: true}
//- edge.yaml
static_resources:
  listeners:
  - name: web
    address: {socket_address: {address: 0.0.0.0, port_value: 10000}}
    filter_chains:
    - filters:
      - name: http
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          http_filters:
          - {name: rbac, typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBAC}}
          route_config:
            virtual_hosts:
            - name: all
              domains: ["*"]
              routes:
              - {match: {prefix: /api}, route: {cluster: api}}
              - {match: {prefix: /store}, route: {cluster: store}}
  clusters:
  - {name: api, type: STRICT_DNS, load_assignment: {endpoints: {lb_endpoints: {endpoint: {address: {socket_address: {address: backend, port_value: 15000}}}}}}}
  - {name: store, type: STRICT_DNS, load_assignment: {endpoints: {lb_endpoints: {endpoint: {address: {socket_address: {address: store, port_value: 80}}}}}}}
//- sidecar.yaml
static_resources:
  listeners:
  - address: {socket_address: {address: 0.0.0.0, port_value: 15000}}
    filter_chains:
    - filters:
      - {name: tcp, typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy, cluster: own}}
  clusters:
  - {name: own, load_assignment: {endpoints: {lb_endpoints: {endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: 8000}}}}}}}
`;

const placeOf = (name: string): Place =>
  name === 'host' || name === 'lan' || name === 'internet' ? { kind: name } : { kind: 'service', name };

function ways(from: string, to: string, port: number | null = null, text = compose): readonly string[] {
  const { project } = openProject(text).snapshot;
  const flow: Flow = { from: placeOf(from), to: placeOf(to), port, protocol: 'tcp' };
  return waysThroughProxies(project, flow).map(
    ({ proxies, verdict, conditions, port: end }) =>
      `${verdict} ${proxies.join(' ')} ${end}${conditions.length > 0 ? ` ${conditions.join(', ')}` : ''}`,
  );
}

describe('ways through proxies', () => {
  it('lead from a published port over listener, route and cluster to the port of a service', () => {
    const { snapshot, placeOf: words } = openProject(compose);
    const flow: Flow = { from: { kind: 'lan' }, to: placeOf('sidecar'), port: null, protocol: 'tcp' };
    const [way] = waysThroughProxies(snapshot.project, flow);
    const { fileOf } = snapshot;
    expect(
      way?.steps.map(({ reason, text, span }) => {
        if (!span) return `${reason} ${text}`;
        const lines = fileOf(span.anchor.uri)?.lines;
        const { start, end } = toRange(span);
        const range = lines && { start: lines.positionAt(start), end: lines.positionAt(end) };
        return `${range ? words(span.anchor.uri, range) : ''} | ${reason} ${text}`;
      }),
    ).toMatchInlineSnapshot(`
      [
        "compose.yaml:5 "8080:10000" | published Port 8080 is published on every address of the host: everyone who can route to this machine reaches edge, past ufw and firewalld.",
        "edge.yaml:4 10000 | proxy-listener Envoy in edge takes the connection on port 10000 (listener web).",
        "edge.yaml:11 rbac | proxy-filter RBAC may refuse the request: its rules about who may do what decides.",
        "edge.yaml:17 match | proxy-route Requests with path starting with /api go to the cluster api, if no route before takes them.",
        "edge.yaml:20 backend | proxy-endpoint The cluster api connects to backend:15000.",
        "compose.yaml:4 back | shared-network Both are attached to back.",
      ]
    `);
  });

  it('lead through several proxies, a sidecar last', () => {
    expect([
      ways('lan', 'backend'),
      ways('client', 'backend', 8000),
      ways('client', 'backend', 9000),
      ways('edge', 'backend'),
      ways('client', 'sidecar'),
    ]).toEqual([
      ['open edge sidecar 8000 path starting with /api'],
      ['open edge sidecar 8000 path starting with /api'],
      [],
      ['open sidecar 8000'],
      ['open edge 15000 path starting with /api'],
    ]);
  });

  it('are none where a connection on them is blocked', () => {
    const local = compose.replace('address: 0.0.0.0, port_value: 10000', 'address: 127.0.0.1, port_value: 10000');
    const inside = compose.replace('"8080:10000"', '"127.0.0.1:8080:10000"');
    expect([
      ways('lan', 'store'),
      ways('client', 'backend', null, local),
      ways('lan', 'backend', null, inside),
      ways('host', 'backend', null, inside).length,
      ways('lan', 'edge'),
    ]).toEqual([[], [], [], 2, []]);
  });

  it('end when proxies lead into each other', () => {
    const loop = compose.replace('address: 127.0.0.1, port_value: 8000', 'address: edge, port_value: 10000');
    expect(ways('client', 'store', null, loop)).toEqual([]);
  });
});
