import type { Service } from '../../model/service.ts';
import { defineRule } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const duplicateContainerName = defineRule({
  id: 'duplicate-container-name',
  category: 'correctness',
  docs: {
    summary: 'Two services have the same `container_name`.',
    why: 'The engine knows each container by a name of its own, and compose refuses the project: "container name is already in use".',
    instead:
      'Leave `container_name` out: compose makes different names, and services find each other by the names of the services.',
    references: ['https://docs.docker.com/reference/compose-file/services/#container_name'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              container_name: shop
            api:
              image: shop/api:2
              container_name: shop # for the scripts
              #               ^^^^ The container name \`shop\` is already taken by \`web\`
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              container_name: shop
            api:
              image: shop/api:2
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            container_name: shop-web
          api:
            image: shop/api:2
            container_name: shop-api
      `,
    ],
  },
  *check(project) {
    const first = new Map<string, Service>();
    for (const service of servicesWith(project, 'container_name')) {
      const name = service.containerName;
      if (!name?.known || name.value === '') continue;
      const other = first.get(name.value);
      if (!other) {
        first.set(name.value, service);
        continue;
      }
      yield {
        span: name.span,
        message: `The container name \`${name.value}\` is already taken by \`${other.name}\`. Compose refuses the project.`,
        related: other.containerName
          ? [{ span: other.containerName.span, message: `\`${other.name}\` has it here` }]
          : [],
        fixes: [
          {
            title: 'Remove `container_name`',
            safety: 'unsafe',
            edits: [{ kind: 'remove', uri: service.uri, path: ['services', service.name, 'container_name'] }],
          },
        ],
      };
    }
  },
});
