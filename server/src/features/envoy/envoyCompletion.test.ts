import { describe, expect, it } from 'vitest';
import {
  envoyAccepted,
  envoyLabels,
  envoyText,
  inSmallProxy,
  markedEnvoy,
  smallProxy,
} from '../../../../test/harness/envoyCursor.ts';
import { envoyCompletions } from './envoyCompletion.ts';
import { envoyHover } from './envoyHover.ts';

const itemAt = (textWithMark: string, label: string) => {
  const { file, position } = markedEnvoy(textWithMark);
  return envoyCompletions(file, position).find((each) => each.label === label);
};

const inRoute = (lines: string): string => inSmallProxy('timeout: 3s', lines);
const indent = ' '.repeat(28);

describe('fields of an Envoy message', () => {
  it.each([
    ['a blank line', inRoute('$0'), 'idle_timeout', inRoute('idle_timeout: 5s')],
    ['the first letter', inRoute('i$0'), 'idle_timeout', inRoute('idle_timeout: 5s')],
    ['a key that has its colon', inRoute('tim$0eout: 3s'), 'idle_timeout', inRoute('idle_timeout: 3s')],
    ['a boolean', inRoute('$0'), 'append_x_forwarded_host', inRoute('append_x_forwarded_host: true')],
    ['an enumeration', inRoute('$0'), 'priority', inRoute('priority: DEFAULT')],
    ['a map', inRoute('$0'), 'retry_policy', inRoute(`retry_policy:\n${indent}  `)],
    ['a list', inRoute('$0'), 'hash_policy', inRoute(`hash_policy:\n${indent}  - `)],
    [
      'a flow map',
      inSmallProxy('{prefix: /}', '{prefix: /, h$0}'),
      'headers',
      inSmallProxy('{prefix: /}', '{prefix: /, headers: []}'),
    ],
    [
      'an empty message',
      'admin: {}\nstatic_resources: {}\nconfig_sources:\n- $0\n',
      'ads',
      'admin: {}\nstatic_resources: {}\nconfig_sources:\n- ads: {}\n',
    ],
    [
      'a slot for an extension',
      inSmallProxy('- name: backend', '- name: backend\n      cluster_type:\n        name: x\n        $0'),
      'typed_config',
      inSmallProxy(
        '- name: backend',
        '- name: backend\n      cluster_type:\n        name: x\n        typed_config:\n          "@type": ',
      ),
    ],
  ])('on %s', (_, text, label, expected) => {
    expect(envoyAccepted(text, label)).toBe(expected);
  });

  it('leave out those that are set, in either spelling', () => {
    const labels = envoyLabels(inSmallProxy('connect_timeout: 1s', 'connectTimeout: 1s\n      $0'));
    expect(labels).toContain('health_checks');
    for (const set of ['name', 'type', 'connect_timeout', 'load_assignment']) expect(labels).not.toContain(set);
  });

  it('put required ones first and what a set field excludes, is deprecated or undocumented last', () => {
    const labels = envoyLabels('static_resources:\n  clusters:\n    - type: EDS\n      $0\n');
    expect(labels[0]).toBe('name');
    expect(labels.indexOf('cluster_type')).toBeGreaterThan(labels.indexOf('stats_matcher'));
    expect(labels.indexOf('dns_refresh_rate')).toBeGreaterThan(labels.indexOf('cluster_type'));
    expect(itemAt('static_resources:\n  clusters:\n    - type: EDS\n      $0\n', 'cluster_type')?.detail).toContain(
      'instead of type',
    );
    expect(itemAt('static_resources:\n  clusters:\n    - type: EDS\n      $0\n', 'dns_jitter')?.detail).toContain(
      'deprecated',
    );
  });

  it('mark the fields of which one has to be chosen', () => {
    expect(itemAt(inSmallProxy('cluster: backend', '$0'), 'cluster')?.detail).toBe(
      'text · required · one of cluster_specifier',
    );
  });

  it('tell what each does and where more is written', () => {
    expect(itemAt(inRoute('$0'), 'idle_timeout')?.documentation).toMatchObject({
      value: expect.stringMatching(/without data[\s\S]*routeaction-idle-timeout/),
    });
  });

  it('are spelled as the file does', () => {
    const text = 'staticResources:\n  clusters:\n  - name: a\n    $0\n';
    expect(envoyLabels(text)).toContain('loadAssignment');
    expect(envoyLabels(text)).not.toContain('load_assignment');
    expect(envoyAccepted(text, 'loadAssignment')).toBe(
      'staticResources:\n  clusters:\n  - name: a\n    loadAssignment:\n      \n',
    );
  });

  it('know what version the file is for', () => {
    const { file, position } = markedEnvoy(
      inSmallProxy('stat_prefix: ingress', 'stat_prefix: ingress\n                $0'),
    );
    const newest = envoyCompletions(file, position).map(({ label }) => label);
    const oldest = envoyCompletions({ ...file, config: { ...file.config, version: 36 } }, position).map(
      ({ label }) => label,
    );
    expect(newest.length).toBeGreaterThan(oldest.length);
  });

  it('are proposed in broken files', () => {
    for (const breaking of ['\n  : [', '\n\tx: y', `\n${indent}half`, '\n{{ template }}']) {
      expect(envoyLabels(`${inRoute('ti$0')}${breaking}\n`)).toContain('timeout');
      expect(envoyLabels(inRoute(`ti$0${breaking}`))).toContain('timeout');
    }
  });
});

