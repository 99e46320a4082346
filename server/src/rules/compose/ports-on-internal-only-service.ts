import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { isComplete } from '../completeness.ts';
import { internalOnlyServices } from '../networkSpace.ts';
import { placeOfPort } from '../publishing.ts';
import { defineRule, type Fix } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { inWords } from '../words.ts';
import { yaml } from '../yaml.ts';

export const portsOnInternalOnlyService = defineRule({
  id: 'ports-on-internal-only-service',
  category: 'isolation',
  docs: {
    summary: 'A service publishes a port and joins only internal networks.',
    why: 'An internal network has no way to the outside, in neither direction: the engine starts the container, publishes nothing and says nothing about it. The port stays closed.',
    instead: 'Add a network that is not internal, or publish a reverse proxy instead that stands in both networks.',
    references: [
      'https://docs.docker.com/reference/compose-file/networks/#internal',
      'https://docs.docker.com/engine/network/port-publishing/',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              ports:
                - "127.0.0.1:8080:80"
                #  ^^^^^^^^^^^^^^^^^ joins only the internal network \`back\`: the engine publishes nothing
              networks: [back]
            proxy:
              image: envoyproxy/envoy:v1.34.1
              networks: [back, edge]
          networks:
            back:
              internal: true
            edge: {}
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              ports:
                - "127.0.0.1:8080:80"
              networks: [back, edge]
            proxy:
              image: envoyproxy/envoy:v1.34.1
              networks: [back, edge]
          networks:
            back:
              internal: true
            edge: {}
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            ports:
              - "127.0.0.1:8080:80"
            networks: [back, edge]
          api:
            image: shop/api:2
            ports:
              - "127.0.0.1:8081:80"
            networks: [back, shared]
        networks:
          back:
            internal: true
          edge: {}
          shared:
            external: true
      `,
    ],
  },
  *check(project) {
    const internalOnly = internalOnlyServices(project);
    if (internalOnly.size === 0) return;
    for (const service of servicesWith(project, 'ports')) {
      if (service.ports.length === 0 || !internalOnly.has(service)) continue;
      if (service.networkMode || !isComplete(service)) continue;
      const names = service.attachments.map(({ network }) => network);
      for (const port of service.ports) {
        yield {
          span: placeOfPort(port),
          message: `\`${service.name}\` joins only the internal network${names.length > 1 ? 's' : ''} ${inWords(names)}: the engine publishes nothing and does not say so.`,
          related: service.attachments.flatMap(({ network }) => {
            const span = project.networkNamed.get(network)?.flags.internal?.text.span;
            return span ? [{ span, message: `\`${network}\` is internal` }] : [];
          }),
          fixes: [...attach(project, service), removePort(service, port.index)],
        };
      }
    }
  },
});

/** Joins the first network that has a way out. */
function attach(project: Project, service: Service): readonly Fix[] {
  const open = project.networks.find((network) => network.internal === false && !network.implicit);
  if (!open) return [];
  return [
    {
      title: `Join \`${open.name}\`, which is not internal`,
      safety: 'unsafe',
      edits: [{ kind: 'append', uri: service.uri, path: ['services', service.name, 'networks'], value: open.name }],
    },
  ];
}

function removePort(service: Service, index: number): Fix {
  const path = ['services', service.name, 'ports', index];
  return { title: 'Remove the port', safety: 'safe', edits: [{ kind: 'remove', uri: service.uri, path, prune: true }] };
}
