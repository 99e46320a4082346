import type { Project } from '../../model/project.ts';
import type { Attachment, Service } from '../../model/service.ts';
import { isWhole } from '../completeness.ts';
import { isPrivate } from '../networkSpace.ts';
import { networkTable } from '../projectTables.ts';
import { isOpenToOthers, publishedPorts } from '../publishing.ts';
import { defineRule, type Finding } from '../rule.ts';
import { membersByNetwork } from '../serviceIndex.ts';
import { someInWords } from '../words.ts';
import { yaml } from '../yaml.ts';

export const tierJoinedByOutsider = defineRule({
  id: 'tier-joined-by-outsider',
  category: 'isolation',
  docs: {
    summary: 'A network whose name promises isolation isolates nobody, or a published service stands in it.',
    why: 'A payment or vault tier separates its members from others only as long as those members are in no network with others. A member that also joins the common API network is reachable there as if the tier did not exist; a published service inside the tier brings the outside right in.',
    instead:
      'Split the service: one half in the tier, one gateway in both networks, so that what is to be protected has the tier as its only network. Or drop the tier, when the other network is what is meant.',
    references: [
      'https://docs.docker.com/compose/how-tos/networking/#specify-custom-networks',
      'https://docs.docker.com/engine/network/#connecting-to-multiple-networks',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            proxy:
              image: nginx:1.27
              ports: ["80:80"]
              networks: [web_tier]
            frontend:
              image: shop/frontend:2
              networks: [web_tier, api_tier]
            payment:
              image: shop/payment:2
              networks: [payment_tier, api_tier]
          networks:
            web_tier: {}
            api_tier:
              internal: true
            payment_tier:
          # ^^^^^^^^^^^^ \`payment_tier\` isolates nobody: its only member \`payment\` also joins \`api_tier\`, which joins it to everyone there (\`frontend\`) and on to the published \`proxy\`
              internal: true
        `,
      },
      {
        text: yaml`
          services:
            proxy:
              image: nginx:1.27
              ports: ["80:80"]
              networks:
                - web
                - vault
                # ^^^^^ \`proxy\` is published and stands in \`vault\` next to \`keys\`
            keys:
              image: shop/keys:1
              networks: [vault]
          networks:
            web: {}
            vault:
              internal: true
        `,
      },
    ],
    good: [
      yaml`
        services:
          proxy:
            image: nginx:1.27
            ports: ["80:80"]
            networks: [web_tier]
          frontend:
            image: shop/frontend:2
            networks: [web_tier, api_tier]
          payment:
            image: shop/payment:2
            networks: [payment_tier, api_tier]
          cards:
            image: shop/cards:1
            networks: [payment_tier]
        networks:
          web_tier: {}
          api_tier:
            internal: true
          payment_tier:
            internal: true
      `,
      yaml`
        services:
          payment:
            image: shop/payment:2
            networks: [payment_tier, out]
        networks:
          payment_tier:
            internal: true
          out: {}
      `,
    ],
  },
  *check(project) {
    if (!isWhole(project)) return;
    for (const network of tiers(project)) {
      const members = membersByNetwork(project).get(network.name) ?? [];
      const outsiders = members.length > 1 ? members.filter((member) => isPublic(project, member)) : [];
      for (const outsider of outsiders) yield outsiderInside(network.name, outsider, members);
      if (members.length === 0 || outsiders.length > 0 || !network.nameSpan) continue;
      const bridges = members.map((member) => bridgeOf(project, network.name, member));
      const [bridge] = bridges;
      if (!bridge || bridges.includes(undefined)) continue;
      yield {
        span: network.nameSpan,
        message: isolatesNobody(network.name, members, bridge),
        related: bridges.flatMap((each) =>
          each
            ? [
                {
                  span: each.attachment.nameSpan,
                  message: `\`${each.member.name}\` also joins \`${each.attachment.network}\``,
                },
              ]
            : [],
        ),
      };
    }
  },
});

const words =
  /(?:^|[^a-z])(?:payments?|pay|pci|cards?|cardholder|vault|secrets?|secure|secured|isolated|restricted|sensitive|confidential|hsm|cde)(?:[^a-z]|$)/i;

const promisesIsolation = (name: string): boolean => words.test(name.replace(/([a-z])([A-Z])/g, '$1-$2'));

const tiers = networkTable((networks) =>
  networks.filter((network) => promisesIsolation(network.name) && isPrivate(network)),
);

const isPublic = (project: Project, service: Service): boolean => publishedPorts(project, service).some(isOpenToOthers);

function outsiderInside(tier: string, outsider: Service, members: readonly Service[]): Finding {
  const others = members.filter((member) => member !== outsider);
  return {
    span: outsider.attachments.find(({ network }) => network === tier)?.nameSpan ?? outsider.nameSpan,
    message: `\`${outsider.name}\` is published and stands in \`${tier}\` next to ${someInWords(others.map(({ name }) => name))}: whoever takes it over is inside the tier.`,
    related: outsider.ports.slice(0, 1).map((port) => ({ span: port.span, message: 'Published here' })),
  };
}

/** How a member of a tier is joined to the rest of the stack. */
interface Bridge {
  readonly member: Service;
  readonly attachment: Attachment;
  /** Others in that network. */
  readonly neighbours: readonly Service[];
  /** A published service that leads there. */
  readonly entry: Service;
}

/** Another network of the member from which a published service can be reached over the networks of others. */
function bridgeOf(project: Project, tier: string, member: Service): Bridge | undefined {
  const members = membersByNetwork(project);
  for (const attachment of member.attachments) {
    if (attachment.network === tier) continue;
    const neighbours = (members.get(attachment.network) ?? []).filter((each) => each !== member);
    const entry = publicServiceNear(project, neighbours, new Set([tier, attachment.network]), member);
    if (entry) return { member, attachment, neighbours, entry };
  }
  return undefined;
}

function publicServiceNear(
  project: Project,
  start: readonly Service[],
  visited: Set<string>,
  without: Service,
): Service | undefined {
  const members = membersByNetwork(project);
  const waiting = [...start];
  const seen = new Set<Service>([...start, without]);
  for (let service = waiting.shift(); service; service = waiting.shift()) {
    if (isPublic(project, service)) return service;
    for (const { network } of service.attachments) {
      if (visited.has(network)) continue;
      visited.add(network);
      for (const next of members.get(network) ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        waiting.push(next);
      }
    }
  }
  return undefined;
}

function isolatesNobody(
  tier: string,
  members: readonly Service[],
  { member, attachment, neighbours, entry }: Bridge,
): string {
  const who =
    members.length === 1
      ? `its only member \`${member.name}\``
      : `each of its ${members.length} members, \`${member.name}\` first,`;
  const there = someInWords(neighbours.map(({ name }) => name));
  const onward = neighbours.includes(entry) ? '' : ` and on to the published \`${entry.name}\``;
  return `\`${tier}\` isolates nobody: ${who} also joins \`${attachment.network}\`, which joins it to everyone there (${there})${onward}.`;
}
