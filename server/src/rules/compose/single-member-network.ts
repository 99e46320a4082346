import type { Network } from '../../model/network.ts';
import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { isWhole } from '../completeness.ts';
import { isPrivate, replicaCount } from '../networkSpace.ts';
import { defineRule } from '../rule.ts';
import { membersByNetwork, servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const singleMemberNetwork = defineRule({
  id: 'single-member-network',
  category: 'isolation',
  severity: 'information',
  docs: {
    summary: "A network has a single member, and it is not that member's way out.",
    why: 'Nobody is there to talk to, so the network separates nothing and connects nothing. Often a service is missing in it, or its member also joins another network, in which everything happens.',
    instead: 'Let the services join that belong there, or remove the network.',
    references: ['https://docs.docker.com/compose/how-tos/networking/#specify-custom-networks'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks: [edge, api]
            payment:
              image: shop/payment:2
              networks:
                - payment
                - api
          networks:
            edge: {}
            api:
              internal: true
            payment: # cards
          # ^^^^^^^ \`payment\` is the only member of this network
              internal: true
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks: [edge, api]
          api:
            image: shop/api:2
            scale: 2
            networks: [api, peers]
          gossip:
            image: shop/gossip:1
            networks: [shared]
        networks:
          edge: {}
          api:
            internal: true
          peers:
            internal: true
          shared:
            internal: true
            attachable: true
      `,
    ],
  },
  *check(project) {
    // With one service in all there is nobody else to join.
    if (project.services.length < 2 || !isWhole(project)) return;
    const membersOf = membersByNetwork(project);
    for (const network of project.networks) {
      const members = membersOf.get(network.name) ?? [];
      const [member] = members;
      if (!member || members.length > 1 || !network.nameSpan || network.implicit || !isPrivate(network)) continue;
      if (replicaCount(member) !== 1 || isWayOut(project, network, member) || sharesNamespace(project, member))
        continue;
      const attachment = member.attachments.find((each) => each.network === network.name);
      yield {
        span: network.nameSpan,
        message: `\`${member.name}\` is the only member of this network: it connects and separates nothing.`,
        related: attachment ? [{ span: attachment.nameSpan, message: `\`${member.name}\` joins it here` }] : [],
      };
    }
  },
});

/** The only network through which the member is published or reaches the internet. */
function isWayOut(project: Project, network: Network, member: Service): boolean {
  if (network.driver !== 'bridge') return true;
  if (network.internal !== false) return network.internal === undefined;
  return member.attachments.every(
    ({ network: other }) => other === network.name || project.networkNamed.get(other)?.internal === true,
  );
}

const sharesNamespace = (project: Project, owner: Service): boolean =>
  servicesWith(project, 'network_mode').some(
    ({ networkMode }) => networkMode?.kind === 'service' && networkMode.target === owner.name,
  );
