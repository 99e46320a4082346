import type { Project } from './project.ts';
import type { Service } from './service.ts';

/** The names of all profiles that services of a project wait for, in the order in which they are met first. */
export function profilesOf({ services }: Project): readonly string[] {
  return [
    ...new Set(services.flatMap(({ profiles }) => profiles.flatMap(({ known, value }) => (known ? [value] : [])))),
  ];
}

/**
 * The project without the services that none of these profiles switches on. `*` switches all on. A service whose
 * profiles a variable hides stays.
 */
export function withProfiles(project: Project, active: readonly string[]): Project {
  const isActive = ({ profiles }: Service): boolean =>
    profiles.length === 0 ||
    active.includes('*') ||
    profiles.some(({ known, value }) => !known || active.includes(value));
  const services = project.services.filter(isActive);
  if (services.length === project.services.length) return project;
  return { ...project, services, serviceNamed: new Map(services.map((service) => [service.name, service])) };
}