describe('values of an Envoy field', () => {
  it.each([
    [
      'an enumeration, usual ones first',
      inSmallProxy('type: STRICT_DNS', 'type: $0'),
      ['STATIC', 'STRICT_DNS', 'LOGICAL_DNS', 'EDS', 'ORIGINAL_DST'],
    ],
    ['a boolean', inRoute('append_x_forwarded_host: $0'), ['true', 'false']],
    ['a wrapped boolean', inRoute('auto_host_rewrite: $0'), ['true', 'false']],
    ['a duration', inRoute('timeout: $0'), ['0.25s', '1s', '5s', '15s', '30s', '60s', '300s', '3600s', '0s']],
    ['the name of a cluster', inSmallProxy('cluster: backend', 'cluster: $0'), ['backend']],
    [
      'the name of a cluster, half typed in a broken file',
      inSmallProxy('cluster: backend', `cluster: b$0\n${indent}x`),
      ['backend'],
    ],
    ['domains', inSmallProxy('["*"]', '[$0]'), ['*']],
    ['a place that knows no values', inSmallProxy('stat_prefix: ingress', 'stat_prefix: $0'), []],
  ])('%s', (_, text, labels) => {
    expect(envoyLabels(text)).toEqual(labels);
  });

  it('tell what a cluster is', () => {
    expect(itemAt(inSmallProxy('cluster: backend', 'cluster: $0'), 'backend')?.detail).toBe(
      'STRICT_DNS · backend:8000',
    );
  });

  it('are joined by commas in `retry_on`', () => {
    const text = inRoute(`retry_policy: {retry_on: "5xx,con$0"}`);
    expect(envoyLabels(text)).not.toContain('5xx');
    expect(envoyAccepted(text, 'connect-failure')).toBe(inRoute('retry_policy: {retry_on: "5xx,connect-failure"}'));
  });

  it('are operators behind a percent sign', () => {
    const header = inSmallProxy(
      '- match: {prefix: /}',
      '- request_headers_to_add: [{header: {key: a, value: "x %$0"}}]\n                          match: {prefix: /}',
    );
    expect(envoyAccepted(header, '%RESPONSE_CODE%')).toContain('value: "x %RESPONSE_CODE%"');
    expect(envoyLabels(header.replace('%$0', '%A% $0'))).toEqual([]);
  });
});

