import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CodeActionRequest,
  CodeLensRequest,
  DefinitionRequest,
  DidOpenTextDocumentNotification,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  InlayHintRequest,
  type Location,
  ReferencesRequest,
  RenameRequest,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { type RunningServer, startLanguageServer } from '../harness/languageServer.ts';

const files = {
  'compose.yaml': `services:
  proxy:
    image: envoyproxy/envoy:v1.38.0
    networks: [front]
    ports: ["8080:10000"]
    volumes:
      - ./proxy/envoy.yaml:/etc/envoy/envoy.yaml
      - ./certs:/certs
  backend:
    image: node:22
    networks: {front: {ipv4_address: 172.30.5.9}}
    ports: ["8001:8000"]
networks:
  front:
    ipam: {config: [{subnet: 172.30.5.0/24}]}
`,
  'certs/own.pem': 'none',
  'proxy/envoy.yaml': `static_resources:
  listeners:
  - name: web
    address: {socket_address: {address: 0.0.0.0, port_value: 10000}}
    filter_chains:
    - filters:
      - name: tcp
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy
          stat_prefix: web
          cluster: api
      transport_socket:
        name: tls
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext
          common_tls_context:
            tls_certificates:
            - certificate_chain: {filename: /certs/own.pem}
              private_key: {filename: /certs/missing.pem}
  clusters:
  - name: api
    type: STRICT_DNS
    load_assignment:
      cluster_name: api
      endpoints:
      - lb_endpoints:
        - endpoint: {address: {socket_address: {address: backend, port_value: 8001}}}
`,
};

describe('an Envoy file that a compose service mounts, over LSP', () => {
  let folder = '';
  let server: RunningServer;
  const uriOf = (file: keyof typeof files): string => pathToFileURL(path.join(folder, file)).href;
  const envoyText = files['proxy/envoy.yaml'];

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'bulkhead-envoy-'));
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    server = await startLanguageServer({}, pathToFileURL(folder).href);
    await server.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri: uriOf('proxy/envoy.yaml'), languageId: 'yaml', version: 1, text: envoyText },
    });
    // As soon as the workspace's projects are known.
    await server.until(uriOf('proxy/envoy.yaml'), ({ diagnostics }) =>
      diagnostics.some(({ code }) => code === 'published-port-in-url'),
    );
  }, 60_000);

  afterEach(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const positionOf = (part: string, text = envoyText) => {
    const before = text.slice(0, text.indexOf(part)).split('\n');
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  };
  const at = (part: string) => ({ textDocument: { uri: uriOf('proxy/envoy.yaml') }, position: positionOf(part) });
  const shown = ({ uri, range }: Location): string =>
    `${path.relative(folder, new URL(uri).pathname)}:${range.start.line + 1}`;
  const changed = (edit: WorkspaceEdit | null): readonly string[] =>
    Object.entries(edit?.changes ?? {}).flatMap(([uri, edits]) =>
      edits.map(({ range, newText }) => `${shown({ uri, range })} ${newText}`),
    );

  it('leads to the service, is renamed with it, and is mended in its own text', async () => {
    const { connection } = server;
    const textDocument = { uri: uriOf('proxy/envoy.yaml') };
    const definition = (await connection.sendRequest(DefinitionRequest.type, at('backend'))) as Location[];
    expect(definition.map(shown)).toEqual(['compose.yaml:9']);
    const cluster = (await connection.sendRequest(DefinitionRequest.type, at('api\n'))) as Location[];
    expect(cluster.map(shown)).toEqual(['proxy/envoy.yaml:21']);
    const context = { includeDeclaration: true };
    const references = await connection.sendRequest(ReferencesRequest.type, { ...at('backend'), context });
    expect(references?.map(shown)).toEqual(['compose.yaml:9', 'proxy/envoy.yaml:27']);
    const renamed = await connection.sendRequest(RenameRequest.type, { ...at('backend'), newName: 'server' });
    expect(changed(renamed)).toEqual(['compose.yaml:9 server', 'proxy/envoy.yaml:27 server']);
    const byCluster = await connection.sendRequest(RenameRequest.type, { ...at('api\n'), newName: 'main' });
    expect(changed(byCluster)).toEqual([
      'proxy/envoy.yaml:21 main',
      'proxy/envoy.yaml:11 main',
      'proxy/envoy.yaml:24 main',
    ]);
    const place = positionOf('8001}');
    const range = { start: place, end: place };
    const actions = await connection.sendRequest(CodeActionRequest.type, {
      textDocument,
      range,
      context: { diagnostics: [] },
    });
    const fix = actions?.find(({ title }) => title === 'Change to 8000');
    expect(changed(fix && 'edit' in fix ? (fix.edit ?? null) : null)).toEqual(['proxy/envoy.yaml:27 8000']);
  });

  it('has outline, lenses, hints, links to mounted files and folds', async () => {
    const { connection } = server;
    const textDocument = { uri: uriOf('proxy/envoy.yaml') };
    const symbols = await connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
    expect(symbols?.map(({ name }) => name)).toEqual(['web', 'api']);
    const lenses = await connection.sendRequest(CodeLensRequest.type, { textDocument });
    expect(lenses?.map(({ command }) => command?.title)).toEqual([
      'routes to 1 cluster',
      '1 endpoint · reached from 1 listener',
    ]);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = await connection.sendRequest(InlayHintRequest.type, { textDocument, range });
    expect(hints?.map(({ label }) => label)).toEqual(['service on front, 172.30.5.9']);
    const links = await connection.sendRequest(DocumentLinkRequest.type, { textDocument });
    expect(links?.map(({ target }) => target)).toEqual([pathToFileURL(path.join(folder, 'certs/own.pem')).href]);
    expect((await connection.sendRequest(FoldingRangeRequest.type, { textDocument }))?.length).toBeGreaterThan(3);
  });

  it('counts in the compose file as it is on the screen', async () => {
    const compose = uriOf('compose.yaml');
    server.open(compose, readFileSync(path.join(folder, 'compose.yaml'), 'utf8'));
    await server.until(compose, ({ diagnostics }) => diagnostics.some(({ code }) => code === 'published-port-in-url'));
    const start = positionOf('10000}');
    const range = { start, end: { ...start, character: start.character + 5 } };
    server.change(uriOf('proxy/envoy.yaml'), 2, range, '10001');
    await server.until(compose, ({ diagnostics }) =>
      diagnostics.some(({ code, range: place }) => code === 'proxy-port-without-listener' && place.start.line === 4),
    );
    server.change(uriOf('proxy/envoy.yaml'), 3, range, '10000');
    await server.until(compose, ({ diagnostics }) =>
      diagnostics.every(({ code }) => code !== 'proxy-port-without-listener'),
    );
  });
});
