import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CompletionRequest,
  DefinitionRequest,
  HoverRequest,
  type Location,
  type LocationLink,
  ReferencesRequest,
  RenameRequest,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { type RunningServer, startLanguageServer } from '../harness/languageServer.ts';

const files = {
  'compose.yaml': `services:
  proxy:
    image: envoyproxy/envoy:v1.40.0
    networks: [front]
    ports: ["8080:10000"]
    volumes:
      - ./proxy/start.yaml:/etc/envoy/envoy.yaml
      - ./proxy/dynamic:/xds
  backend:
    image: node:22
    networks: [front]
networks: {front: {}}
`,
  'proxy/start.yaml': `node: {id: proxy, cluster: shop}
dynamic_resources:
  cds_config: {path_config_source: {path: /xds/clusters.yaml}}
  lds_config: {path_config_source: {path: /xds/listeners.yaml}}
`,
  'proxy/dynamic/listeners.yaml': `resources:
  - "@type": type.googleapis.com/envoy.config.listener.v3.Listener
    name: web
    address: {socket_address: {address: 0.0.0.0, port_value: 10000}}
    filter_chains:
      - filters:
          - name: envoy.filters.network.http_connection_manager
            typed_config:
              "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
              stat_prefix: web
              rds:
                route_config_name: shop
                config_source: {path_config_source: {path: ../xds/routes.yaml}}
              http_filters:
                - name: envoy.filters.http.router
                  typed_config:
                    "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
`,
  'proxy/dynamic/routes.yaml': `resources:
  - "@type": type.googleapis.com/envoy.config.route.v3.RouteConfiguration
    name: shop
    virtual_hosts:
      - name: all
        domains: ["*"]
        routes:
          - match: {prefix: /api}
            route: {cluster: api}
          - match: {prefix: /}
            route: {cluster: nowhere}
`,
  'proxy/dynamic/clusters.yaml': `resources:
  - "@type": type.googleapis.com/envoy.config.cluster.v3.Cluster
    name: api
    type: STRICT_DNS
    load_assignment:
      cluster_name: api
      endpoints:
        - lb_endpoints:
            - endpoint: {address: {socket_address: {address: backend, port_value: 8000}}}
`,
} as const;

type File = keyof typeof files;

