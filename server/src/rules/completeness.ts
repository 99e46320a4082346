import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';

/**
 * True when files that were not read add to this project: those it names, those that name it, or the file that an
 * override file is read on top of. What is missing here may be there, so rules about missing things stay silent.
 */
export function isPartOfMore(project: Project): boolean {
  return project.unreadSources.length > 0 || project.usedBy.length > 0 || /\boverride\b[^/]*$/.test(project.uri);
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
 * False for a service that another file or another service completes: one that takes over keys of a service which was
 * not found, or that has nothing to run. What it lacks here, networks and ports included, may be there.
 */
export function isComplete(service: Service): boolean {
  return (
    (service.extends === undefined || service.extends.followed) &&
    (service.image !== undefined || service.build !== undefined || service.keys.has('provider'))
  );
}
