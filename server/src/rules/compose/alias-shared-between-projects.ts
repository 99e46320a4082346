import type { Network } from '../../model/network.ts';
import { isMade, membersElsewhere, networkElsewhere } from '../../model/otherProjects.ts';
import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import type { Span } from '../../text/span.ts';
import { inProject } from '../elsewhere.ts';
import { defineRule } from '../rule.ts';
import { membersByNetwork } from '../serviceIndex.ts';
import { hasOwnMeaning, hostsUsedBy } from '../serviceNames.ts';
import { yaml } from '../yaml.ts';

export const aliasSharedBetweenProjects = defineRule({
  id: 'alias-shared-between-projects',
  category: 'isolation',
  docs: {
    summary: 'Services of two projects answer to the same name on a network that the projects share.',
    why: 'The name resolves to the containers of both projects, in changing order, so a part of the connections ends at the wrong one (measured with engine 28.5). So it is even between services of one project that have another network in common, where the engine asks the shared network first: it goes by the names of the networks. The name of a service is reported only where a service of this project uses it and gets both answers; an alias always, as it is there to be used.',
    instead:
      'Give the service on the shared network an alias of its own and let others use that, or keep services off the shared network that only their own project needs.',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#aliases',
      'https://docs.docker.com/reference/compose-file/networks/#external',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: shop/web:2
              networks: [default, edge]
              environment:
                API_URL: http://api:8080
            api:
              image: shop/api:2
              networks:
                - default
                - edge
                # ^^^^ \`api\` on \`edge\` is also a service of the project \`blog\` (../blog/compose.yaml)
            store:
              image: shop/store:2
              networks:
                edge:
                  aliases: [files]
                  #         ^^^^^ \`files\` on \`edge\` is also an alias in the project \`blog\`
          networks:
            edge:
              external: true
              name: proxy
        `,
        others: {
          blog: yaml`
            services:
              web:
                image: blog/web:2
                networks: [proxy]
              api:
                image: blog/api:2
                networks: [proxy]
              media:
                image: blog/media:2
                networks:
                  proxy:
                    aliases: [files]
            networks:
              proxy:
                name: proxy
          `,
        },
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: shop/web:2
            networks: [default, edge]
            environment:
              API_URL: http://api:8080
          api:
            image: shop/api:2
        networks:
          edge:
            external: true
            name: proxy
      `,
    ],
  },
  *check(project) {
    if (project.others.length === 0) return;
    for (const network of project.networks) {
      const theirs = namesElsewhere(project, network);
      if (theirs.size === 0) continue;
      const reported = new Set<string>();
      const members = membersByNetwork(project).get(network.name) ?? [];
      for (const { name, span, isAlias, service } of members.flatMap((service) => namesOn(service, network.name))) {
        const key = name.toLowerCase();
        const other = theirs.get(key);
        if (!other || reported.has(key)) continue;
        if (!isAlias && !members.some((member) => getsBoth(project, network, member, service))) continue;
        reported.add(key);
        yield {
          span,
          message: `\`${name}\` on \`${network.name}\` is also ${other.isAlias ? 'an alias in' : 'a service of'} ${inProject(project, other.project)}, which shares this network: the name resolves to both, and connections end at either.`,
          related: [{ span: other.span, message: `\`${name}\` of \`${other.service.name}\`` }],
        };
      }
    }
  },
});

interface NameOn {
  readonly name: string;
  readonly span: Span;
  readonly isAlias: boolean;
  readonly service: Service;
}

/** The names that a service has on one network by its entry there, in small letters where they are compared. */
function namesOn(service: Service, network: string): readonly NameOn[] {
  return service.attachments
    .filter((each) => each.network === network)
    .flatMap(({ nameSpan, aliases }) => [
      { name: service.name, span: nameSpan, isAlias: false, service },
      ...aliases.filter(({ known }) => known).map(({ value, span }) => ({ name: value, span, isAlias: true, service })),
    ]);
}

function namesElsewhere(
  project: Project,
  network: Network,
): ReadonlyMap<string, NameOn & { readonly project: Project }> {
  const names = new Map<string, NameOn & { readonly project: Project }>();
  for (const each of networkElsewhere(project, network)) {
    for (const service of membersElsewhere(each)) {
      // A service that waits for a profile need not run.
      if (service.profiles.length > 0) continue;
      for (const name of namesOn(service, each.network.name)) {
        const key = name.name.toLowerCase();
        if (!names.has(key)) names.set(key, { ...name, project: each.project });
      }
    }
  }
  return names;
}

/**
 * True when the user names the service and the shared network answers: it is the only one that both are on, or the
 * engine asks it before the others (libnetwork, Endpoint.Less: networks that are not internal first, then by name).
 */
function getsBoth(project: Project, shared: Network, user: Service, target: Service): boolean {
  if (user === target || !uses(user, target.name)) return false;
  const theirs = new Set(target.attachments.map(({ network }) => network));
  const common = user.attachments.filter(({ network }) => network !== shared.name && theirs.has(network));
  if (common.length === 0) return true;
  if (user.attachments.some(({ gatewayPriority }) => gatewayPriority)) return false;
  const [made] = [{ project, network: shared }, ...networkElsewhere(project, shared)].filter(isMade);
  return common.every((each) => {
    const own = project.networkNamed.get(each.network);
    return made !== undefined && own !== undefined && isAskedBefore(made.network, own);
  });
}

function isAskedBefore(a: Network, b: Network): boolean {
  if (a.internal === undefined || b.internal === undefined || a.enableIpv6 !== b.enableIpv6) return false;
  if (a.internal !== b.internal) return b.internal;
  return a.realName.known && b.realName.known && a.realName.value < b.realName.value;
}

const uses = (service: Service, name: string): boolean =>
  !hasOwnMeaning(service, name) && hostsUsedBy(service).some(({ host }) => host.toLowerCase() === name.toLowerCase());
