import { expect, it } from 'vitest';
import { followFiles } from '../../server/src/envoy/followFiles.ts';
import { readEnvoy } from '../../server/src/envoy/readEnvoy.ts';
import type { EnvoyConfig } from '../../server/src/model/envoyConfig.ts';
import { envoyRules } from '../../server/src/rules/index.ts';
import { categorySeverity } from '../../server/src/rules/rule.ts';
import { parseYaml } from '../../server/src/text/yamlTree.ts';
import { startEnvoy } from '../harness/runningEnvoy.ts';
import { describeWithEnvoy } from '../harness/suites.ts';

type Files = Readonly<Record<string, string>>;

const top = `node: {id: a, cluster: b}
admin: {address: {socket_address: {address: 127.0.0.1, port_value: 0}}}
`;
const manager = 'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
const router = `{name: router, typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}}`;
const listener = (routes: string, more = ''): string =>
  `name: web, address: {socket_address: {address: 127.0.0.1, port_value: 0}}, filter_chains: [{filters: [{name: http, typed_config: {"@type": ${manager}, stat_prefix: web, ${routes}, http_filters: [${router}]}}]${more}}]`;
const hosts = (cluster: string): string =>
  `virtual_hosts: [{name: all, domains: ["*"], routes: [{match: {prefix: /}, route: {cluster: ${cluster}}}]}]`;
const cluster = (name: string): string =>
  `name: ${name}, load_assignment: {cluster_name: ${name}, endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: 1}}}}]}]}`;
const resources = (type: string, ...all: readonly string[]): string =>
  `resources:\n${all.map((each) => `- {"@type": type.googleapis.com/envoy.${type}, ${each}}\n`).join('')}`;
const listeners = (...all: readonly string[]): string => resources('config.listener.v3.Listener', ...all);
const clusters = (...all: readonly string[]): string => resources('config.cluster.v3.Cluster', ...all);
const routes = (...all: readonly string[]): string => resources('config.route.v3.RouteConfiguration', ...all);
const endpoints = (...names: readonly string[]): string =>
  resources('config.endpoint.v3.ClusterLoadAssignment', ...names.map((name) => `cluster_name: ${name}`));
const from = (name: string): string => `{path_config_source: {path: ./${name}.yaml}}`;
const rds = `rds: {route_config_name: shop, config_source: ${from('routes')}}`;
const lds = `dynamic_resources: {lds_config: ${from('listeners')}}\n`;
const cds = `dynamic_resources: {cds_config: ${from('clusters')}}\n`;
const both = `dynamic_resources: {lds_config: ${from('listeners')}, cds_config: ${from('clusters')}}\n`;
const eds = (more = ''): string =>
  `static_resources: {clusters: [{name: api, type: EDS, eds_cluster_config: {${more}eds_config: ${from('endpoints')}}}]}\n`;
const tls = `, transport_socket: {name: tls, typed_config: {"@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext, common_tls_context: {tls_certificate_sds_secret_configs: [{name: own}]}}}`;

