import type { Project } from '../../model/project.ts';
import { fileNameOf, isLocal, type KnownProxy, type Listening, listeningAddresses, proxiesAlone } from '../proxies.ts';
import { placeOfPort, publishedPorts } from '../publishing.ts';
import type { Finding } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const proxyListenerOnLoopback = defineRule({
  id: 'proxy-listener-on-loopback',
  category: 'isolation',
  docs: {
    summary: 'An Envoy container listens on 127.0.0.1, where nobody outside of the container can connect.',
    why: 'Each container has a loopback interface of its own. A published port and the other services lead to its address in the networks, and there nothing listens: the connection is refused. On a machine without containers the same configuration works, which is where it usually comes from.',
    instead:
      'Listen on 0.0.0.0 and decide with `ports` and `networks` who can connect. A sidecar with `network_mode: service:…` may listen on 127.0.0.1.',
    references: ['https://docs.docker.com/engine/network/port-publishing/'],
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
              ports:
                - "8080:10000"
                #  ^^^^^^^^^^ \`web\` of \`envoy.yaml\` listens on 127.0.0.1 of the container: connections through this port are refused
        `,
        files: {
          'envoy.yaml':
            'static_resources: {listeners: [{name: web, address: {socket_address: {address: 127.0.0.1, port_value: 10000}}}]}',
        },
      },
      {
        text: yaml`
          services:
            proxy:
              image: envoyproxy/envoy:v1.34.1
              volumes:
                - ./envoy.yaml:/etc/envoy/envoy.yaml
                # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ In \`envoy.yaml\`: \`web\` listens on 127.0.0.1 of the container, where no other service connects
        `,
        files: {
          'envoy.yaml':
            'static_resources: {listeners: [{name: web, address: {socket_address: {address: 127.0.0.1, port_value: 10000}}}]}',
        },
      },
    ],
    good: [
      yaml`
        services:
          app:
            image: shop/app:2
            ports:
              - "8080:10000"
          sidecar:
            image: envoyproxy/envoy:v1.34.1
            network_mode: service:app
            volumes:
              - ./envoy.yaml:/etc/envoy/envoy.yaml
      `,
    ],
  },
  *check(project) {
    for (const known of proxiesAlone(project))
      for (const listening of listeningAddresses(known.proxy.configuration))
        if (isLocal(listening.address)) yield* findingsAt(project, known, listening);
  },
});

function* findingsAt(project: Project, { service, proxy }: KnownProxy, listening: Listening): Iterable<Finding> {
  const { address, what } = listening;
  const { configuration, by } = proxy;
  const { port, protocol, host, hostSpan } = address;
  if (port === undefined) return;
  const published = publishedPorts(project, service).filter(
    (each) => each.known && each.protocol === protocol && port >= each.target.first && port <= each.target.last,
  );
  const fixes = [
    {
      title: 'Listen on 0.0.0.0',
      safety: 'unsafe' as const,
      edits: [{ kind: 'replace' as const, span: hostSpan, newText: '0.0.0.0' }],
    },
  ];
  const related = [{ span: hostSpan, message: `It listens on ${host}` }];
  const file = fileNameOf(configuration, hostSpan);
  for (const each of published) {
    // An address that others listen on as well takes the connections.
    const isServed = listeningAddresses(configuration).some(
      (other) => other.address.port !== undefined && isIn(other.address.port, each.target) && !isLocal(other.address),
    );
    if (isServed) continue;
    const message = `${capitalized(what)} of \`${file}\` listens on ${host} of the container: connections through this port are refused.`;
    yield { span: placeOfPort(each), message, related, fixes };
  }
  // The admin interface is asked from inside the container, and a listener by another one of the same proxy.
  if (published.length > 0 || address === configuration.admin || isUsedInside(configuration.clusters, port)) return;
  const message = `In \`${file}\`: ${what} listens on ${host} of the container, where no other service connects.`;
  yield { span: by, message, related, fixes };
}

const isIn = (port: number, { first, last }: { readonly first: number; readonly last: number }): boolean =>
  port >= first && port <= last;

const isUsedInside = (clusters: KnownProxy['proxy']['configuration']['clusters'], port: number): boolean =>
  clusters.some(({ endpoints }) => endpoints.some((each) => each.port === port && isLocal(each)));

const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
