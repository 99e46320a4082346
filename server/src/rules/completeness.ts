import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { servicesThat } from './serviceIndex.ts';

/**
 * True when files that were not read add to this project: those it names, those that name it, or the file that an
 * override file is read on top of. What is missing here may be there, so rules about missing things stay silent.
 */
export function isPartOfMore(project: Project): boolean {
  return project.unreadSources.length > 0 || project.usedBy.length > 0 || /\boverride\b[^/]*$/.test(project.uri);
}

/** True for the names that compose looks for by itself; a file of another name is given with `-f`, often with others. */
export function isFoundByItself(uri: string): boolean {
  return /(?:^|\/)(?:docker-)?compose\.ya?ml$/.test(uri);
}

const incompleteServices = servicesThat((service) => !isComplete(service));

/** True when no other file adds to this one and every service is complete. */
export function isWhole(project: Project): boolean {
  return !isPartOfMore(project) && incompleteServices(project).length === 0;
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