describe('extensions', () => {
  const filter = (line: string): string =>
    inSmallProxy('                http_filters:\n', `                http_filters:\n${line}\n`);

  it('are proposed with their settings where an item is expected', () => {
    const text = filter('                  - $0');
    expect(envoyLabels(text).slice(0, 4)).toEqual([
      'envoy.filters.http.router',
      'envoy.filters.http.cors',
      'envoy.filters.http.jwt_authn',
      'envoy.filters.http.ext_authz',
    ]);
    expect(
      envoyAccepted(text, 'envoy.filters.http.ext_authz'),
    ).toContain(`                  - name: envoy.filters.http.ext_authz
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.http.ext_authz.v3.ExtAuthz
                      grpc_service:
                        envoy_grpc:
                          cluster_name: authz
                        timeout: 0.25s
                      transport_api_version: V3
                      failure_mode_allow: false
`);
  });

  it('are proposed behind `name:`, and bring their settings when there are none', () => {
    expect(envoyAccepted(filter('                  - name: $0'), 'envoy.filters.http.cors')).toContain(
      '- name: envoy.filters.http.cors\n                    typed_config:\n                      "@type": type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors\n',
    );
    const set = filter('                  - name: $0\n                    typed_config: {}');
    expect(envoyAccepted(set, 'envoy.filters.http.cors')).toBe(set.replace('$0', 'envoy.filters.http.cors'));
  });

  it('are proposed as `@type` that fits the place', () => {
    const socket = (lines: string): string =>
      inSmallProxy(
        '- name: backend',
        `- name: backend\n      transport_socket:\n        name: tls\n        typed_config:\n${lines}`,
      );
    const labels = envoyLabels(socket('          $0'));
    expect(labels).toContain('@type: UpstreamTlsContext');
    expect(labels).not.toContain('@type: DownstreamTlsContext');
    expect(envoyAccepted(socket('          $0'), '@type: UpstreamTlsContext')).toContain(
      'v3.UpstreamTlsContext\n          sni: backend.example.com\n',
    );
    expect(envoyAccepted(socket('          "@t$0"'), '@type: RawBuffer')).toContain(
      '          "@type": type.googleapis.com/envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer\n',
    );
    expect(envoyLabels(socket('          "@type": $0'))).toContain(
      'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext',
    );
    expect(
      envoyLabels(
        socket(
          '          "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext\n          $0',
        ),
      ),
    ).toContain('sni');
  });

  it('change a filter for one route', () => {
    const text = inRoute(`timeout: 3s\n${' '.repeat(26)}typed_per_filter_config:\n${' '.repeat(26)}  $0`).replace(
      /^ {28}timeout/m,
      '                            timeout',
    );
    expect(envoyAccepted(text, 'envoy.filters.http.jwt_authn')).toMatch(
      /envoy\.filters\.http\.jwt_authn:\n {30}"@type": \S+jwt_authn\.v3\.PerRouteConfig\n {30}disabled: true\n/,
    );
    const inside = text.replace('$0', 'envoy.filters.http.cors:\n                              $0');
    expect(envoyLabels(inside)).toContain('@type: CorsPolicy');
    expect(envoyLabels(inside)).not.toContain('@type: Cors');
  });

  it('are protocols of a cluster', () => {
    const text = inSmallProxy(
      '- name: backend',
      '- name: backend\n      typed_extension_protocol_options:\n        $0',
    );
    expect(envoyAccepted(text, 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions')).toContain(
      'explicit_http_config:\n            http2_protocol_options: {}\n',
    );
  });
});

describe('whole messages', () => {
  it.each([
    ['behind a dash', 'static_resources:\n  clusters:\n    - $0\n'],
    ['on a blank line', 'static_resources:\n  clusters:\n    $0\n'],
  ])('of clusters %s', (_, text) => {
    expect(envoyAccepted(text, 'cluster by name')).toBe(`static_resources:
  clusters:
    - name: backend
      type: STRICT_DNS
      connect_timeout: 5s
      load_assignment:
        cluster_name: backend
        endpoints:
          - lb_endpoints:
              - endpoint:
                  address:
                    socket_address:
                      address: backend
                      port_value: 8000
`);
  });

  it('of listeners, routes, endpoints, health checks', () => {
    expect(envoyLabels('static_resources:\n  listeners:\n    - $0\n').slice(0, 3)).toEqual([
      'HTTP listener',
      'HTTPS listener',
      'TCP listener',
    ]);
    expect(
      envoyLabels(
        inSmallProxy(
          '                        - match',
          '                        - $0\n                        - match',
        ),
      ),
    ).toContain('redirect to https');
    expect(
      envoyLabels(inSmallProxy('- name: backend', '- name: backend\n      health_checks:\n        - $0')),
    ).toContain('HTTP health check');
    expect(envoyLabels('$0\nstatic_resources:\n').slice(0, 1)).not.toEqual(['proxy']);
    expect(envoyLabels('$0\n')[0]).toBe('proxy');
  });
});

describe('in JSON', () => {
  const json = (text: string, label: string): string => envoyAccepted(text, label, 'envoy.json');
  it.each([
    ['{"static_resources": {$0}}', 'clusters', '{"static_resources": {"clusters": []}}'],
    ['{"static_resources": {"$0"}}', 'clusters', '{"static_resources": {"clusters": []}}'],
    ['{"static_resources": {"clusters": [{"na$0"}]}}', 'name', '{"static_resources": {"clusters": [{"name": ""}]}}'],
    [
      '{"static_resources": {"clusters": [{"type": $0}]}}',
      'EDS',
      '{"static_resources": {"clusters": [{"type": "EDS"}]}}',
    ],
    [
      '{"static_resources": {"clusters": [{"type": "$0"}]}}',
      'EDS',
      '{"static_resources": {"clusters": [{"type": "EDS"}]}}',
    ],
    [
      '{"static_resources": {"clusters": [{"connect_timeout": $0',
      '5s',
      '{"static_resources": {"clusters": [{"connect_timeout": "5s"',
    ],
  ])('%s', (text, label, expected) => {
    expect(json(text, label)).toBe(expected);
  });

  it('a whole cluster is JSON', () => {
    const text = json('{"static_resources": {"clusters": [$0]}}', 'HTTPS cluster');
    expect(() => JSON.parse(text)).not.toThrow();
    expect(envoyText(text, 'envoy.json').config.problems).toEqual([]);
  });
});

describe('files of resources', () => {
  it('hold what control planes deliver', () => {
    const text = 'resources:\n  - "@type": type.googleapis.com/envoy.config.cluster.v3.Cluster\n    $0\n';
    expect(envoyLabels(text)).toContain('load_assignment');
    expect(
      envoyLabels('resources:\n  - "@type": type.googleapis.com/envoy.config.cluster.v3.Cluster\n  - $0\n'),
    ).toContain('@type: Listener');
  });

  it('may be one resource', () => {
    expect(envoyLabels('"@type": type.googleapis.com/envoy.config.cluster.v3.Cluster\n$0\n')).toContain(
      'load_assignment',
    );
  });
});

describe('a file that breaks off anywhere', () => {
  it('never makes completion or hover fail, and still knows the fields', () => {
    for (let length = 0; length < smallProxy.length; length += 11) {
      const file = envoyText(smallProxy.slice(0, length));
      const position = file.lines.positionAt(length);
      envoyCompletions(file, position);
      envoyHover(file, position);
    }
    const upTo = smallProxy.slice(0, smallProxy.indexOf('timeout: 3s'));
    expect(envoyLabels(`${upTo}$0`)).toContain('timeout');
    expect(envoyLabels(`${upTo}tim$0`)).toContain('timeout');
  });
});
