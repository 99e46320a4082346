import type { Option } from '../../model/network.ts';
import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { isComplete } from '../completeness.ts';
import { joinEdit } from '../reaching.ts';
import { defineRule, type Finding, type Fix } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const wrongProxyNetwork = defineRule({
  id: 'wrong-proxy-network',
  category: 'isolation',
  docs: {
    summary:
      'A label tells Traefik to reach the service through a network that the service does not join, or by the wrong name.',
    why: 'Traefik looks for the name that the engine knows, which begins with the name of the project. When the container has no such network, Traefik takes any other one, and requests end in "Gateway Timeout" where it does not join that.',
    instead: 'Give the network a fixed `name`, and use that in the label.',
    references: ['https://docs.docker.com/reference/compose-file/networks/#name'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: shop/web:4
              networks: [proxy, back]
              labels:
                - "traefik.docker.network=proxy"
                #                         ^^^^^ The engine knows the network \`proxy\` as \`shop_proxy\`
          networks:
            proxy: {}
            back: {}
        `,
        fixed: yaml`
          services:
            web:
              image: shop/web:4
              networks: [proxy, back]
              labels:
                - "traefik.docker.network=proxy"
          networks:
            proxy:
              name: proxy
            back: {}
        `,
      },
      {
        text: yaml`
          services:
            web:
              image: shop/web:4
              networks: [back]
              labels:
                traefik.docker.network: proxy
                #                       ^^^^^ \`web\` does not join \`proxy\`
          networks:
            proxy:
              external: true
            back: {}
        `,
        fixed: yaml`
          services:
            web:
              image: shop/web:4
              networks: [back, proxy]
              labels:
                traefik.docker.network: proxy
          networks:
            proxy:
              external: true
            back: {}
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: shop/web:4
            networks: [proxy, back]
            labels:
              - "traefik.docker.network=proxy"
          other:
            image: shop/other:4
            networks: [back]
            labels:
              - "traefik.docker.network=shop_back"
        networks:
          proxy:
            external: true
          back: {}
      `,
    ],
  },
  *check(project) {
    for (const service of servicesWith(project, 'labels')) {
      for (const label of service.labels) {
        if (label.name !== 'traefik.docker.network') continue;
        const finding = checkLabel(project, service, label);
        if (finding) yield finding;
      }
    }
  },
});

/** Says something only of names that are networks of this file; others may be made elsewhere. */
function checkLabel(project: Project, service: Service, { value }: Option): Finding | undefined {
  if (!value?.known || value.variables.length > 0 || service.networkMode || !isComplete(service)) return undefined;
  const joined = service.attachments.map(({ network }) => project.networkNamed.get(network));
  if (joined.some((network) => !network || network.external === undefined)) return undefined;
  if (joined.some((network) => network?.realName.value === value.value)) return undefined;
  const named = project.networkNamed.get(value.value);
  const meant = named ?? project.networks.find(({ realName }) => realName.known && realName.value === value.value);
  if (!meant) return undefined;
  const isMember = joined.includes(meant);
  if (isMember && !(meant.external === false && meant.realName.known)) return undefined;
  const fixed: Fix | undefined = isMember
    ? {
        title: `Name the network \`${value.value}\``,
        safety: 'unsafe',
        edits: [{ kind: 'set', uri: meant.uri, path: ['networks', meant.name, 'name'], value: value.value }],
      }
    : joinFix(service, meant.name);
  return {
    span: value.span,
    message: isMember
      ? `The engine knows the network \`${meant.name}\` as \`${meant.realName.value}\`: Traefik does not find \`${value.value}\` and takes any network of \`${service.name}\`.`
      : `\`${service.name}\` does not join \`${meant.name}\`: Traefik takes any other network of it.`,
    related: meant.nameSpan ? [{ span: meant.nameSpan, message: `\`${meant.name}\` is declared here` }] : [],
    fixes: fixed ? [fixed] : [],
  };
}

function joinFix(service: Service, network: string): Fix | undefined {
  const edit = joinEdit(service, network);
  return edit && { title: `Let \`${service.name}\` join \`${network}\``, safety: 'unsafe', edits: [edit] };
}
