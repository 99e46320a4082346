import { Envoys } from '../../server/src/envoys.ts';

// What a keystroke in an Envoy file costs, to all diagnostics: milliseconds of processor time. Run it with
// `npm run bench -- envoy`.

const uri = 'file:///bench/envoy.yaml';

const listener = (name: string, port: number, routes: string): string => `    - name: ${name}
      address:
        socket_address: { address: 0.0.0.0, port_value: ${port} }
      filter_chains:
        - filters:
            - name: envoy.filters.network.http_connection_manager
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                stat_prefix: ${name}
                route_config:
                  name: ${name}
                  virtual_hosts:
                    - name: all
                      domains: ["*"]
                      routes:
${routes}                http_filters:
                  - name: envoy.filters.http.router
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
`;

const route = (prefix: string, cluster: string): string => `                        - match: { prefix: "${prefix}" }
                          route:
                            cluster: ${cluster}
                            timeout: 5s
`;

const cluster = (name: string): string => `    - name: ${name}
      type: STRICT_DNS
      connect_timeout: 0.25s
      lb_policy: ROUND_ROBIN
      health_checks:
        - timeout: 1s
          interval: 5s
          unhealthy_threshold: 3
          healthy_threshold: 2
          http_health_check: { path: /health }
      load_assignment:
        cluster_name: ${name}
        endpoints:
          - lb_endpoints:
              - endpoint:
                  address:
                    socket_address:
                      address: ${name}
                      port_value: 8080
      transport_socket:
        name: envoy.transport_sockets.tls
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
          sni: ${name}
`;

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

const file = (listeners: readonly string[], clusters: readonly string[]): string =>
  `static_resources:\n  listeners:\n${listeners.join('')}  clusters:\n${clusters.join('')}`;

const wide = (count: number): string =>
  file(
    numbers(count).map((index) =>
      listener(`l${index}`, 10_000 + index, route('/a', `c${index}`) + route('/', `c${index}`)),
    ),
    numbers(count).map((index) => cluster(`c${index}`)),
  );

/** All routes in one listener. */
const tall = (count: number): string =>
  file(
    [
      listener(
        'l',
        10_000,
        numbers(count)
          .map((index) => route(`/${index}`, 'c'))
          .join(''),
      ),
    ],
    [cluster('c')],
  );

const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

function measure(name: string, text: string): string {
  const envoys = new Envoys(() => 40);
  const opening = processorTime();
  envoys.open(uri, 1, text);
  const problems = envoys.snapshot(uri)?.findings.length ?? 0;
  const opened = processorTime() - opening;
  const lines = text.split('\n');
  const line = lines.findIndex((each, index) => index > lines.length / 3 && each.includes('timeout: 5s'));
  const start = { line, character: (lines[line] ?? '').indexOf('5s') };
  const times = numbers(200).map((key) => {
    const before = processorTime();
    const end = { line, character: start.character + (key % 2) };
    envoys.change(uri, key + 2, [{ range: { start, end }, text: key % 2 === 0 ? '1' : '' }]);
    envoys.snapshot(uri)?.findings.length;
    return processorTime() - before;
  });
  const sorted = times.slice(100).sort((a, b) => a - b);
  const cells = [opened, sorted[50] ?? 0, sorted[95] ?? 0].map((time) => time.toFixed(1).padStart(9));
  return `${name.padEnd(24)} ${String(lines.length).padStart(7)} ${cells.join(' ')} ${String(problems).padStart(9)}`;
}

console.log(`${'file'.padEnd(24)} ${'lines'.padStart(7)}   opening       key      95 %  findings`);
for (const count of [2, 20, 200]) console.log(measure(`${count} listeners, clusters`, wide(count)));
for (const count of [200, 2_500]) console.log(measure(`${count} routes in one`, tall(count)));
