import type { Service } from '../../model/service.ts';
import { type Span, sameSpan } from '../../text/span.ts';
import { networkIdentity } from '../networkSpace.ts';
import { mayRunTogether } from '../profiles.ts';
import { defineRule } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const aliasCollision = defineRule({
  id: 'alias-collision',
  category: 'isolation',
  docs: {
    summary: 'Two services of one network answer to the same name.',
    why: 'The name resolves to the addresses of both, in changing order, so a part of the connections ends at the wrong service. Requests that work now and then are hard to explain.',
    instead:
      'Give each service an alias of its own. For several containers of one service use `replicas`; they share its name by themselves.',
    references: ['https://docs.docker.com/reference/compose-file/services/#aliases'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: shop/web:2
              networks:
                back:
                  aliases: [api]
            app:
              image: shop/app:2
              networks:
                back:
                  aliases: [application, api]
                  #                      ^^^ The alias \`api\` already belongs to \`web\` on \`back\`
            admin:
              image: shop/admin:2
              networks:
                back:
                  aliases:
                    - web
                    # ^^^ The alias \`web\` is the name of the service \`web\` on \`back\`
          networks:
            back: {}
        `,
        fixed: yaml`
          services:
            web:
              image: shop/web:2
              networks:
                back:
                  aliases: [api]
            app:
              image: shop/app:2
              networks:
                back:
                  aliases: [application]
            admin:
              image: shop/admin:2
              networks:
                back:
                  aliases:
                    - web
          networks:
            back: {}
        `,
      },
    ],
    good: [
      yaml`
        x-web: &web
          back:
            aliases: [front]
        services:
          web:
            image: shop/web:2
            networks: *web
          canary:
            image: shop/web:3
            networks: *web
        networks:
          back: {}
      `,
      yaml`
        services:
          blue:
            image: shop/web:2
            profiles: [blue]
            networks:
              back:
                aliases: [web, blue]
          green:
            image: shop/web:3
            profiles: [green]
            networks:
              back:
                aliases: [web]
          other:
            image: shop/other:1
            networks:
              front:
                aliases: [web]
        networks:
          back: {}
          front: {}
      `,
    ],
  },
  *check(project) {
    const owners = new Map<string, NameOwner[]>();
    const own = (network: string, name: string, owner: NameOwner): void => {
      const key = `${networkIdentity(project, network)} ${name.toLowerCase()}`;
      const list = owners.get(key);
      if (list) list.push(owner);
      else owners.set(key, [owner]);
    };
    // Only networks in which somebody has an alias matter.
    const named = new Set<string>();
    const aliased = servicesWith(project, 'networks.aliases');
    for (const { attachments } of aliased) {
      for (const { network, aliases } of attachments)
        if (aliases.length > 0) named.add(networkIdentity(project, network));
    }
    if (named.size === 0) return;
    for (const service of project.services) {
      for (const { network } of service.attachments) {
        if (named.has(networkIdentity(project, network)))
          own(network, service.name, { service, span: service.nameSpan, kind: 'service' });
      }
    }
    for (const service of aliased) {
      for (const { network, aliases } of service.attachments) {
        for (const [index, alias] of aliases.entries()) {
          if (!alias.known) continue;
          // One alias that several services take over from an anchor is meant to be shared.
          const other = owners
            .get(`${networkIdentity(project, network)} ${alias.value.toLowerCase()}`)
            ?.find(
              (each) =>
                each.service !== service &&
                !sameSpan(each.span, alias.span) &&
                mayRunTogether(each.service, service) !== 'rarely',
            );
          own(network, alias.value, { service, span: alias.span, kind: 'alias' });
          if (!other) continue;
          const belongs =
            other.kind === 'alias'
              ? `already belongs to \`${other.service.name}\``
              : `is the name of the service \`${other.service.name}\``;
          const path = ['services', service.name, 'networks', network, 'aliases', index];
          yield {
            span: alias.span,
            message: `The alias \`${alias.value}\` ${belongs} on \`${network}\`: the name resolves to both, and connections end at either.`,
            related: [{ span: other.span, message: `\`${alias.value}\` of \`${other.service.name}\`` }],
            fixes: [
              {
                title: 'Remove the alias',
                safety: 'unsafe',
                edits: [{ kind: 'remove', uri: service.uri, path, prune: true }],
              },
            ],
          };
        }
      }
    }
  },
});

interface NameOwner {
  readonly service: Service;
  readonly span: Span;
  readonly kind: 'service' | 'alias';
}
