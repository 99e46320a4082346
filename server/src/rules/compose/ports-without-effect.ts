import type { Network } from '../../model/network.ts';
import { isComplete } from '../completeness.ts';
import { placeOfPort } from '../publishing.ts';
import { defineRule } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { inWords } from '../words.ts';
import { yaml } from '../yaml.ts';

export const portsWithoutEffect = defineRule({
  id: 'ports-without-effect',
  category: 'isolation',
  docs: {
    summary: 'A service publishes a port and joins only macvlan or ipvlan networks.',
    why: 'On these networks a container has an address of its own in the network of the machine: all its ports are open there, and nothing is published on the host. The host itself cannot reach the container at all.',
    instead:
      'Remove the port and use the address of the container, or add a bridge network for access through the host.',
    references: [
      'https://docs.docker.com/engine/network/drivers/macvlan/',
      'https://docs.docker.com/engine/network/drivers/ipvlan/',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            dns:
              image: shop/dns:1
              ports:
                - "53:53/udp"
                #  ^^^^^^^^^ nothing is published on the host
              networks: [lan]
          networks:
            lan:
              driver: macvlan
              driver_opts:
                parent: eth0
        `,
        fixed: yaml`
          services:
            dns:
              image: shop/dns:1
              networks: [lan]
          networks:
            lan:
              driver: macvlan
              driver_opts:
                parent: eth0
        `,
      },
    ],
    good: [
      yaml`
        services:
          dns:
            image: shop/dns:1
            ports:
              - "53:53/udp"
            networks: [lan, edge]
        networks:
          lan:
            driver: macvlan
            driver_opts:
              parent: eth0
          edge: {}
      `,
    ],
  },
  *check(project) {
    if (!project.networks.some(hasOwnAddresses)) return;
    for (const service of servicesWith(project, 'ports')) {
      if (service.ports.length === 0 || !isComplete(service)) continue;
      const networks = service.attachments.map(({ network }) => project.networkNamed.get(network));
      if (networks.length === 0 || !networks.every(hasOwnAddresses)) continue;
      const names = inWords(service.attachments.map(({ network }) => network));
      for (const port of service.ports) {
        yield {
          span: placeOfPort(port),
          message: `\`${service.name}\` has an address of its own on ${names}: all its ports are open there, and nothing is published on the host.`,
          fixes: [
            {
              title: 'Remove the port',
              safety: 'safe',
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

const hasOwnAddresses = (network: Network | undefined): boolean =>
  network?.external === false && (network.driver === 'macvlan' || network.driver === 'ipvlan');
