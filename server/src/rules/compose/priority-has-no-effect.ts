import { defineRule } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const priorityHasNoEffect = defineRule({
  id: 'priority-has-no-effect',
  category: 'portability',
  docs: {
    summary: 'The `priority` of a network is used where `gw_priority` is meant.',
    why: '`priority` orders how the networks are connected and does not decide which of them carries the default route. That is the one with the highest `gw_priority` (engine 28 and later), otherwise the first by alphabet.',
    instead: 'Use `gw_priority` to choose the way out to the internet.',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#gw_priority',
      'https://docs.docker.com/reference/compose-file/services/#priority',
      'https://docs.docker.com/engine/network/#connecting-to-multiple-networks',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              networks:
                back:
                front:
                  priority: 1000 # the way out
                # ^^^^^^^^ \`priority\` does not choose the default route
          networks:
            back: {}
            front: {}
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              networks:
                back:
                front:
                  gw_priority: 1000 # the way out
          networks:
            back: {}
            front: {}
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            networks:
              back:
                priority: 10
              front:
                gw_priority: 1
          api:
            image: shop/api:2
            networks:
              back:
                priority: 10
        networks:
          back: {}
          front: {}
      `,
    ],
  },
  *check(project) {
    for (const service of servicesWith(project, 'networks.priority')) {
      const { attachments } = service;
      if (
        attachments.length < 2 ||
        !attachments.some(({ priority }) => priority) ||
        attachments.some(({ gatewayPriority }) => gatewayPriority)
      )
        continue;
      // Where one network at most has a way out, no priority is needed.
      const open = attachments.filter(({ network }) => project.networkNamed.get(network)?.internal !== true);
      if (open.length < 2) continue;
      for (const { network, keys, priority } of attachments) {
        const span = keys.get('priority');
        if (!span || !priority?.value) continue;
        yield {
          span,
          message:
            '`priority` does not choose the default route: without `gw_priority` it goes through the first network by alphabet.',
          fixes: [
            {
              title: 'Change to `gw_priority`',
              safety: 'unsafe',
              edits: [
                {
                  kind: 'renameKey',
                  uri: service.uri,
                  path: ['services', service.name, 'networks', network, 'priority'],
                  newKey: 'gw_priority',
                },
              ],
            },
          ],
        };
      }
    }
  },
});