const cases: readonly (readonly [what: string, files: Files])[] = [
  [
    'routes of a file to clusters of another',
    {
      'start.yaml': both,
      'listeners.yaml': listeners(listener(`route_config: {${hosts('api')}}`)),
      'clusters.yaml': clusters(cluster('api')),
    },
  ],
  [
    'a route of a file to no cluster',
    {
      'start.yaml': both,
      'listeners.yaml': listeners(listener(`route_config: {${hosts('web')}}`)),
      'clusters.yaml': clusters(cluster('api')),
    },
  ],
  [
    'a route of a file to a static cluster',
    {
      'start.yaml': `${lds}static_resources: {clusters: [{${cluster('api')}}]}\n`,
      'listeners.yaml': listeners(listener(`route_config: {${hosts('api')}}`)),
    },
  ],
  [
    'a static route to a cluster of a file',
    {
      'start.yaml': `${cds}static_resources: {listeners: [{${listener(`route_config: {${hosts('api')}}`)}}]}\n`,
      'clusters.yaml': clusters(cluster('api')),
    },
  ],
  [
    'the same without a look at the start',
    {
      'start.yaml': `${cds}static_resources: {listeners: [{${listener(`route_config: {validate_clusters: false, ${hosts('api')}}`)}}]}\n`,
      'clusters.yaml': clusters(cluster('api')),
    },
  ],
  [
    'looked up routes',
    {
      'start.yaml': lds,
      'listeners.yaml': listeners(listener(rds)),
      'routes.yaml': routes(`name: shop, ${hosts('api')}`),
    },
  ],
  [
    'routes of another name',
    {
      'start.yaml': lds,
      'listeners.yaml': listeners(listener(rds)),
      'routes.yaml': routes(`name: shops, ${hosts('api')}`),
    },
  ],
  [
    'two sets of routes',
    {
      'start.yaml': lds,
      'listeners.yaml': listeners(listener(rds)),
      'routes.yaml': routes('name: shop', 'name: other'),
    },
  ],
  [
    'routes that ask for their clusters',
    {
      'start.yaml': lds,
      'listeners.yaml': listeners(listener(rds)),
      'routes.yaml': routes(`name: shop, validate_clusters: true, ${hosts('api')}`),
    },
  ],
  ['endpoints of the name of the cluster', { 'start.yaml': eds(), 'endpoints.yaml': endpoints('api') }],
  ['endpoints of another name', { 'start.yaml': eds(), 'endpoints.yaml': endpoints('shop') }],
  [
    'endpoints of the name of the service',
    { 'start.yaml': eds('service_name: shop, '), 'endpoints.yaml': endpoints('shop') },
  ],
  ['two sets of endpoints', { 'start.yaml': eds(), 'endpoints.yaml': endpoints('api', 'shop') }],
  [
    'a secret that nothing defines',
    { 'start.yaml': lds, 'listeners.yaml': listeners(listener('route_config: {}', tls)) },
  ],
  ['a path without a slash', { 'start.yaml': cds.replace('./', ''), 'clusters.yaml': clusters(cluster('api')) }],
  [
    'the same for listeners',
    { 'start.yaml': lds.replace('./', ''), 'listeners.yaml': listeners(listener('route_config: {}')) },
  ],
  ['two clusters of one name', { 'start.yaml': cds, 'clusters.yaml': clusters(cluster('api'), cluster('api')) }],
  [
    'two listeners of one name',
    { 'start.yaml': lds, 'listeners.yaml': listeners(listener('route_config: {}'), listener('route_config: {}')) },
  ],
  [
    'a cluster of a file that is static as well',
    {
      'start.yaml': `${cds}static_resources: {clusters: [{${cluster('api')}}]}\n`,
      'clusters.yaml': clusters(cluster('api')),
    },
  ],
  ['an unknown field', { 'start.yaml': cds, 'clusters.yaml': clusters(`${cluster('api')}, lb: x`) }],
];

/** What the rules say of all files, errors and what keeps Envoy from starting; each with the name of its file. */
function flagged(files: Files): readonly string[] {
  const configOf = (name: string): EnvoyConfig | undefined => {
    const text = files[name];
    return text === undefined
      ? undefined
      : readEnvoy(parseYaml(`file:///${name}`, name === 'start.yaml' ? top + text : text), { version: 40 });
  };
  const configs = new Map(Object.keys(files).map((name) => [name, configOf(name)]));
  const start = configs.get('start.yaml');
  if (!start) throw new Error('Every case has a start.yaml');
  const together = followFiles(start, (path) => configs.get(path.replace('./', '')));
  return together.configs.flatMap((config) =>
    envoyRules.flatMap((rule) =>
      [...rule.check(config, together)].flatMap(({ severity, message }) =>
        (severity ?? rule.severity ?? categorySeverity[rule.category]) === 'error' || message.includes('does not start')
          ? [`${config.uri.replace('file:///', '')}: ${rule.id}`]
          : [],
      ),
    ),
  );
}

await describeWithEnvoy('the files that an Envoy watches', (envoy) => {
  it.each(cases)('are flagged when Envoy refuses something of them: %s', async (_, files) => {
    const { refusals } = await startEnvoy(envoy, { ...files, 'start.yaml': top + files['start.yaml'] });
    expect({ refusals, flagged: flagged(files).length > 0 }).toEqual({ refusals, flagged: refusals.length > 0 });
  });

  it('are all taken up by a proxy that starts with nothing else', async () => {
    const files = Object.fromEntries(Object.entries(cases[0]?.[1] ?? {}));
    const started = await startEnvoy(envoy, { ...files, 'start.yaml': top + files['start.yaml'] });
    expect(started).toEqual({ started: true, refusals: [], listeners: ['web'], clusters: ['api'] });
  });
});
