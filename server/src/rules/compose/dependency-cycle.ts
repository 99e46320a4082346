import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import type { Span } from '../../text/span.ts';
import { defineRule } from '../rule.ts';
import { servicesWith } from '../serviceIndex.ts';
import { yaml } from '../yaml.ts';

export const dependencyCycle = defineRule({
  id: 'dependency-cycle',
  category: 'correctness',
  docs: {
    summary: 'Services wait for each other in a circle.',
    why: 'Compose starts a service after those it names under `depends_on`, `links`, `volumes_from` and `network_mode`, and refuses a project in which that has no beginning: "dependency cycle detected".',
    instead:
      'Take out the dependency that is needed least. Two services that only talk to each other need none: they find each other by name once both run.',
    references: ['https://docs.docker.com/compose/how-tos/startup-order/'],
  },
  examples: {
    bad: [
      {
        text: yaml`
          services:
            web:
              image: nginx:1.27
              depends_on:
                - api
                # ^^^ \`web\` -> \`api\` -> \`web\`
            api:
              image: shop/api:2
              links: [web]
              #       ^^^ \`api\` -> \`web\` -> \`api\`
            worker:
              image: shop/worker:2
              depends_on: [api]
        `,
      },
    ],
    good: [
      yaml`
        services:
          web:
            image: nginx:1.27
            depends_on: [api, database]
          api:
            image: shop/api:2
            depends_on: [database]
          database:
            image: postgres:17
      `,
    ],
  },
  *check(project) {
    const waiting = servicesWith(project, 'depends_on', 'links', 'volumes_from', 'network_mode');
    if (waiting.length === 0) return;
    const circles = circlesOf(project, waiting);
    for (const service of waiting) {
      const group = circles.get(service.name);
      if (group === undefined) continue;
      for (const { name, span } of edgesOf(service)) {
        if (
          circles.get(name) !== group ||
          (service.networkMode?.kind === 'service' && service.networkMode.target === name)
        )
          continue;
        const path = [service.name, ...wayBack(project, name, service.name)];
        yield {
          span,
          message: `The services wait for each other in a circle: ${path.map((each) => `\`${each}\``).join(' -> ')}. Compose refuses the project.`,
        };
      }
    }
  },
});

interface DependencyEdge {
  readonly name: string;
  readonly span: Span;
}

function edgesOf(service: Service): readonly DependencyEdge[] {
  return [
    ...service.dependencies.map((each) => ({ name: each.service, span: each.nameSpan })),
    ...service.links.map((each) => ({ name: each.service, span: each.serviceSpan })),
    ...service.volumesFrom.map((each) => ({ name: each.service, span: each.span })),
    ...(service.networkMode?.kind === 'service'
      ? [{ name: service.networkMode.target, span: service.networkMode.targetSpan }]
      : []),
  ];
}

/** A number for each service in a circle, the same for those in one circle (Tarjan's algorithm, without recursion). */
function circlesOf(project: Project, starts: readonly Service[]): ReadonlyMap<string, number> {
  const circles = new Map<string, number>();
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const enter = (name: string) => {
    index.set(name, index.size);
    low.set(name, index.get(name) ?? 0);
    open.push(name);
    isOpen.add(name);
    const service = project.serviceNamed.get(name);
    return { name, edges: service ? edgesOf(service) : [], next: 0 };
  };
  const lower = (name: string, value: number): void => {
    low.set(name, Math.min(low.get(name) ?? value, value));
  };
  for (const { name: start } of starts) {
    if (index.has(start)) continue;
    const stack = [enter(start)];
    for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
      const edge = frame.edges[frame.next++];
      if (edge) {
        if (!index.has(edge.name)) stack.push(enter(edge.name));
        else if (isOpen.has(edge.name)) lower(frame.name, index.get(edge.name) ?? 0);
        continue;
      }
      stack.pop();
      const above = stack.at(-1);
      if (above) lower(above.name, low.get(frame.name) ?? 0);
      if (low.get(frame.name) !== index.get(frame.name)) continue;
      const members = open.splice(open.lastIndexOf(frame.name));
      const isCircle = members.length > 1 || frame.edges.some(({ name }) => name === frame.name);
      for (const member of members) {
        isOpen.delete(member);
        if (isCircle) circles.set(member, index.get(frame.name) ?? 0);
      }
    }
  }
  return circles;
}

/** The shortest way between two services along their dependencies, both included. */
function wayBack(project: Project, from: string, to: string): readonly string[] {
  const cameFrom = new Map<string, string>([[from, '']]);
  for (const name of cameFrom.keys()) {
    if (name === to) break;
    const service = project.serviceNamed.get(name);
    for (const edge of service ? edgesOf(service) : []) if (!cameFrom.has(edge.name)) cameFrom.set(edge.name, name);
  }
  const names: string[] = [];
  for (let name: string | undefined = to; name; name = cameFrom.get(name)) names.unshift(name);
  return names;
}
