import { contains } from '../../model/address.ts';
import { isManaged, staticAddresses } from '../addressPlan.ts';
import { joinEdit } from '../reaching.ts';
import { defineRule } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const dnsOnForeignNetwork = defineRule({
  id: 'dns-on-foreign-network',
  category: 'isolation',
  docs: {
    summary: 'A service asks a name server that stands in a network which it does not join.',
    why: 'The engine keeps its networks apart, so the questions never arrive: each name that is not one of the project takes seconds and then fails.',
    instead: 'Let the service join the network of the name server.',
    references: ['https://docs.docker.com/reference/compose-file/services/#dns'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: shop/web:4
              networks: [front]
              dns: 172.20.5.53
              #    ^^^^^^^^^^^ \`172.20.5.53\` is in \`names\`, which \`web\` does not join
            resolver:
              image: coredns/coredns:1.12.0
              networks:
                names:
                  ipv4_address: 172.20.5.53
          networks:
            front: {}
            names:
              ipam:
                config:
                  - subnet: 172.20.5.0/24
        `,
        fixed: yaml`
          services:
            web:
              image: shop/web:4
              networks: [front, names]
              dns: 172.20.5.53
            resolver:
              image: coredns/coredns:1.12.0
              networks:
                names:
                  ipv4_address: 172.20.5.53
          networks:
            front: {}
            names:
              ipam:
                config:
                  - subnet: 172.20.5.0/24
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: shop/web:4
            networks: [front, names]
            dns: [172.20.5.53, 9.9.9.9]
          resolver:
            image: coredns/coredns:1.12.0
            networks:
              names:
                ipv4_address: 172.20.5.53
        networks:
          front: {}
          names:
            ipam:
              config:
                - subnet: 172.20.5.0/24
      `,
    ],
  },
  *check(project) {
    for (const service of servicesWith(project, 'dns')) {
      if (service.networkMode || service.attachments.length === 0) continue;
      const joined = new Set(service.attachments.map(({ network }) => network));
      for (const { address, text } of service.dns) {
        if (!address) continue;
        const homes = project.networks.filter(
          (network) =>
            isManaged(network) &&
            network.driver === 'bridge' &&
            network.pools.some(({ subnet }) => subnet?.cidr && contains(subnet.cidr, address)),
        );
        const [home] = homes;
        if (!home || homes.some(({ name }) => joined.has(name))) continue;
        const server = staticAddresses(project, home).find(({ text: own }) => own.address?.value === address.value);
        // The gateway is the host itself, which other networks reach as well.
        if (!server) continue;
        const edit = joinEdit(service, home.name);
        yield {
          span: text.span,
          message: `\`${text.value}\` is in \`${home.name}\`, which \`${service.name}\` does not join: it gets no answer.`,
          related: [{ span: server.text.text.span, message: `The address of \`${server.service.name}\`` }],
          fixes: edit
            ? [{ title: `Let \`${service.name}\` join \`${home.name}\``, safety: 'unsafe', edits: [edit] }]
            : [],
        };
      }
    }
  },
});
