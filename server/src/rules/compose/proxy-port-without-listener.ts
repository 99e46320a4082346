import type { ProxyAddress, ProxyConfiguration } from '../../model/proxy.ts';
import type { PublishedPort, Service } from '../../model/service.ts';
import { fileNameOf, listeningAddresses, proxiesAlone } from '../proxies.ts';
import { placeOfPort, publishedPorts, rangeInWords } from '../publishing.ts';
import { defineRule, type Fix } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const proxyPortWithoutListener = defineRule({
  id: 'proxy-port-without-listener',
  category: 'isolation',
  docs: {
    summary: 'A port of an Envoy container is published, and nothing in its configuration listens there.',
    why: 'The engine opens the port on the host all the same. Whoever connects is sent into the container, where the connection is refused at once: a health check of the port may even seem to work.',
    instead:
      'Publish the port of a listener of the mounted configuration, or add the listener or the `admin` interface that is missing.',
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
                - "8080:80"
                #  ^^^^^^^ \`envoy.yaml\` has nothing that listens on port 80; it listens on 10000
                - "127.0.0.1:9901:9901"
                #  ^^^^^^^^^^^^^^^^^^^ \`envoy.yaml\` has no admin interface
        `,
        fixed: yaml`
          services:
            proxy:
              image: envoyproxy/envoy:v1.34.1
              volumes:
                - ./envoy.yaml:/etc/envoy/envoy.yaml
              ports:
                - "8080:10000"
                - "127.0.0.1:9901:9901"
        `,
        files: {
          'envoy.yaml':
            'static_resources: {listeners: [{name: web, address: {socket_address: {address: 0.0.0.0, port_value: 10000}}}]}',
        },
      },
    ],
    good: [
      yaml`
        services:
          proxy:
            image: envoyproxy/envoy:v1.34.1
            volumes:
              - ./not-read.yaml:/etc/envoy/envoy.yaml
            ports:
              - "8080:80"
      `,
    ],
  },
  *check(project) {
    for (const { service, proxy } of proxiesAlone(project)) {
      const { configuration } = proxy;
      if (!configuration.complete.listeners) continue;
      const listening = listeningAddresses(configuration);
      for (const port of publishedPorts(project, service)) {
        if (!port.known || listening.some(({ address }) => isOn(port, address))) continue;
        const fix = toListener(service, port, configuration);
        yield {
          span: placeOfPort(port),
          message: wordsFor(port, configuration),
          related: [{ span: proxy.by, message: `\`${fileNameOf(configuration)}\` is mounted here` }],
          fixes: fix ? [fix] : [],
        };
      }
    }
  },
});

const isOn = ({ target, protocol }: PublishedPort, { port, protocol: own }: ProxyAddress): boolean =>
  port !== undefined && port >= target.first && port <= target.last && own === protocol;

function wordsFor({ target, protocol }: PublishedPort, configuration: ProxyConfiguration): string {
  const file = fileNameOf(configuration);
  const refused = `connections to port ${rangeInWords(target)} are refused`;
  if (target.first === 9901 && target.last === 9901 && !configuration.admin)
    return `\`${file}\` has no admin interface, so that ${refused}.`;
  const own = listeningAddresses(configuration)
    .filter(({ address }) => address.protocol === protocol)
    .map(({ address, what }) => `${address.port} (${what})`);
  const words = own.length > 3 ? `${own.slice(0, 3).join(', ')} and ${own.length - 3} more` : own.join(' and ');
  const instead = own.length > 0 ? `it listens on ${words}` : `it has no ${protocol.toUpperCase()} listener at all`;
  return `\`${file}\` has nothing that listens on port ${rangeInWords(target)}; ${instead}. On the host the port is open, and ${refused}.`;
}

/** When one listener alone is not published yet, that one is meant. */
function toListener(
  { ports }: Service,
  port: PublishedPort,
  { listeners, admin }: ProxyConfiguration,
): Fix | undefined {
  const { target, form, text, published, protocol } = port;
  if (target.first !== target.last || !published || (target.first === 9901 && !admin)) return undefined;
  const [free, another] = listeners
    .flatMap(({ addresses }) => addresses)
    .filter((address) => address.protocol === protocol && !ports.some((each) => isOn(each, address)));
  if (!free || another) return undefined;
  if (form === 'short' && (!text || text.value !== text.raw)) return undefined;
  return {
    title: `Change the port of the container to ${free.port}`,
    safety: 'unsafe',
    edits: [{ kind: 'replace', span: target.span, newText: `${free.port}` }],
  };
}