describe('the files that an Envoy watches, over LSP', () => {
  let folder = '';
  let server: RunningServer;
  const uriOf = (file: File): string => pathToFileURL(path.join(folder, file)).href;
  const open = (file: File, text: string = files[file]): void => server.open(uriOf(file), text, 1, 'yaml');
  const write = (file: File, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  const codes = (file: File, wanted: readonly string[]) =>
    server.until(uriOf(file), ({ diagnostics }) => String(diagnostics.map(({ code }) => code)) === String(wanted));

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-envoy-'));
    for (const [file, text] of Object.entries(files)) write(file as File, text);
    server = await startLanguageServer({}, pathToFileURL(folder).href);
  }, 60_000);

  afterEach(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const at = (file: File, part: string) => {
    const before = files[file].slice(0, files[file].indexOf(part)).split('\n');
    return {
      textDocument: { uri: uriOf(file) },
      position: { line: before.length - 1, character: (before.at(-1) ?? '').length },
    };
  };
  const shown = (place: Location | LocationLink): string => {
    const [uri, range] =
      'targetUri' in place ? [place.targetUri, place.targetSelectionRange] : [place.uri, place.range];
    return `${path.relative(folder, new URL(uri).pathname)}:${range.start.line + 1}`;
  };
  const changed = (edit: WorkspaceEdit | null): readonly string[] =>
    Object.entries(edit?.changes ?? {}).flatMap(([uri, edits]) =>
      edits.map(({ range, newText }) => `${shown({ uri, range })} ${newText}`),
    );

  it('have one set of names: what no file defines is marked, wherever it is named', async () => {
    open('proxy/dynamic/routes.yaml');
    const { diagnostics } = await codes('proxy/dynamic/routes.yaml', ['undefined-cluster']);
    expect(diagnostics.map(({ range, severity, message }) => [range.start.line, severity, message])).toEqual([
      [10, 2, 'No cluster is called `nowhere`: each connection to it fails.'],
    ]);
    const { connection } = server;
    const cluster = at('proxy/dynamic/routes.yaml', 'api}\n          - match');
    const definition = (await connection.sendRequest(DefinitionRequest.type, cluster)) as Location[];
    expect(definition.map(shown)).toEqual(['proxy/dynamic/clusters.yaml:3']);
    const routes = at('proxy/dynamic/routes.yaml', 'shop\n');
    const context = { includeDeclaration: true };
    const references = await connection.sendRequest(ReferencesRequest.type, { ...routes, context });
    expect(references?.map(shown)).toEqual(['proxy/dynamic/routes.yaml:3', 'proxy/dynamic/listeners.yaml:12']);
    const renamed = await connection.sendRequest(RenameRequest.type, { ...cluster, newName: 'main' });
    expect(changed(renamed)).toEqual([
      'proxy/dynamic/clusters.yaml:3 main',
      'proxy/dynamic/clusters.yaml:6 main',
      'proxy/dynamic/routes.yaml:9 main',
    ]);
    const hover = await connection.sendRequest(HoverRequest.type, cluster);
    expect(JSON.stringify(hover?.contents)).toContain('**Endpoints**: `backend:8000`');
    expect(JSON.stringify(hover?.contents)).toContain('**Defined in** `clusters.yaml`');
    const proposals = await connection.sendRequest(CompletionRequest.type, at('proxy/dynamic/routes.yaml', 'nowhere'));
    const items = Array.isArray(proposals) ? proposals : (proposals?.items ?? []);
    expect(items.map(({ label }) => label)).toContain('api');
  });

  it('are judged again when one of them changes, on the screen or on the disk', async () => {
    open('proxy/dynamic/routes.yaml');
    await codes('proxy/dynamic/routes.yaml', ['undefined-cluster']);
    open('proxy/dynamic/clusters.yaml', files['proxy/dynamic/clusters.yaml'].replaceAll('api', 'nowhere'));
    const { diagnostics } = await server.until(uriOf('proxy/dynamic/routes.yaml'), (newest) =>
      newest.diagnostics.some(({ message }) => String(message).includes('`api`')),
    );
    expect(diagnostics).toHaveLength(1);
    server.close(uriOf('proxy/dynamic/clusters.yaml'));
    write(
      'proxy/dynamic/clusters.yaml',
      `${files['proxy/dynamic/clusters.yaml']}  - "@type": type.googleapis.com/envoy.config.cluster.v3.Cluster\n    name: nowhere\n`,
    );
    server.filesChanged(uriOf('proxy/dynamic/clusters.yaml'));
    await codes('proxy/dynamic/routes.yaml', []);
  });

  it('say nothing where a management server may say more', async () => {
    open(
      'proxy/dynamic/routes.yaml',
      files['proxy/dynamic/routes.yaml'].replace('name: shop', 'name: shop\n    nam: x'),
    );
    await codes('proxy/dynamic/routes.yaml', ['unknown-envoy-field', 'undefined-cluster']);
    const fromServer = files['proxy/start.yaml'].replace('path_config_source: {path: /xds/clusters.yaml}', 'ads: {}');
    open('proxy/start.yaml', fromServer);
    await codes('proxy/dynamic/routes.yaml', ['unknown-envoy-field']);
  });

  it('are a part of the proxy for the compose project', async () => {
    write('proxy/dynamic/listeners.yaml', files['proxy/dynamic/listeners.yaml'].replace('10000', '10001'));
    server.open(uriOf('compose.yaml'), files['compose.yaml']);
    await codes('compose.yaml', ['proxy-port-without-listener']);
    open('proxy/dynamic/clusters.yaml');
    const endpoint = at('proxy/dynamic/clusters.yaml', 'backend, port');
    const renamed = await server.connection.sendRequest(RenameRequest.type, { ...endpoint, newName: 'server' });
    expect(changed(renamed)).toEqual(['compose.yaml:9 server', 'proxy/dynamic/clusters.yaml:9 server']);
  });

  it('begin with the file that a service mounts, whatever stands in it', async () => {
    open('proxy/start.yaml', 'dynamic_resource: {}\n');
    const { diagnostics } = await codes('proxy/start.yaml', ['unknown-envoy-field']);
    expect(diagnostics[0]?.message).toContain('Did you mean `dynamic_resources`?');
  });
});
