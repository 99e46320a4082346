import { dataKindOf, dataServices } from '../imageCatalog.ts';
import { isOpenToOthers, placeOfPort, publishingServices } from '../publishing.ts';
import { defineRule } from '../rule.ts';
import { membersByNetwork } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const publishedServiceBesideData = defineRule({
  id: 'published-service-beside-data',
  category: 'isolation',
  severity: 'information',
  docs: {
    summary: 'A published service also joins the internal network of a database or the like.',
    why: 'The internal network keeps the outside away from the data, and this service stands with one foot on either side. Whoever takes it over has the database next door, on all its ports.',
    instead:
      'Publish a reverse proxy that joins only the outer network, and let the service behind it talk to the data.',
    references: [
      'https://docs.docker.com/reference/compose-file/networks/#internal',
      'https://docs.docker.com/engine/network/#connecting-to-multiple-networks',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            api:
              image: shop/api:2
              ports:
                - "8443:443"
                #  ^^^^^^^^ \`api\` is published here and also joins the internal network \`data\` of \`database\`
              networks: [edge, data]
            database:
              image: postgres:17
              networks: [data]
          networks:
            edge: {}
            data:
              internal: true
        `,
      },
    ],
    good: [
      yaml`
        services:
          proxy:
            image: nginx:1.27
            ports:
              - "8443:443"
            networks: [edge, app]
          api:
            image: shop/api:2
            ports:
              - "127.0.0.1:8000:8000"
            networks: [edge, app, data]
          database:
            image: postgres:17
            networks: [data]
        networks:
          edge: {}
          app:
            internal: true
          data:
            internal: true
      `,
    ],
  },
  *check(project) {
    if (dataServices(project).length === 0) return;
    for (const service of publishingServices(project)) {
      if (dataKindOf(service)) continue;
      const port = service.ports.find(isOpenToOthers);
      if (!port) continue;
      for (const { network, nameSpan } of service.attachments) {
        if (project.networkNamed.get(network)?.internal !== true) continue;
        const store = membersByNetwork(project)
          .get(network)
          ?.find((member) => dataKindOf(member) && member !== service);
        if (!store) continue;
        yield {
          span: placeOfPort(port),
          message: `\`${service.name}\` is published here and also joins the internal network \`${network}\` of \`${store.name}\`: whoever takes it over has the ${dataKindOf(store)} next door.`,
          related: [
            { span: nameSpan, message: `\`${service.name}\` joins \`${network}\`` },
            { span: store.nameSpan, message: `\`${store.name}\` is defined here` },
          ],
        };
        break;
      }
    }
  },
});
