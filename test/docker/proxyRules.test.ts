import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { rules } from '../../server/src/rules/index.ts';
import { loadProject } from '../../server/src/runtime/loadProject.ts';
import { runInEngineNamespace } from '../harness/engine.ts';
import { stacksFor } from '../harness/stack.ts';
import { describeWithEnvoyImage } from '../harness/suites.ts';

const compose = `
services:
  proxy:
    image: envoyproxy/envoy:v1.40.0
    volumes: [./envoy.yaml:/etc/envoy/envoy.yaml]
    ports: ["127.0.0.1:18081:10001", "127.0.0.1:18082:10002", "127.0.0.1:18083:80"]
  backend:
    image: node:16-alpine
    command: ["node", "-e", "require('http').createServer((_, response) => response.end('backend')).listen(8000)"]
`;

const cluster = (name: string, host: string): string =>
  `  - {name: ${name}, type: STRICT_DNS, load_assignment: {cluster_name: ${name}, endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: ${host}, port_value: 8000}}}}]}]}}`;

const listener = (host: string, port: number): string => `
  - address: {socket_address: {address: ${host}, port_value: ${port}}}
    filter_chains:
    - filters:
      - name: http
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: all
          http_filters: [{name: router, typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}}]
          route_config:
            virtual_hosts:
            - name: all
              domains: ["*"]
              routes:
              - {match: {prefix: /right}, route: {cluster: right}}
              - {match: {prefix: /misspelt}, route: {cluster: misspelt}}
              - {match: {prefix: /own}, route: {cluster: own}}`;

const envoy = `static_resources:
  listeners:${listener('0.0.0.0', 10001)}${listener('127.0.0.1', 10002)}
  clusters:
${cluster('right', 'backend')}
${cluster('misspelt', 'bakcend')}
${cluster('own', '127.0.0.1')}
`;

await describeWithEnvoyImage('what the rules about proxies say', async (engine) => {
  const stackOf = stacksFor(engine);

  it('is what a real Envoy does', async () => {
    const stack = await stackOf(compose);
    await writeFile(path.join(path.dirname(stack.file), 'envoy.yaml'), envoy);
    const { project } = await loadProject([stack.file]);
    const found = rules
      .filter(({ id }) => id.startsWith('proxy-'))
      .flatMap((rule) => [...rule.check(project)].map(() => rule.id));
    expect(found).toEqual([
      'proxy-endpoint-on-loopback',
      'proxy-endpoint-unknown-host',
      'proxy-listener-on-loopback',
      'proxy-port-without-listener',
    ]);

    await stack.compose('up', '-d');
    const script = `(async () => {
      const ask = (url) => new Promise((resolve) => {
        const request = require('node:http').get(url, { agent: false, timeout: 3000 }, (answer) => {
          answer.resume().on('end', () => resolve(answer.statusCode));
        });
        request.on('timeout', () => request.destroy()).on('error', ({ code }) => resolve(code));
      });
      for (let round = 0; round < 50 && (await ask('http://127.0.0.1:18081/right')) !== 200; round++)
        await new Promise((resolve) => setTimeout(resolve, 200));
      for (const url of ['18081/right', '18081/misspelt', '18081/own', '18082/right', '18083/'])
        console.log(url, await ask('http://127.0.0.1:' + url));
    })()`;
    const { stdout } = await runInEngineNamespace(engine, [process.execPath, '-e', script]);
    expect(stdout.trim().split('\n')).toEqual([
      '18081/right 200',
      '18081/misspelt 503',
      '18081/own 503',
      // The engine's proxy takes the connection on the host and closes it, as nothing takes it in the container.
      expect.stringMatching(/^18082\/right (?:ECONNREFUSED|ECONNRESET)$/),
      expect.stringMatching(/^18083\/ (?:ECONNREFUSED|ECONNRESET)$/),
    ]);
  });
});
