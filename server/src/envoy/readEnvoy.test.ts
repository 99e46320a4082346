import { describe, expect, it } from 'vitest';
import type { EnvoyConfig } from '../model/envoyConfig.ts';
import type { EnvoyMessage } from '../model/envoyMessage.ts';
import { yaml } from '../rules/yaml.ts';
import { toRange } from '../text/span.ts';
import { parseYaml } from '../text/yamlTree.ts';
import { readEnvoy } from './readEnvoy.ts';

const read = (text: string, version = 40, uri = 'file:///envoy.yaml') => readEnvoy(parseYaml(uri, text), { version });

/** Kinds of problems with the text that they are about. */
const problemsIn = (text: string, config: EnvoyConfig = read(text)): readonly string[] =>
  config.problems.map(({ kind, span }) => {
    const { start, end } = toRange(span);
    return `${kind}: ${text.slice(start, end)}`;
  });

/** A cluster with these lines. */
const cluster = (lines: string): string =>
  `static_resources:\n  clusters:\n    - name: backend\n${lines.replace(/^/gm, '      ')}\n`;

describe('what Envoy was measured to take', () => {
  it.each([
    ['names of enumerations in any case', 'type: strict_dns'],
    ['enumerations as numbers', 'type: 1'],
    ['camelCase', 'connectTimeout: 1s\nlbPolicy: RANDOM'],
    [
      'one value in the place of a list',
      'health_checks: { timeout: 1s, interval: 1s, unhealthy_threshold: 1, healthy_threshold: 1, tcp_health_check: {} }',
    ],
    [
      'lists in lists',
      'load_assignment: { cluster_name: a, endpoints: [[{ lb_endpoints: [[{ endpoint: { hostname: a } }]] }]] }',
    ],
    [
      'numbers in quotes, with an exponent, in hexadecimal',
      'per_connection_buffer_limit_bytes: "1e4"\nhttp_protocol_options: {}',
    ],
    ['hexadecimal', 'per_connection_buffer_limit_bytes: 0x2710'],
    ['words for booleans', 'respect_dns_ttl: yes\nignore_health_on_host_removal: "1"'],
    ['a fraction where text is wanted', 'alt_stat_name: 1.5'],
    ['a number of more than 32 bits where text is wanted', 'alt_stat_name: 5000000000'],
    ['a duration as a message', 'connect_timeout: { seconds: 1 }'],
    ['a wrapper as a message', 'per_connection_buffer_limit_bytes: { value: 5 }'],
    ['nothing', 'type: null\nlb_policy: ~\nconnect_timeout:'],
    ['anchors', 'connect_timeout: &t 1s\ncleanup_interval: *t'],
    ['entries that a tag takes away', '!ignore nonsense: 1'],
    [
      'another host in a type',
      'transport_socket: { name: a, typed_config: { "@type": foo.com/envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer } }',
    ],
    ['templates', 'connect_timeout: ${TIMEOUT}\ntype: {{ type }}\nlb_policy: "$(policy)"'],
  ])('%s', (_, lines) => {
    const text = cluster(lines);
    expect(problemsIn(text).filter((each) => !each.startsWith('deprecated'))).toEqual([]);
  });
});

describe('what Envoy was measured to refuse', () => {
  it.each([
    ['alt_stat_name: 5', 'wrong-type: 5'],
    ['alt_stat_name: on', 'wrong-type: on'],
    ['alt_stat_name: 0x10', 'wrong-type: 0x10'],
    ['respect_dns_ttl: 1', 'wrong-type: 1'],
    ['connect_timeout: 500ms', 'bad-duration: 500ms'],
    ['connect_timeout: .5s', 'bad-duration: .5s'],
    ['connect_timeout: 1', 'bad-duration: 1'],
    ['connect_timeout: 0s', 'violated-rule: 0s'],
    ['type: STRICTDNS', 'unknown-enum-value: STRICTDNS'],
    ['type: 99', 'violated-rule: 99'],
    ['dns_refresh_rate: [1s]', 'wrong-type: dns_refresh_rate'],
    ['load_assignment: {}', 'missing-field: load_assignment'],
    ['load_assignment: { cluster_name: ~ }', 'missing-field: cluster_name'],
    ['hosts: []', 'unknown-field: hosts'],
    ['type: EDS\ncluster_type: { name: a }', 'oneof-conflict: cluster_type'],
    ['per_connection_buffer_limit_bytes: 1.5', 'wrong-type: 1.5'],
    ['per_connection_buffer_limit_bytes: -1', 'wrong-type: -1'],
    [
      'transport_socket: { name: tls, typed_config: { "@type": a/envoy.api.v2.auth.UpstreamTlsContext } }',
      'unknown-type: a/envoy.api.v2.auth.UpstreamTlsContext',
    ],
    ['transport_socket: { name: tls, typed_config: { sni: a } }', 'missing-type: typed_config'],
    ['transport_socket: { name: tls }', 'missing-typed-config: tls'],
  ])('%s', (lines, problem) => {
    expect(problemsIn(cluster(lines))).toContain(problem);
  });

  it('a merge key, and keys of one map twice only as a warning', () => {
    const text = 'x: &x { a: 1 }\nstatic_resources:\n  clusters:\n    - <<: *x\n      name: a\n      name: b\n';
    expect(problemsIn(text)).toEqual(['unknown-field: x', 'merge-key: <<', 'duplicate-key: name']);
  });

  it('an empty file, and what is no map', () => {
    expect(problemsIn('')).toEqual(['syntax: ']);
    expect(problemsIn('- a\n')).toEqual(['syntax: - a']);
  });
});

