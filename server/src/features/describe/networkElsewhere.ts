import { folderOf, relativePath } from '../../compose/fileUri.ts';
import type { Network } from '../../model/network.ts';
import { isMade, membersElsewhere, type NetworkElsewhere, networkElsewhere } from '../../model/otherProjects.ts';
import type { Project } from '../../model/project.ts';
import { code, codeList, plain } from '../markdown.ts';

// With more projects on a network a list of them tells nothing.
const mostProjects = 6;

/** Which other projects of the workspace make the network or use it, and who its members there are. */
export function networkElsewhereFacts(project: Project, network: Network): readonly string[] {
  const found = networkElsewhere(project, network);
  const told = found.slice(0, mostProjects).map((each) => projectFact(project, each));
  return found.length > told.length ? [...told, `… and ${found.length - told.length} more projects`] : told;
}

function projectFact(project: Project, elsewhere: NetworkElsewhere): string {
  const { project: other } = elsewhere;
  const name = other.name.known ? `the project ${code(other.name.value)} in ` : '';
  const path = plain(relativePath(folderOf(project.uri), other.uri));
  const members = membersElsewhere(elsewhere).map((service) => service.name);
  const who = members.length > 0 ? `; members there: ${codeList(members)}` : '; no members there';
  return `**${isMade(elsewhere) ? 'Made by' : 'Also used by'}** ${name}${path}${who}`;
}
