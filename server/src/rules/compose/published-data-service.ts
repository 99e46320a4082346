import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { adminInterface, dataKindOf, dataServices } from '../imageCatalog.ts';
import { networkSpace, sharesNetwork } from '../networkSpace.ts';
import { bindToLoopback, isOpenToAll, placeOfPort, publishedPorts, rangeInWords } from '../publishing.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const publishedDataService = defineRule({
  id: 'published-data-service',
  category: 'exposure',
  docs: {
    summary: 'A database, cache, message broker or search engine is published on all addresses of the host.',
    why: 'Every machine that reaches the host reaches the data, on a server the whole internet. Docker opens published ports ahead of the rules of ufw and firewalld, so a closed firewall does not help.',
    instead:
      'Other services need no published port: they connect by name over a common network. For access from this machine, bind the port to 127.0.0.1.',
    references: [
      'https://docs.docker.com/engine/network/port-publishing/',
      'https://docs.docker.com/engine/network/packet-filtering-firewalls/#docker-and-ufw',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            database:
              image: postgres:17
              ports:
                - "5432:5432" # for psql
                #  ^^^^^^^^^ The database \`database\` is published on all addresses
        `,
        fixed: yaml`
          services:
            database:
              image: postgres:17
              ports:
                - "127.0.0.1:5432:5432" # for psql
        `,
      },
      {
        text: yaml`
          services:
            cache:
              image: registry.example.com:5000/library/redis:7@sha256:3f1d4ba0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c
              ports:
                - target: 6379
                  published: "6379"
                  #           ^^^^ The cache \`cache\` is published on all addresses
                  protocol: tcp
        `,
        fixed: yaml`
          services:
            cache:
              image: registry.example.com:5000/library/redis:7@sha256:3f1d4ba0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c
              ports:
                - target: 6379
                  published: "6379"
                  protocol: tcp
                  host_ip: 127.0.0.1
        `,
      },
      {
        text: yaml`
          services:
            queue:
              image: bitnami/rabbitmq:4.0
              ports: ["0.0.0.0:5672:5672", "15672:15672", "5671"]
              #        ^^^^^^^^^^^^^^^^^ The message broker
              #                                            ^^^^ The message broker
        `,
        fixed: yaml`
          services:
            queue:
              image: bitnami/rabbitmq:4.0
              ports: ["127.0.0.1:5672:5672", "15672:15672", "5671"]
        `,
      },
    ],
    good: [
      yaml`
        services:
          database:
            image: postgres:17
            ports:
              - "127.0.0.1:5432:5432"
          cache:
            image: redis:7
          exporter:
            image: prometheuscommunity/postgres-exporter:v0.17.1
            ports:
              - "9187:9187"
          search:
            image: opensearchproject/opensearch:2
            ports:
              - "\${BIND}:9200:9200"
          proxy:
            image: nginx:1.27
            ports:
              - "80:80"
      `,
    ],
  },
  *check(project) {
    for (const service of dataServices(project)) {
      const kind = dataKindOf(service);
      if (!kind) continue;
      for (const port of publishedPorts(project, service)) {
        if (!isOpenToAll(port) || adminInterface(service, port.target.first)) continue;
        const fix = bindToLoopback(service, port);
        const outsider = keptApart(project, service);
        const where = port.published ? `on port ${rangeInWords(port.published)}` : 'on a port that the engine chooses';
        yield {
          span: placeOfPort(port),
          message: `The ${kind} \`${service.name}\` is published on all addresses: whoever reaches this machine reaches it ${where}, also past ufw.`,
          related: outsider
            ? [
                {
                  span: outsider.nameSpan,
                  message: `\`${outsider.name}\` shares no network with it and may reach it through the host all the same`,
                },
              ]
            : [],
          fixes: [
            ...(fix ? [fix] : []),
            {
              title: 'Remove the port; other services reach it by name',
              safety: 'unsafe',
              edits: [
                {
                  kind: 'remove',
                  uri: service.uri,
                  path: ['services', service.name, 'ports', port.index],
                  prune: true,
                },
              ],
            },
          ],
        };
      }
    }
  },
});

/** A service that its networks keep away from the data, but not from a published port (moby issue 38784). */
function keptApart(project: Project, store: Service): Service | undefined {
  if (project.services.length > 200) return undefined;
  const own = networkSpace(project, store);
  return project.services.find((service) => {
    const space = networkSpace(project, service);
    const hasWayOut =
      space.kind === 'networks' &&
      space.attachments.some(({ network }) => project.networkNamed.get(network)?.internal === false);
    return hasWayOut && sharesNetwork(project, own, space) === false;
  });
}
