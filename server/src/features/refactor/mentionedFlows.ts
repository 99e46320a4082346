import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { trace } from '../../reach/trace.ts';
import { type Flow, type Place, placeName } from '../../reach/verdicts.ts';
import { servicesNamedBy } from '../../rules/nameUses.ts';

const needs = new WeakMap<Project, ReadonlyMap<Service, readonly Service[]>>();

/** The services that the service needs: its `depends_on`, and those that its configuration names as hosts. */
export function servicesNeededBy(project: Project, service: Service): readonly Service[] {
  let found = needs.get(project);
  if (!found) {
    found = collectNeeds(project);
    needs.set(project, found);
  }
  return found.get(service) ?? [];
}

function collectNeeds(project: Project): ReadonlyMap<Service, readonly Service[]> {
  const found = new Map<Service, Set<Service>>();
  const add = (from: Service, to: Service | undefined): void => {
    if (!to || to === from) return;
    const list = found.get(from);
    if (list) list.add(to);
    else found.set(from, new Set([to]));
  };
  for (const service of project.services)
    for (const dependency of service.dependencies) add(service, project.serviceNamed.get(dependency.service));
  for (const service of project.services) for (const target of servicesNamedBy(project, service)) add(service, target);
  return new Map([...found].map(([service, list]) => [service, [...list]]));
}

/**
 * What the file says is wanted from or to the service, or one that may share its network namespace, and what works now
 * and would not in the other project: `api → db`, `lan → web`.
 */
export function flowsCut(project: Project, supposed: Project, service: Service): readonly string[] {
  const flows = [...flowsBetween(project, service), ...flowsFromOutside(service)];
  const cut = flows.filter(
    (flow) => trace(project, flow).verdict === 'open' && trace(supposed, flow).verdict === 'blocked',
  );
  return [...new Set(cut.map(({ from, to }) => `${placeName(from)} → ${placeName(to)}`))];
}

function flowsBetween(project: Project, service: Service): readonly Flow[] {
  const concerned = (each: Service): boolean => each === service || each.networkMode?.kind === 'service';
  return project.services.flatMap((from) =>
    servicesNeededBy(project, from)
      .filter((to) => concerned(from) || concerned(to))
      .map((to): Flow => ({ from: place(from), to: place(to), port: null, protocol: 'tcp' })),
  );
}

const flowsFromOutside = (service: Service): readonly Flow[] =>
  service.ports
    .filter(({ known }) => known)
    .map(({ target, protocol }) => ({ from: { kind: 'lan' }, to: place(service), port: target.first, protocol }));

const place = ({ name }: Service): Place => ({ kind: 'service', name });
