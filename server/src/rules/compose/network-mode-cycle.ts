import type { Project } from '../../model/project.ts';
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
    const inCircle = servicesInCircles(project);
    for (const service of servicesWith(project, 'network_mode')) {
      const mode = service.networkMode;
      if (mode?.kind !== 'service' || !inCircle.has(service.name)) continue;
      yield {
        span: mode.targetSpan,
        message: `The network modes go round in a circle: ${circleInWords(project, service.name)}. Compose refuses the project.`,
      };
    }
  },
});

const targetOf = (project: Project, name: string): string | undefined => {
  const mode = project.serviceNamed.get(name)?.networkMode;
  return mode?.kind === 'service' ? mode.target : undefined;
};

/** The names of the services whose modes lead back to themselves. */
function servicesInCircles(project: Project): ReadonlySet<string> {
  const found = new Set<string>();
  const walkOf = new Map<string, string>();
  for (const { name: start } of servicesWith(project, 'network_mode')) {
    let current: string | undefined = start;
    while (current !== undefined && !walkOf.has(current)) {
      walkOf.set(current, start);
      current = targetOf(project, current);
    }
    if (current === undefined || walkOf.get(current) !== start) continue;
    for (let each: string | undefined = current; each !== undefined && !found.has(each); each = targetOf(project, each))
      found.add(each);
  }
  return found;
}

// A circle of thousands would be a message of thousands of words at each of them.
const mostNames = 10;

/** The names from the service back to itself. */
function circleInWords(project: Project, start: string): string {
  const names = [start];
  for (let next = targetOf(project, start); next !== undefined && next !== start; next = targetOf(project, next)) {
    if (names.length === mostNames) return [...names.map(quoted), '…', quoted(start)].join(' -> ');
    names.push(next);
  }
  return [...names, start].map(quoted).join(' -> ');
}

const quoted = (name: string): string => `\`${name}\``;
