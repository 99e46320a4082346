import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toRange } from '../../text/span.ts';
import { parseYaml } from '../../text/yamlTree.ts';
import { caddyHosts } from './caddy.ts';
import { haproxyHosts } from './haproxy.ts';
import type { HostFacts } from './hostFacts.ts';
import { nginxHosts } from './nginx.ts';
import { envoyHosts, prometheusHosts } from './yamlHosts.ts';

const uri = 'file:///shop/file';
type Reader = (text: string) => HostFacts;
const nginx: Reader = (text) => nginxHosts(text, { uri, offset: 0 });
const haproxy: Reader = (text) => haproxyHosts(text, { uri, offset: 0 });
const caddy: Reader = (text) => caddyHosts(text, { uri, offset: 0 });
const envoy: Reader = (text) => envoyHosts(parseYaml(uri, text));
const prometheus: Reader = (text) => prometheusHosts(parseYaml(uri, text));

/** `LINE HOST:PORT` of each host, cut from the text by its spans. */
function found(read: Reader, text: string): readonly string[] {
  return read(text).hosts.map(({ hostSpan, portSpan }) => {
    const { start, end } = toRange(hostSpan);
    const port = portSpan ? `:${text.slice(toRange(portSpan).start, toRange(portSpan).end)}` : '';
    return `${text.slice(0, start).split('\n').length} ${text.slice(start, end)}${port}`;
  });
}

const nginxText = `# proxy_pass http://old:80;
http {
  log_format main '$remote_addr; "proxy_pass http://quoted:1;"';
  upstream pool {
    server app1:9000 weight=5; # server app0:9000;
    server "app2:9000" backup;
    server 10.0.0.1:80;
    server unix:/run/app.sock;
  }
  server {
    server_name shop.test;
    set $back http://hidden:80;
    location / { proxy_pass http://pool; }
    location /api/ { proxy_pass http://backend:8000$request_uri; }
    location ~ \\.php$ { fastcgi_pass php:9000; }
    location /v { proxy_pass http://$back; }
    location /w { proxy_pass http://\${NAME}:80; }
    location /g { grpc_pass grpc://rpc; }
    location /l { content_by_lua_block { ngx.say("proxy_pass http://lua:80; {") } }
  }
}
stream { server { listen 53; proxy_pass dns:53; } }
`;

describe('hosts in configurations', () => {
  it('of nginx are those of passes and upstreams', () => {
    expect(found(nginx, nginxText)).toEqual([
      '5 app1:9000',
      '6 app2:9000',
      '13 pool',
      '14 backend:8000',
      '15 php:9000',
      '18 rpc',
      '22 dns:53',
    ]);
    expect(nginx(nginxText).groups).toEqual(['pool']);
    expect(nginx(nginxText).hosts.flatMap(({ host, mayBeGroup }) => (mayBeGroup ? host : []))).toEqual(['pool', 'rpc']);
  });

  it('of HAProxy are the servers of its backends', () => {
    const text = `global
  log rsyslog:514 local0
frontend web
  bind *:80
  default_backend app
backend app
  # server s0 old:80
  server s1 backend:8000 check # server s2 older:80
  server s2 "\${HOST}:80"
  server s3 /run/app.sock
  server-template t 3 many:80
peers p
  peer me me:1000
listen db
  server one db1:5432
`;
    expect(found(haproxy, text)).toEqual(['8 backend:8000', '11 many:80', '15 db1:5432']);
  });

  it('of Caddy are upstreams', () => {
    const text = `{
  email a@shop.test
}
shop.test {
  # reverse_proxy old:80
  reverse_proxy /api/* backend:8000 http://other:81
  reverse_proxy @ws {$HOST}:80 {args[0]}
  handle /x {
    reverse_proxy {
      to one:80 two:80
      header_up Host other
    }
  }
  php_fastcgi php:9000
  forward_auth auth:9091 {
    uri /verify
  }
  to nowhere:80
}
`;
    expect(found(caddy, text)).toEqual([
      '6 backend:8000',
      '6 other:81',
      '10 one:80',
      '10 two:80',
      '14 php:9000',
      '15 auth:9091',
    ]);
  });

  it('of Envoy are endpoints, not where it listens', () => {
    const text = `admin:
  address: {socket_address: {address: adminhost, port_value: 9901}}
static_resources:
  listeners:
    - address: {socket_address: {address: 0.0.0.0, port_value: 80}}
      filter_chains:
        - filters:
            - typed_config: {grpc_service: {google_grpc: {target_uri: "log:4317"}}}
  clusters:
    - name: backend
      load_assignment:
        endpoints:
          - lb_endpoints:
              - endpoint: {address: {socket_address: {address: backend, port_value: 8000}}}
              # - endpoint: {address: {socket_address: {address: old, port_value: 8000}}}
              - endpoint: {address: {socket_address: {address: "\${HOST}", port_value: 8000}}}
`;
    expect(found(envoy, text)).toEqual(['8 log:4317', '14 backend:8000']);
  });

  it('of Prometheus are targets and receivers', () => {
    const text = `alerting:
  alertmanagers:
    - static_configs: [{targets: ["alerts:9093"]}]
remote_write:
  - url: http://store:9201/write
scrape_configs:
  - job_name: app
    static_configs:
      - targets: ['app:9090', 'localhost', "10.0.0.1:90"]
  - job_name: probes
    static_configs:
      - targets: [http://web:80]
    relabel_configs:
      - {target_label: __address__, replacement: blackbox:9115}
`;
    expect(found(prometheus, text)).toEqual(['9 app:9090', '9 localhost', '3 alerts:9093', '5 store:9201']);
  });

  it('lie in the text, whatever it is', () => {
    const parts = nginxText.split(/(?<=[\s;{}])/);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...parts), fc.constantFrom('"', "'", '{', '}', '\n', '`', '#', 'to a:1 {')), {
          maxLength: 40,
        }),
        (pieces) => {
          const text = pieces.join('');
          for (const read of [nginx, haproxy, caddy, envoy, prometheus]) {
            for (const { host, hostSpan } of read(text).hosts) {
              const { start, end } = toRange(hostSpan);
              expect(text.slice(start, end)).toBe(host);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
