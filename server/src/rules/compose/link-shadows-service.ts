import { joinsSameKey } from '../networkSpace.ts';
import { defineRule } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const linkShadowsService = defineRule({
  id: 'link-shadows-service',
  category: 'isolation',
  docs: {
    summary: 'A link gives a service the name of another service of the same network.',
    why: 'Inside the service that has the link, the name means the linked service; everywhere else it means the other one. Connections go to the wrong service without any message.',
    instead: 'Choose an alias that no service has, or connect to the linked service under its own name.',
    references: ['https://docs.docker.com/reference/compose-file/services/#links'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: shop/web:4
              links:
                - "db:cache"
                #     ^^^^^ Inside \`web\` the name \`cache\` means \`db\`, not the service \`cache\`
            db:
              image: postgres:17
            cache:
              image: redis:7
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: shop/web:4
            links:
              - "db:database"
              - "cache:cache"
          db:
            image: postgres:17
          cache:
            image: redis:7
      `,
    ],
  },
  *check(project) {
    for (const service of servicesWith(project, 'links')) {
      for (const { service: linked, alias, aliasSpan } of service.links) {
        if (alias === undefined || !aliasSpan || alias === linked) continue;
        const hidden = project.serviceNamed.get(alias);
        if (!hidden || hidden === service || !joinsSameKey(service.attachments, hidden.attachments)) continue;
        yield {
          span: aliasSpan,
          message: `Inside \`${service.name}\` the name \`${alias}\` means \`${linked}\`, not the service \`${alias}\` of the same network.`,
          related: [{ span: hidden.nameSpan, message: `The service \`${alias}\` is defined here` }],
        };
      }
    }
  },
});
