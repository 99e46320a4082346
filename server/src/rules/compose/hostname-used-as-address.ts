import type { Mention } from '../../model/mention.ts';
import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { isPartOfMore } from '../completeness.ts';
import { inConfiguration, mentionPlace } from '../mentionPlace.ts';
import { defineRule, type Finding } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { hasOwnMeaning, hostsUsedBy } from '../serviceNames.ts';
import { yaml } from '../yaml.ts';

export const hostnameUsedAsAddress = defineRule({
  id: 'hostname-used-as-address',
  category: 'isolation',
  docs: {
    summary: 'A service connects to another one under its host name with `domainname`, which no name server knows.',
    why: '`hostname` and `domainname` say what a container calls itself. Others reach it under its service name, its container name and its aliases, and engines of recent years know the bare host name too, but none knows it with the domain.',
    instead: 'Use the name of the service, or give it the long name as an alias on a network that both join.',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#aliases',
      'https://docs.docker.com/reference/compose-file/services/#domainname',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: shop/web:4
              environment:
                DATABASE_URL: postgres://store.shop.test:5432/shop
                #                        ^^^^^^^^^^^^^^^ \`store.shop.test\` resolves nowhere: \`db\` is known to others as \`db\`
            db:
              image: postgres:17
              hostname: store
              domainname: shop.test
        `,
        fixed: yaml`
          services:
            web:
              image: shop/web:4
              environment:
                DATABASE_URL: postgres://db:5432/shop
            db:
              image: postgres:17
              hostname: store
              domainname: shop.test
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: shop/web:4
            environment:
              DATABASE_URL: postgres://store.shop.test:5432/shop
          db:
            image: postgres:17
            hostname: store
            domainname: shop.test
            networks:
              default:
                aliases: [store.shop.test]
      `,
    ],
  },
  *check(project) {
    const owners = ownersOfLongNames(project);
    if (owners.size === 0 || isPartOfMore(project)) return;
    for (const service of project.services) {
      for (const mention of hostsUsedBy(service)) {
        const owner = owners.get(mention.host.toLowerCase());
        if (owner && owner !== service && !hasOwnMeaning(service, mention.host)) yield describe(owner, mention);
      }
    }
  },
});

/** Services by host name and domain, those left out that have the long name in another way as well. */
function ownersOfLongNames(project: Project): ReadonlyMap<string, Service> {
  const owners = new Map<string, Service>();
  for (const service of servicesWith(project, 'domainname')) {
    const { domainName, hostname } = service;
    if (!domainName?.known || domainName.value === '' || (hostname && !hostname.known)) continue;
    owners.set(`${hostname?.value ?? service.name}.${domainName.value}`.toLowerCase(), service);
  }
  if (owners.size === 0) return owners;
  for (const { name, containerName, attachments, hostname } of project.services) {
    const given = [containerName, hostname, ...attachments.flatMap(({ aliases }) => aliases)];
    for (const known of [name, ...given.flatMap((text) => text?.value ?? [])]) owners.delete(known.toLowerCase());
  }
  return owners;
}

function describe(owner: Service, mention: Mention): Finding {
  const { span, related } = mentionPlace(mention);
  return {
    span,
    message: `${inConfiguration(mention)}\`${mention.host}\` resolves nowhere: \`${owner.name}\` is known to others as \`${owner.name}\`, not by its \`domainname\`.`,
    related: [
      ...related,
      ...(owner.domainName
        ? [{ span: owner.domainName.span, message: 'The domain is only what the container calls itself' }]
        : []),
    ],
    fixes: [
      {
        title: `Change to \`${owner.name}\``,
        safety: 'unsafe',
        edits: [{ kind: 'replace', span: mention.hostSpan, newText: owner.name }],
      },
    ],
  };
}
