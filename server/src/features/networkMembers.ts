import { distinctAttachments, type Member } from '../model/members.ts';
import type { Project } from '../model/project.ts';

const known = new WeakMap<Project, ReadonlyMap<string, readonly Member[]>>();

/** The services that join the network with this key, in the file's order. */
export function membersOf(project: Project, network: string): readonly Member[] {
  let members = known.get(project);
  if (!members) {
    members = collect(project);
    known.set(project, members);
  }
  return members.get(network) ?? [];
}

function collect(project: Project): ReadonlyMap<string, readonly Member[]> {
  const members = new Map<string, Member[]>();
  for (const service of project.services) {
    for (const attachment of distinctAttachments(service)) {
      const list = members.get(attachment.network);
      if (list) list.push({ service, attachment });
      else members.set(attachment.network, [{ service, attachment }]);
    }
  }
  return members;
}
