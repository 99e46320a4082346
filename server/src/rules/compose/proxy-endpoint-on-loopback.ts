import type { Project } from '../../model/project.ts';
import type { ProxyAddress, ProxyCluster } from '../../model/proxy.ts';
import type { Service } from '../../model/service.ts';
import { fileNameOf, isLocal, listeningAddresses, proxiesAlone } from '../proxies.ts';
import { defineRule, type Fix } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const proxyEndpointOnLoopback = defineRule({
  id: 'proxy-endpoint-on-loopback',
  category: 'isolation',
  docs: {
    summary: 'A cluster of an Envoy container leads to 127.0.0.1, where only Envoy itself could listen.',
    why: 'Each container has a loopback interface of its own: 127.0.0.1 is not the host, and not the container of another service. Nothing listens there on this port, so that every request of the cluster is answered with status 503.',
    instead:
      'Name the service, with `type: STRICT_DNS`, or let Envoy share the network of the service as a sidecar: `network_mode: service:…`. A program on the host is `host.docker.internal`.',
    references: [
      'https://docs.docker.com/compose/how-tos/networking/',
      'https://docs.docker.com/reference/compose-file/services/#network_mode',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            proxy:
              image: envoyproxy/envoy:v1.34.1
              volumes:
                - ./envoy.yaml:/etc/envoy/envoy.yaml
                # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ In \`envoy.yaml\`: the cluster \`api\` connects to 127.0.0.1:8000, which is \`proxy\` itself
            backend:
              image: shop/backend:2
              expose: ["8000"]
        `,
        files: {
          'envoy.yaml': [
            'static_resources:',
            '  clusters:',
            '  - name: api',
            '    load_assignment:',
            '      endpoints: {lb_endpoints: {endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: 8000}}}}}',
          ].join('\n'),
        },
      },
    ],
    good: [
      yaml`
        services:
          sidecar:
            image: envoyproxy/envoy:v1.34.1
            network_mode: service:backend
            volumes:
              - ./envoy.yaml:/etc/envoy/envoy.yaml
          backend:
            image: shop/backend:2
      `,
    ],
  },
  *check(project) {
    for (const { service, proxy } of proxiesAlone(project)) {
      const { configuration, by } = proxy;
      if (!configuration.complete.listeners) continue;
      const own = new Set(listeningAddresses(configuration).map(({ address }) => address.port));
      for (const cluster of configuration.clusters) {
        for (const endpoint of cluster.endpoints) {
          const { host, hostSpan, port } = endpoint;
          if (!isLocal(endpoint) || port === undefined || own.has(port)) continue;
          const fix = toService(project, service, cluster, endpoint);
          yield {
            span: by,
            message: `In \`${fileNameOf(configuration, hostSpan)}\`: the cluster \`${cluster.name}\` connects to ${host}:${port}, which is \`${service.name}\` itself: nothing listens there, and its requests fail.`,
            related: [{ span: hostSpan, message: 'The endpoint is named here' }],
            fixes: fix ? [fix] : [],
          };
        }
      }
    }
  },
});

/** The only other service that has the port, where the cluster may hold a name. */
function toService(
  project: Project,
  proxy: Service,
  { discovery }: ProxyCluster,
  { hostSpan, port }: ProxyAddress,
): Fix | undefined {
  if (port === undefined || (discovery !== 'STRICT_DNS' && discovery !== 'LOGICAL_DNS')) return undefined;
  const holds = ({ first, last }: { readonly first: number; readonly last: number }): boolean =>
    port >= first && port <= last;
  const [meant, another] = project.services.filter(
    (each) => each !== proxy && (each.exposed.some(holds) || each.ports.some(({ target }) => holds(target))),
  );
  if (!meant || another) return undefined;
  const edits = [{ kind: 'replace', span: hostSpan, newText: meant.name } as const];
  return { title: `Change to \`${meant.name}\``, safety: 'unsafe', edits };
}
