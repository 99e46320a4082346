import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { isPartOfMore } from '../completeness.ts';
import { dataKindOf, dataServices } from '../imageCatalog.ts';
import { networkSpace } from '../networkSpace.ts';
import { isOpenToOthers, publishingServices } from '../publishing.ts';
import { defineRule } from '../rule.ts';
import { someInWords } from '../words.ts';
import { yaml } from '../yaml.ts';

export const everythingOnOneNetwork = defineRule({
  id: 'everything-on-one-network',
  category: 'isolation',
  severity: 'information',
  docs: {
    summary: 'A database or the like and published services share the only network of the stack.',
    why: 'On one network every service reaches every port of every other one. Whoever takes over a published service stands next to the data, and nothing between them is in the way.',
    instead:
      'Give the data a network of its own with `internal: true`, joined only by the services that use it, and keep the published services in another one.',
    references: [
      'https://docs.docker.com/compose/how-tos/networking/#specify-custom-networks',
      'https://docs.docker.com/reference/compose-file/networks/#internal',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            frontend:
              build: ./frontend
              ports: ["3000:3000"]
            backend:
              build: ./backend
            database:
          # ^^^^^^^^ The database \`database\` and the published service \`frontend\` share the only network
              image: postgres:17
        `,
      },
      {
        text: yaml`
          services:
            frontend:
              build: ./frontend
              ports: ["3000:3000"]
              networks: [shop]
            backend:
              build: ./backend
              networks: [shop]
            cache:
              image: redis:7
              networks: [shop]
          networks:
            shop: {}
          # ^^^^ The cache \`cache\` and the published service \`frontend\` share the only network
        `,
      },
    ],
    good: [
      yaml`
        services:
          frontend:
            build: ./frontend
            ports: ["3000:3000"]
            networks: [front]
          backend:
            build: ./backend
            networks: [front, data]
          database:
            image: postgres:17
            networks: [data]
        networks:
          front: {}
          data:
            internal: true
      `,
      yaml`
        services:
          app:
            build: .
            ports: ["3000:3000"]
          database:
            image: postgres:17
      `,
    ],
  },
  *check(project) {
    // With two services there is nothing to separate: the published one is the one that needs the data.
    if (project.services.length < 3 || isPartOfMore(project)) return;
    const network = onlyNetwork(project);
    if (network === undefined) return;
    const published = publishingServices(project).filter(
      (service) => !dataKindOf(service) && service.ports.some(isOpenToOthers),
    );
    const data = dataServices(project);
    const [first] = data;
    if (!first || published.length === 0) return;
    yield {
      span: project.networkNamed.get(network)?.nameSpan ?? first.nameSpan,
      message: `The ${kindsInWords(data)} ${someInWords(data.map(({ name }) => name))} and the published service${published.length > 1 ? 's' : ''} ${someInWords(published.map(({ name }) => name))} share the only network: every service reaches every port of every other one.`,
      related: [
        ...data.map(({ name, nameSpan }) => ({ span: nameSpan, message: `\`${name}\` holds data` })),
        ...published.map(({ name, nameSpan }) => ({ span: nameSpan, message: `\`${name}\` is published` })),
      ].slice(0, 8),
    };
  },
});

/** The network that every service joins and nothing else; undefined where that is not so or hidden. */
function onlyNetwork(project: Project): string | undefined {
  const names = new Set<string>();
  for (const service of project.services) {
    const space = networkSpace(project, service);
    if (space.kind === 'unknown') return undefined;
    if (space.kind === 'networks') for (const { network } of space.attachments) names.add(network);
    if (names.size > 1) return undefined;
  }
  const [name] = names;
  return name;
}

function kindsInWords(services: readonly Service[]): string {
  const kinds = [...new Set(services.flatMap((service) => dataKindOf(service) ?? []))];
  return kinds.length === 1 ? `${kinds[0]}${services.length > 1 ? 's' : ''}` : 'data services';
}
