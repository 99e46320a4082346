import { replicaCount } from '../networkSpace.ts';
import { defineRule } from '../rule.ts';
import { yaml } from '../yaml.ts';

export const containerNameWithReplicas = defineRule({
  id: 'container-name-with-replicas',
  category: 'correctness',
  docs: {
    summary: 'A service with several containers fixes the name of its container.',
    why: 'Each container needs a name of its own, so compose refuses the project: "container name must be unique".',
    instead: 'Leave `container_name` out; the name of the service reaches all its containers.',
    references: [
      'https://docs.docker.com/reference/compose-file/services/#container_name',
      'https://docs.docker.com/reference/compose-file/deploy/#replicas',
    ],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              container_name: shop-web
          #   ^^^^^^^^^^^^^^ 3 containers of \`web\` cannot share one \`container_name\`
              deploy:
                replicas: 3
        `,
        fixed: yaml`
          services:
            web:
              image: nginx:1.27
              deploy:
                replicas: 3
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            container_name: shop-web
            scale: 1
          api:
            image: shop/api:2
            scale: 3
      `,
    ],
  },
  *checkService(service) {
    const containers = replicaCount(service);
    const span = service.keys.get('container_name');
    if (!span || !service.containerName?.value || containers === undefined || containers < 2) return;
    yield {
      span,
      message: `${containers} containers of \`${service.name}\` cannot share one \`container_name\`. Compose refuses the project.`,
      ...(service.replicas
        ? { related: [{ span: service.replicas.text.span, message: `${containers} containers` }] }
        : {}),
      fixes: [
        {
          title: 'Remove `container_name`',
          safety: 'unsafe',
          edits: [{ kind: 'remove', uri: service.uri, path: ['services', service.name, 'container_name'] }],
        },
      ],
    };
  },
});
