import { withProfiles } from '../model/profiles.ts';
import { matrix } from '../reach/trace.ts';
import type { Trace } from '../reach/verdicts.ts';
import { loadProject } from './loadProject.ts';

/**
 * What the files of a project together say about every flow; `profiles` leaves out the services that they do not start.
 * Rejects with the system's error when one of the files cannot be read.
 */
export async function predict(files: readonly string[], profiles?: readonly string[]): Promise<readonly Trace[]> {
  const { project } = await loadProject(files);
  return matrix(profiles ? withProfiles(project, profiles) : project);
}
