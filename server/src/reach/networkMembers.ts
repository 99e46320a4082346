import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import { namespaceOf } from './namespace.ts';
import { sameNetwork } from './segment.ts';

const known = new WeakMap<Project, Map<string, readonly Service[]>>();

/** The services that are on a network, themselves or in the network namespace of another one, in the order of the file. */
export function membersOfNetwork(project: Project, key: string): readonly Service[] {
  let byKey = known.get(project);
  if (!byKey) {
    byKey = new Map();
    known.set(project, byKey);
  }
  let members = byKey.get(key);
  if (!members) {
    members = findMembers(project, key);
    byKey.set(key, members);
  }
  return members;
}

function findMembers(project: Project, key: string): readonly Service[] {
  const network = project.networkNamed.get(key);
  if (!network) return [];
  return project.services.filter((service) => {
    const namespace = namespaceOf(project, service);
    return (
      namespace.kind === 'own' &&
      namespace.owner.attachments.some(({ network: name }) => {
        const other = project.networkNamed.get(name);
        return other !== undefined && sameNetwork(network, other);
      })
    );
  });
}
