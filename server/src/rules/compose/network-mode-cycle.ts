import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { defineRule } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const networkModeCycle = defineRule({
  id: 'network-mode-cycle',
  category: 'correctness',
  docs: {
    summary: "Services share each other's network in a circle through `network_mode: service:…`.",
    why: 'None of them can be the first to start and to make the network that the others use: "dependency cycle detected".',
    instead: 'Let one of the services own the network, with `networks` and `ports`, and let the others point at it.',
    references: ['https://docs.docker.com/reference/compose-file/services/#network_mode'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            vpn:
              image: shop/vpn:1
              network_mode: service:app
              #                     ^^^ \`vpn\` -> \`app\` -> \`vpn\`
            app:
              image: shop/app:1
              network_mode: service:vpn
              #                     ^^^ \`app\` -> \`vpn\` -> \`app\`
        `,
      },
    ],
    good: [
      yaml`
        services:
          vpn:
            image: shop/vpn:1
          app:
            image: shop/app:1
            network_mode: service:vpn
      `,
    ],
  },
  *check(project) {
    for (const service of servicesWith(project, 'network_mode')) {
      const mode = service.networkMode;
      if (mode?.kind !== 'service') continue;
      const circle = circleFrom(project, service);
      if (!circle) continue;
      yield {
        span: mode.targetSpan,
        message: `The network modes go round in a circle: ${circle.map((name) => `\`${name}\``).join(' -> ')}. Compose refuses the project.`,
      };
    }
  },
});

/** The names from the service back to itself; undefined when it is not part of a circle. */
function circleFrom(project: Project, start: Service): readonly string[] | undefined {
  const names = [start.name];
  let current: Service | undefined = start;
  while (current?.networkMode?.kind === 'service' && names.length <= project.services.length) {
    const next: string = current.networkMode.target;
    names.push(next);
    if (next === start.name) return names;
    current = project.serviceNamed.get(next);
  }
  return undefined;
}
