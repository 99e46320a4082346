import type { Network } from './network.ts';
import type { Project } from './project.ts';
import type { Service } from './service.ts';

/**
 * The projects that may run beside this one. Those of the same name are the same project to compose, and one that
 * has a file in common with it has the same networks, or is it.
 */
export function otherProjects(project: Project, all: readonly Project[]): readonly Project[] {
  const files = new Set(project.files.map(({ uri }) => uri));
  return all.filter(
    (each) =>
      each !== project &&
      !(each.name.known && project.name.known && each.name.value === project.name.value) &&
      !each.files.some(({ uri }) => files.has(uri)),
  );
}

/** A network of another project that is the same network to the engine. */
export interface NetworkElsewhere {
  readonly project: Project;
  readonly network: Network;
}

/** The network in other projects of the workspace, that of its makers first; none while a variable hides its name. */
export function networkElsewhere(project: Project, { realName }: Network): readonly NetworkElsewhere[] {
  if (!realName.known) return [];
  const found = project.others.flatMap((other) =>
    (byRealName(other).get(realName.value) ?? []).map((network) => ({ project: other, network })),
  );
  return found.length < 2 ? found : [...found.filter(isMade), ...found.filter((each) => !isMade(each))];
}

/** True where the project makes the network; an external one is there already. */
export const isMade = ({ network }: NetworkElsewhere): boolean => network.external === false;

const namesOfProject = new WeakMap<Project, ReadonlyMap<string, readonly Network[]>>();

function byRealName(project: Project): ReadonlyMap<string, readonly Network[]> {
  let names = namesOfProject.get(project);
  if (!names) {
    const made = new Map<string, Network[]>();
    for (const network of project.networks) {
      if (!network.realName.known) continue;
      const list = made.get(network.realName.value);
      if (list) list.push(network);
      else made.set(network.realName.value, [network]);
    }
    names = made;
    namesOfProject.set(project, names);
  }
  return names;
}

/** The services that join the network there. */
export const membersElsewhere = ({ project, network }: NetworkElsewhere): readonly Service[] =>
  project.services.filter(({ attachments }) => attachments.some((each) => each.network === network.name));
