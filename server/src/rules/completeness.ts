import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';

/**
 * True when other files add to this one: `include`, `extends` from a file, or an override file, which compose reads
 * on top of another. What is missing here may be there, so rules about missing things stay silent.
 */
export function isPartOfMore(project: Project): boolean {
  return project.unreadSources.length > 0 || /\boverride\b[^/]*$/.test(project.uri);
}

/** True for the names that compose looks for by itself; a file of another name is given with `-f`, often with others. */
export function isFoundByItself(project: Project): boolean {
  return /(?:^|\/)(?:docker-)?compose\.ya?ml$/.test(project.uri);
}

const completeProjects = new WeakMap<Project, boolean>();

/** True when no other file adds to this one and every service is complete. */
export function isWhole(project: Project): boolean {
  let whole = completeProjects.get(project);
  if (whole === undefined) {
    whole = !isPartOfMore(project) && project.services.every(isComplete);
    completeProjects.set(project, whole);
  }
  return whole;
}

/**
 * False for a service that another file or another service completes: one that takes over keys with `extends`, or that
 * has nothing to run. What it lacks here, networks and ports included, may be there.
 */
export function isComplete(service: Service): boolean {
  return (
    service.extends === undefined &&
    (service.image !== undefined || service.build !== undefined || service.keys.has('provider'))
  );
}
