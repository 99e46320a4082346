import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import { namespaceOf, sameNamespace } from '../namespace.ts';
import type { End } from './intent.ts';

/** Names of services that have the addresses of an end's services and do not belong to it. */
export function sharedWith(project: Project, end: End): readonly string[] {
  const services = servicesOf(project, end);
  const namespaces = services.map((service) => namespaceOf(project, service));
  return project.services
    .filter((other) => !services.includes(other))
    .filter((other) => {
      const namespace = namespaceOf(project, other);
      return namespace.kind === 'own' && namespaces.some((each) => sameNamespace(each, namespace));
    })
    .map(({ name }) => name);
}

/** The services that an end stands for; none for a place outside the project. */
export function servicesOf(project: Project, { kind, name }: End): readonly Service[] {
  if (kind === 'service') return project.services.filter((service) => service.name === name);
  if (kind !== 'network') return [];
  return project.services.filter(({ attachments }) => attachments.some(({ network }) => network === name));
}
