import { withProfiles } from '../model/profiles.ts';
import type { Project } from '../model/project.ts';
import { checkPolicy } from '../reach/policy.ts';
import { matrix } from '../reach/trace.ts';
import type { Trace } from '../reach/verdicts.ts';
import { loadProject } from './loadProject.ts';
import { flowKey } from './verify/measuredStatements.ts';

/**
 * What the files of a project together say about every flow; `profiles` leaves out the services that they do not start.
 * Rejects with the system's error when one of the files cannot be read.
 */
export async function predict(files: readonly string[], profiles?: readonly string[]): Promise<readonly Trace[]> {
  const { project } = await loadProject(files);
  return predictProject(profiles ? withProfiles(project, profiles) : project);
}

/** Every flow, those of the project's `x-reach` among them. */
export function predictProject(project: Project): readonly Trace[] {
  const traces = [...matrix(project), ...checkPolicy(project).flatMap((result) => result.traces)];
  return [...new Map(traces.map((each) => [flowKey(each.flow), each])).values()];
}