describe('versions', () => {
  it('differ in their fields', () => {
    const text = cluster('per_connection_buffer_high_watermark_timeout: 1s');
    expect(problemsIn(text, read(text, 38))).toEqual([]);
    expect(read(text, 37).problems).toMatchObject([{ kind: 'unknown-field', since: 38 }]);
  });
});

describe('kinds of files', () => {
  it('are told by what is at the top', () => {
    expect(read('admin: {}\n').kind).toBe('bootstrap');
    const secret = '"@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret';
    const resource = read(`${secret}\nname: web\n`, 40, 'file:///secret.yaml');
    expect([resource.kind, resource.root?.type]).toEqual([
      'resource',
      'envoy.extensions.transport_sockets.tls.v3.Secret',
    ]);
    const discovery = read(`resources:\n  - ${secret}\n    name: web\n`, 40, 'file:///sds.yaml');
    expect([discovery.kind, discovery.problems, discovery.symbols.map(({ name }) => name)]).toEqual([
      'discovery',
      [],
      ['web'],
    ]);
  });

  it('take JSON by its own rules', () => {
    const json = (value: string) =>
      read(`{"static_resources": {"clusters": [{"name": ${value}}]}}`, 40, 'file:///envoy.json');
    expect(json('"a"').problems).toEqual([]);
    expect(json('1.5').problems.map(({ kind }) => kind)).toEqual(['wrong-type']);
  });
});

describe('names and addresses', () => {
  const text = yaml`
    admin:
      address: { socket_address: { address: 127.0.0.1, port_value: 9901 } }
    static_resources:
      listeners:
        - name: web
          address: { socket_address: { protocol: UDP, address: 0.0.0.0, port_value: 80 } }
          filter_chains:
            - name: all
              filters:
                - name: tcp
                  typed_config:
                    "@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy
                    stat_prefix: web
                    weighted_clusters: { clusters: [{ name: backend, weight: 1 }] }
      clusters:
        - name: backend
          load_assignment:
            cluster_name: backend
            endpoints: [{ lb_endpoints: [{ endpoint: { address: { socket_address: { address: api, port_value: 8000 } } } }] }]
  `;

  it('are found wherever they stand', () => {
    const { symbols, references, addresses, problems } = read(text);
    expect(problems).toEqual([]);
    expect(symbols.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'listener web',
      'filter-chain all',
      'cluster backend',
    ]);
    expect(references.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['cluster backend']);
    expect(addresses.map((each) => `${each.use} ${each.owner} ${each.host}:${each.port}/${each.protocol}`)).toEqual([
      'admin undefined 127.0.0.1:9901/tcp',
      'listener web 0.0.0.0:80/udp',
      'endpoint backend api:8000/tcp',
    ]);
  });

  it('have the path of the file, as it spells keys', () => {
    const first = read('staticResources: { clusters: [{ name: a }] }').symbols[0]?.message as EnvoyMessage;
    expect(first.path).toEqual(['staticResources', 'clusters', 0]);
  });
});

describe('hostile files', () => {
  it('are read in bounds', () => {
    const bomb = Array.from({ length: 30 }, (_, i) =>
      i === 0 ? 'l0: &l0 [a, b]' : `l${i}: &l${i} [*l${i - 1}, *l${i - 1}]`,
    ).join('\n');
    const asClusters = `${bomb}\nstatic_resources: { clusters: *l29 }\n`;
    expect(read(asClusters).problems.length).toBeLessThan(60_000);
    const deep = `static_resources: ${'{ clusters: ['.repeat(90)}${']}'.repeat(90)}\n`;
    expect(read(deep).root?.type).toBe('envoy.config.bootstrap.v3.Bootstrap');
    const cycle = 'static_resources: &a { clusters: [*a] }\n';
    expect(read(cycle).root?.type).toBe('envoy.config.bootstrap.v3.Bootstrap');
    const wide = `static_resources:\n  clusters:\n${'    - nme: a\n'.repeat(20_000)}`;
    expect(read(wide).problems.length).toBeGreaterThan(20_000);
  });
});

describe('JSON', () => {
  const problemsOf = (text: string) => readEnvoy(parseYaml('file:///envoy.json', text), { version: 40 }).problems;

  it.each([
    '{"admin": {}}',
    "{admin: {}, 'node': {'id': 'a',},}",
    '{"node": {"id": "a\nb"}, "stats_flush_interval": "1s"}',
    '{"node": {"id": "${ID}"}}',
  ])('takes what Envoy takes: %j', (text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  it.each([
    ['{"node": {"id": a}}', 'in quotes'],
    ['{"concurrency": 0x10}', '0x10'],
    ['{"node": {"id": }}', 'missing'],
    ['node: {"id": "a"}', 'braces'],
  ])('refuses %j', (text, message) => {
    expect(problemsOf(text)).toContainEqual(
      expect.objectContaining({ kind: 'syntax', message: expect.stringContaining(message) }),
    );
  });
});
