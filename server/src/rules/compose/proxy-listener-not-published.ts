import { fileNameOf, isLocal, proxiesAlone } from '../proxies.ts';
import { publishedPorts } from '../publishing.ts';
import { defineRule } from '../rule.ts';
import { inWords } from '../words.ts';
import { yaml } from '../yaml.ts';

export const proxyListenerNotPublished = defineRule({
  id: 'proxy-listener-not-published',
  category: 'isolation',
  severity: 'information',
  docs: {
    summary: 'An Envoy container publishes ports, and no listener of its configuration is among them.',
    why: 'What is published, mostly the admin interface, does not serve users: from outside nothing gets through the proxy. Services of the same networks still reach its listeners, so that this may be wanted for a proxy that only they use.',
    instead: 'Publish the port of the listener that users shall reach.',
    references: ['https://docs.docker.com/engine/network/port-publishing/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            mesh:
              image: envoyproxy/envoy:v1.34.1
              volumes:
                - ./envoy.yaml:/etc/envoy/envoy.yaml
              ports:
            # ^^^^^ No listener of \`envoy.yaml\` is published: from outside nothing gets through \`mesh\` to port 10000
                - "127.0.0.1:9901:9901"
        `,
        fixed: yaml`
          services:
            mesh:
              image: envoyproxy/envoy:v1.34.1
              volumes:
                - ./envoy.yaml:/etc/envoy/envoy.yaml
              ports:
                - "127.0.0.1:9901:9901"
                - "10000:10000"
        `,
        files: {
          'envoy.yaml': [
            'admin: {address: {socket_address: {address: 0.0.0.0, port_value: 9901}}}',
            'static_resources:',
            '  listeners:',
            '  - {name: web, address: {socket_address: {address: 0.0.0.0, port_value: 10000}}}',
          ].join('\n'),
        },
      },
    ],
    good: [
      yaml`
        services:
          mesh:
            image: envoyproxy/envoy:v1.34.1
            volumes:
              - ./not-read.yaml:/etc/envoy/envoy.yaml
            ports:
              - "127.0.0.1:9901:9901"
      `,
    ],
  },
  *check(project) {
    for (const { service, proxy } of proxiesAlone(project)) {
      const { configuration, by } = proxy;
      const ports = publishedPorts(project, service);
      const place = service.keys.get('ports');
      if (!place || ports.length === 0 || !configuration.complete.listeners) continue;
      const open = configuration.listeners.flatMap(({ name, addresses }) =>
        addresses
          .filter((address) => address.protocol === 'tcp' && !isLocal(address))
          .map((address) => ({ name, address, port: address.port ?? 0 })),
      );
      const isPublished = (port: number): boolean =>
        ports.some(({ known, target }) => !known || (port >= target.first && port <= target.last));
      // Another port that leads nowhere was perhaps meant for the listener, and is a fault of its own.
      const adminPort = configuration.admin?.port ?? 9901;
      const leadsNowhere = ports.some(({ target }) => target.first !== adminPort || target.last !== adminPort);
      if (open.length === 0 || leadsNowhere || open.some(({ port }) => isPublished(port))) continue;
      const numbers = open.map(({ port }) => `${port}`);
      yield {
        span: place,
        message: `No listener of \`${fileNameOf(configuration)}\` is published: from outside nothing gets through \`${service.name}\` to port ${numbers.slice(0, 3).join(' or ')}.`,
        related: [
          ...open.slice(0, 3).map(({ name, address }) => ({
            span: address.portSpan ?? address.hostSpan,
            message: `${name === undefined ? 'A listener' : `The listener ${inWords([name])}`} is on port ${address.port}`,
          })),
          { span: by, message: 'The configuration is mounted here' },
        ],
        fixes: open.map(({ port }) => ({
          title: `Publish port ${port}`,
          safety: 'unsafe' as const,
          edits: [
            {
              kind: 'append' as const,
              uri: service.uri,
              path: ['services', service.name, 'ports'],
              value: `${port}:${port}`,
            },
          ],
        })),
      };
    }
  },
});
