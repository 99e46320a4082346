import { folderOf, relativePath } from '../compose/fileUri.ts';
import type { Project } from '../model/project.ts';

/** `the project \`blog\` (../blog/compose.yaml)`, the path as seen from this project. */
export function inProject(project: Project, other: Project): string {
  const path = relativePath(folderOf(project.uri), other.uri);
  return other.name.known ? `the project \`${other.name.value}\` (${path})` : `${path}`;
}
